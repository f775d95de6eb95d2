"""Suspected duplicates 疑似重复: cases that look like one complaint recorded twice, under two numbers.

A rule of thumb of this program, not of any law: the same complainant and the same known business, received
within a few days of each other. Such cases are named to a person and never dropped or merged.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.domain.register.register import Row

#: Days that may lie between two records of one complaint.
NEAR = 3


def look_alikes(own: Row, others: Iterable[Row]) -> list[str]:
    """Return the numbers of the cases recorded before ``own`` that look like it, as ``others`` come.

    ``others`` are the cases of the same complainant; what was taken back looks like nothing.
    """
    if not own.business or not own.received_on:
        return []
    day = date.fromisoformat(own.received_on)
    return [
        other.number
        for other in others
        if other.received_seq < own.received_seq
        and other.business == own.business
        and other.status != "reversed"
        and abs((date.fromisoformat(other.received_on) - day).days) <= NEAR
    ]

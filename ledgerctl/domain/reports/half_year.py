"""A half-year as the United Kingdom publishes it (FCA DISP 1.10A): by product group, opened, closed, how soon, upheld.

One complaint has one category; partly upheld counts as upheld, a goodwill payment on one not upheld does
not (DISP 1.10). Closed is when the final response was sent, here when the complainant was told.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.days import calendars
from ledgerctl.domain.deadlines import deadlines
from ledgerctl.domain.register.anchors import is_resolved
from ledgerctl.domain.register.register import open_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ledgerctl.domain.register.register import Row

#: Business category 业务类别 → product group, as far as it is plain; the rest is the author's to assign.
GROUPS = {
    **dict.fromkeys(
        ("savings_rmb", "card_debit", "card_credit", "payment", "fx", "cash_mgmt"), "banking"
    ),
    **dict.fromkeys(("wealth_own", "gold"), "investments"),
}
#: The groups in the order in which they are published, and what no group takes.
ORDER = ("banking", "home_finance", "insurance", "pensions", "investments", "unassigned")
_SUMMARY_DAYS = 3
_FINAL_DAYS = 56
_UPHELD = frozenset({"upheld", "partly_upheld"})


class Group(NamedTuple):
    """The figures of one product group; ``redress`` in minor units, ``cause`` of most of those opened."""

    key: str
    outstanding: int
    opened: int
    closed: int
    within_3_days: int
    within_8_weeks: int
    upheld: int
    redress: int
    cause: str


def group_of(row: Row) -> str:
    """Return the product group of a case."""
    return GROUPS.get(row.business, "unassigned")


def groups(rows: Iterable[Row], first: str, last: str) -> list[Group]:
    """Return the figures of every group of a half-year.

    Args:
        rows: complaints, at least those open in the period or closed in it.
        first: its first ISO day.
        last: its last ISO day.
    """
    counted = [row for row in rows if row.counted]
    return [
        _group(key, [row for row in counted if group_of(row) == key], first, last) for key in ORDER
    ]


def _group(key: str, rows: list[Row], first: str, last: str) -> Group:
    before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    opened = [row for row in rows if first <= row.received_on <= last]
    closed = [row for row in rows if is_resolved(row) and first <= answered_on(row) <= last]

    def count(true: Callable[[Row], bool]) -> int:
        return sum(map(true, closed))

    causes = sorted({row.cause for row in opened if row.cause})
    return Group(
        key,
        sum(open_on(row, before) for row in rows),
        len(opened),
        len(closed),
        count(soon),
        count(lambda row: not soon(row) and _days(row) <= _FINAL_DAYS),
        count(lambda row: row.finding in _UPHELD),
        sum(row.compensation or 0 for row in closed),
        max(causes, key=lambda cause: sum(row.cause == cause for row in opened), default=""),
    )


def answered_on(row: Row) -> str:
    """Return the ISO day on which the complainant was told, else that of closing."""
    return row.notified_at[:10] or row.closed_on


def soon(row: Row) -> bool:
    """Return whether it was closed by the third business day after the day of receipt (DISP 1.5)."""
    start = date.fromisoformat(row.received_on) + timedelta(days=1)
    due = deadlines.run(start, _SUMMARY_DAYS, "working", calendars.newest("uk")).due
    return answered_on(row) <= due


def _days(row: Row) -> int:
    return (date.fromisoformat(answered_on(row)) - date.fromisoformat(row.received_on)).days

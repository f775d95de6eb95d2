"""Kept sums to the counts of a year: the same arithmetic for every store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.ports import YearCounts
from ledgerctl.domain import anchors
from ledgerctl.domain.anchors import last_day, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.tallies import Sums


def by_name(rows: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    """Return histograms by name of (name, bin, cases)."""
    found: dict[str, dict[int, int]] = {}
    for name, position, cases in rows:
        found.setdefault(name, {})[position] = cases
    return found


def counts_of(
    year: int,
    today: str,
    sums: Mapping[str, Mapping[str, Sums]],
    own: Mapping[str, Mapping[int, int]],
    *,
    carried_before: int,
    open_since: Mapping[int, int],
) -> YearCounts:
    """Return the counts of a year.

    Args:
        year: the year.
        today: the day, ISO, that decides what is overdue.
        sums: the year's sums by dimension and value.
        own: the year's anchors by name and bin.
        carried_before: what the year before has under ``CARRIED``.
        open_since: all open spells by the ordinal of their first day.
    """

    def still_open(last: int) -> int:
        return sum(cases for day, cases in open_since.items() if day <= last)

    def count(name: str) -> int:
        return sum(own.get(name, {}).values())

    due = own.get(anchors.OPEN_DUE, {})
    return YearCounts(
        year,
        sums,
        own.get(anchors.DAYS, {}),
        carried_before + still_open(last_day(year - 1)),
        count(anchors.CARRIED) + still_open(last_day(year)),
        count(anchors.RECEIVED),
        count(anchors.REOPENED),
        count(anchors.CLOSINGS),
        sum(cases for day, cases in due.items() if day < ordinal(today)),
        own,
        open_since,
    )

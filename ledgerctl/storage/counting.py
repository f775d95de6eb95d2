"""Sums to the counts of a period: the same arithmetic for every store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import YearCounts
from ledgerctl.domain.days.eras import BEFORE, WITHIN, ordinal
from ledgerctl.domain.register import anchors
from ledgerctl.domain.register.anchors import CARRIED, OPEN_SINCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.register.tallies import Sums, Tallies


def by_name(rows: Iterable[tuple[str, int, int]]) -> dict[str, dict[int, int]]:
    """Return histograms by name of (name, bin, cases)."""
    found: dict[str, dict[int, int]] = {}
    for name, position, cases in rows:
        found.setdefault(name, {})[position] = cases
    return found


def counts_of(
    period: ReportPeriod,
    today: str,
    sums: Mapping[str, Mapping[str, Sums]],
    own: Mapping[str, Mapping[int, int]],
    *,
    carried_before: int,
    open_since: Mapping[int, int],
    open_due: Mapping[int, int],
) -> YearCounts:
    """Return the counts of a period.

    Args:
        period: the period.
        today: the day, ISO, that decides what is overdue.
        sums: the period's sums by dimension and value.
        own: the period's anchors by name and bin.
        carried_before: what the time before has under ``CARRIED``.
        open_since: all open spells by the ordinal of their first day.
        open_due: the open cases received by the end of the period, by the ordinal of their due day.
    """

    def still_open(last: int) -> int:
        return sum(cases for day, cases in open_since.items() if day <= last)

    def count(name: str) -> int:
        return sum(own.get(name, {}).values())

    due = own.get(anchors.OPEN_DUE, {})
    return YearCounts(
        period,
        sums,
        own.get(anchors.DAYS, {}),
        carried_before + still_open(ordinal(period.first) - 1),
        count(anchors.CARRIED) + still_open(ordinal(period.last)),
        count(anchors.RECEIVED),
        count(anchors.REOPENED),
        count(anchors.CLOSINGS),
        sum(cases for day, cases in due.items() if day < ordinal(today)),
        own,
        open_since,
        open_due,
    )


def counts_in(
    tallies: Tallies, period: ReportPeriod, today: str, *, era: int, before: int
) -> YearCounts:
    """Return the counts of a period that is an era of tallies; ``before`` is the era before it."""
    sums: dict[str, dict[str, Sums]] = {}
    for (of, dimension, value), each in tallies.sums().items():
        if of == era:
            sums.setdefault(dimension, {})[value] = each
    kept: dict[int, list[tuple[str, int, int]]] = {}
    for (of, name, position), cases in tallies.anchors().items():
        kept.setdefault(of, []).append((name, position, cases))
    earlier, lasting = by_name(kept.get(before, [])), by_name(kept.get(0, []))
    due: Counter[int] = Counter()
    for of, found in kept.items():
        if 0 < of <= era:
            due.update(by_name(found).get(anchors.OPEN_DUE, {}))
    return counts_of(
        period,
        today,
        sums,
        by_name(kept.get(era, [])),
        carried_before=sum(earlier.get(CARRIED, {}).values()),
        open_since=lasting.get(OPEN_SINCE, {}),
        open_due=due,
    )


def counts_around(period: ReportPeriod, today: str, tallies: Tallies) -> YearCounts:
    """Return the counts of a period from tallies by the eras around it.

    What was opened after the period says nothing about it and is left out.
    """
    counts = counts_in(tallies, period, today, era=WITHIN, before=BEFORE)
    last = ordinal(period.last)
    own = {day: cases for day, cases in counts.open_since.items() if day <= last}
    return counts._replace(open_since=own)

"""Periods side by side 对比与趋势: what changed, and whether chance alone may have done it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.moments import today
from ledgerctl.application.reports.reporting import period_report
from ledgerctl.domain import metrics
from ledgerctl.domain.days.eras import ordinal
from ledgerctl.domain.learning.effects import effect

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.learning.effects import Effect
    from ledgerctl.domain.metrics import Change, Rate


@dataclass(frozen=True, slots=True)
class Step:
    """One count against that of the period to its left; ``effect`` is what the exact test says.

    The effect is None where a period has not begun: then there is nothing to compare.
    """

    change: Change
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class Series:
    """One count over the periods; ``steps`` has one entry fewer than there are periods."""

    key: str
    counts: Sequence[int]
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Periods side by side, oldest first; ``days`` of each that have passed are what they are weighed by.

    ``recorded_since`` is the year of the earliest complaint in the ledger.
    """

    branch: str
    periods: Sequence[ReportPeriod]
    days: Sequence[int]
    equal: Mapping[str, str]
    series: Sequence[Series]
    rates: Sequence[Rate]
    today: str
    head: Head
    recorded_since: int | None = None


def compare(
    desk: Desk,
    periods: Sequence[ReportPeriod],
    equal: Mapping[str, str] | None = None,
    *,
    on: str = "",
) -> Comparison:
    """Return periods side by side, each against the one before it in the order of time.

    Counts of cases are held against each other as two Poisson counts, weighed by the days that have
    passed (conditional binomial test, ``domain/metrics/poisson.py``).

    Raises:
        StatisticsDisagree: the books of one of them do not balance.
    """
    day = on or today(desk)
    ordered = sorted(set(periods), key=lambda period: (period.first, period.last))
    reports = [period_report(desk, period, equal, on=day) for period in ordered]
    days = [_passed(period, day) for period in ordered]
    counts = [counts_compared(report) for report in reports]
    series = [
        Series(key, [each[key] for each in counts], _steps([each[key] for each in counts], days))
        for key in counts[0]
    ]
    last = reports[-1]
    return Comparison(
        last.branch,
        ordered,
        days,
        last.equal,
        series,
        [report.rates["customers"] for report in reports],
        day,
        last.head,
        last.recorded_since,
    )


def _passed(period: ReportPeriod, day: str) -> int:
    """Return how many days of a period lie not after a day."""
    return max(min(ordinal(period.last), ordinal(day)) - ordinal(period.first) + 1, 0)


def _steps(counts: Sequence[int], days: Sequence[int]) -> list[Step]:
    return [
        Step(
            metrics.change(counts[place], counts[place - 1]),
            effect(counts[place - 1], counts[place], exposures=(days[place - 1], days[place]))
            if days[place - 1] and days[place]
            else None,
        )
        for place in range(1, len(counts))
    ]


def counts_compared(report: YearReport) -> dict[str, int]:
    """Return the counts of cases that are compared, each of which may come or not by chance."""
    totals = report.totals
    return {
        "received": report.received,
        "internal": report.internal,
        "external": report.external,
        "regulator": report.regulator,
        "escalated": totals.escalated,
        "over_the_head": totals.skip_level,
        "repeat": totals.repeats,
        "reopened": totals.reopened,
        "at_fault": totals.at_fault,
        "late": totals.late,
    }

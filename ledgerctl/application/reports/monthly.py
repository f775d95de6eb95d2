"""The months of a period: received in each, all and by value, with the limits of the control chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.reports.figuring import months_of
from ledgerctl.application.reports.report_results import Month
from ledgerctl.domain.days.eras import month_number, ordinal
from ledgerctl.domain.metrics.control import u_chart
from ledgerctl.domain.register.tallies import MONTHLY, by_month

if TYPE_CHECKING:
    from ledgerctl.application.desk.records import YearCounts


def months_of_period(counts: YearCounts, today: str) -> list[Month]:
    """Return the months of a period in order; days that are not over yet are no exposure."""
    period = counts.period
    last = min(period.last, today)
    days = [_days(name, period.first, last) for name in period.months]
    points = u_chart(months_of(counts), days)
    return [Month(name, point) for name, point in zip(period.months, points, strict=True)]


def _days(month: str, first: str, last: str) -> int:
    """Return how many days of a month lie between two ISO days, both included."""
    begin = ordinal(f"{month}-01")
    number = month_number(month) + 1
    end = ordinal(f"{number // 12:04d}-{number % 12 + 1:02d}-01") - 1
    return max(min(end, ordinal(last)) - max(begin, ordinal(first)) + 1, 0)


def by_value(counts: YearCounts) -> dict[str, dict[str, list[int]]]:
    """Return, by dimension and known value, the complaints received in each month."""
    return {
        dimension: {
            value: months_of(counts, by_month(dimension, value))
            for value, sums in counts.sums.get(dimension, {}).items()
            if value and sums.cases
        }
        for dimension in MONTHLY
    }

"""Report periods 报告期: a year, a quarter, a month or any run of days, and the periods they are set against."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from ledgerctl.errors.periods import BadReportPeriod, PeriodBackwards

YEAR, QUARTER, MONTH, DAYS = "year", "quarter", "month", "days"

#: Months of a period of each kind that the calendar knows.
_LENGTHS = {YEAR: 12, QUARTER: 3, MONTH: 1}
_QUARTER = re.compile(r"([0-9]{4})[ -]?(?:[Qq]([1-4])|年?第?([1-4一二三四])季度?)")
_MONTH = re.compile(r"([0-9]{4})(?:[-/.]|年)([0-9]{1,2})月?")
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_FIRST_YEAR = 1


class ReportPeriod(NamedTuple):
    """A report period 报告期: its kind and its first and last ISO day, both included."""

    kind: str
    first: str
    last: str

    @property
    def year(self) -> int:
        """The year of the last day; its populations are the denominators."""
        return int(self.last[:4])

    @property
    def name(self) -> str:
        """How it is written: ``2020``, ``2020Q3``, ``2020-07`` or ``2020-01-15..2020-03-02``."""
        if self.kind == YEAR:
            return self.first[:4]
        if self.kind == QUARTER:
            return f"{self.first[:4]}Q{(int(self.first[5:7]) + 2) // 3}"
        return self.first[:7] if self.kind == MONTH else f"{self.first}..{self.last}"

    @property
    def days(self) -> int:
        """How many days it has."""
        return (
            date.fromisoformat(self.last).toordinal()
            - date.fromisoformat(self.first).toordinal()
            + 1
        )

    @property
    def months(self) -> list[str]:
        """The months that it touches, as ``2020-07``, in order."""
        first, last = _month_number(self.first), _month_number(self.last)
        return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]

    @property
    def before(self) -> ReportPeriod | None:
        """The period before 上期 (环比): the one of the same kind, or as many days; None before year 1."""
        if self.kind in _LENGTHS:
            return _of_months(self.kind, _month_number(self.first) - _LENGTHS[self.kind])
        last = date.fromisoformat(self.first).toordinal() - 1
        return _of_days(last - self.days + 1, last)

    @property
    def after(self) -> ReportPeriod:
        """The year, quarter or month that follows; of any other period, as many days."""
        if self.kind in _LENGTHS:
            following = _of_months(self.kind, _month_number(self.first) + _LENGTHS[self.kind])
        else:
            first = date.fromisoformat(self.last).toordinal() + 1
            following = _of_days(first, first + self.days - 1)
        assert following is not None  # noqa: S101 - only what lies before year 1 is none
        return following

    @property
    def year_before(self) -> ReportPeriod | None:
        """The same period last year 上年同期 (同比); None before year 1.

        29 February falls on the 28th where there is none.
        """
        if self.kind in _LENGTHS:
            return _of_months(self.kind, _month_number(self.first) - 12)
        days = [_a_year_earlier(day) for day in (self.first, self.last)]
        return None if None in days else ReportPeriod(DAYS, str(days[0]), str(days[1]))


def year_period(year: int) -> ReportPeriod:
    """Return a calendar year."""
    return ReportPeriod(YEAR, f"{year:04d}-01-01", f"{year:04d}-12-31")


def quarter_period(text: str) -> ReportPeriod:
    """Return a quarter written as ``2020Q3`` or 2020年第三季度.

    Raises:
        BadReportPeriod: it is not written so.
    """
    found = _QUARTER.fullmatch(text.strip())
    if found is None or int(found[1]) < _FIRST_YEAR:
        raise BadReportPeriod(value=text, form="2020Q3")
    said = found[2] or found[3]
    quarter = _NUMERALS.get(said) or int(said)
    period = _of_months(QUARTER, int(found[1]) * 12 + 3 * (quarter - 1))
    assert period is not None  # noqa: S101 - the year is at least 1
    return period


def month_period(text: str) -> ReportPeriod:
    """Return a month written as ``2020-07`` or 2020年7月.

    Raises:
        BadReportPeriod: it is not written so, or there is no such month.
    """
    found = _MONTH.fullmatch(text.strip())
    month = int(found[2]) if found else 0
    period = None
    if found and 1 <= month <= 12:  # noqa: PLR2004 - the months of a year
        period = _of_months(MONTH, int(found[1]) * 12 + month - 1)
    if period is None:
        raise BadReportPeriod(value=text, form="2020-07")
    return period


def days_period(first: str, last: str) -> ReportPeriod:
    """Return a run of ISO days; one that is a whole year, quarter or month is that.

    Raises:
        PeriodBackwards: it ends before it begins.
    """
    if last < first:
        raise PeriodBackwards(first=first, last=last)
    for kind, length in _LENGTHS.items():
        whole = _of_months(kind, _month_number(first))
        starts = (int(first[5:7]) - 1) % length == 0
        if starts and whole is not None and (whole.first, whole.last) == (first, last):
            return whole
    return ReportPeriod(DAYS, first, last)


def _month_number(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def _of_months(kind: str, number: int) -> ReportPeriod | None:
    """Return the period of a kind that begins with a month, counted from the year 0."""
    if number < _FIRST_YEAR * 12:
        return None
    year, month = divmod(number + _LENGTHS[kind] - 1, 12)
    last = f"{year:04d}-{month + 1:02d}-{monthrange(year, month + 1)[1]:02d}"
    return ReportPeriod(kind, f"{number // 12:04d}-{number % 12 + 1:02d}-01", last)


def _of_days(first: int, last: int) -> ReportPeriod | None:
    if first < 1:
        return None
    ends = (date.fromordinal(ordinal).isoformat() for ordinal in (first, last))
    return ReportPeriod(DAYS, *ends)


def _a_year_earlier(day: str) -> str | None:
    year = int(day[:4]) - 1
    if year < _FIRST_YEAR:
        return None
    number = min(int(day[8:]), monthrange(year, int(day[5:7]))[1])
    return f"{year:04d}-{day[5:7]}-{number:02d}"

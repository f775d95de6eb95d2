from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.days.periods import (
    DAYS,
    MONTH,
    QUARTER,
    YEAR,
    ReportPeriod,
    days_period,
    month_period,
    quarter_period,
    year_period,
)
from ledgerctl.errors.periods import BadReportPeriod, PeriodBackwards


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020Q3", "2020-07-01", "2020-09-30"),
        ("2020q1", "2020-01-01", "2020-03-31"),
        ("2020-Q4", "2020-10-01", "2020-12-31"),
        ("2020年第三季度", "2020-07-01", "2020-09-30"),
        ("2020年2季度", "2020-04-01", "2020-06-30"),
    ],
)
def test_a_quarter(text: str, first: str, last: str) -> None:
    assert quarter_period(text) == ReportPeriod(QUARTER, first, last)


@pytest.mark.parametrize("text", ["", "2020", "2020Q5", "2020Q0", "0000Q1", "Q3", "２０２０Q3"])
def test_no_quarter(text: str) -> None:
    with pytest.raises(BadReportPeriod):
        quarter_period(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2021/2", "2021-02-01", "2021-02-28"),
        ("2020年12月", "2020-12-01", "2020-12-31"),
    ],
)
def test_a_month(text: str, first: str, last: str) -> None:
    assert month_period(text) == ReportPeriod(MONTH, first, last)


@pytest.mark.parametrize("text", ["", "2020-13", "2020-00", "0000-01", "2020", "202007"])
def test_no_month(text: str) -> None:
    with pytest.raises(BadReportPeriod):
        month_period(text)


@pytest.mark.parametrize(
    ("first", "last", "kind", "name"),
    [
        ("2020-01-01", "2020-12-31", YEAR, "2020"),
        ("2020-04-01", "2020-06-30", QUARTER, "2020Q2"),
        ("2020-02-01", "2020-02-29", MONTH, "2020-02"),
        ("2020-02-01", "2020-02-28", DAYS, "2020-02-01..2020-02-28"),
        ("2020-02-01", "2020-04-30", DAYS, "2020-02-01..2020-04-30"),
        ("2020-07-01", "2021-06-30", DAYS, "2020-07-01..2021-06-30"),
        ("2020-03-04", "2020-03-04", DAYS, "2020-03-04..2020-03-04"),
    ],
)
def test_a_run_of_days_is_what_the_calendar_calls_it(
    first: str, last: str, kind: str, name: str
) -> None:
    period = days_period(first, last)
    assert (period.kind, period.name, period.first, period.last) == (kind, name, first, last)


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(PeriodBackwards):
        days_period("2020-03-02", "2020-03-01")


@pytest.mark.parametrize(
    ("period", "before", "year_before"),
    [
        (year_period(2020), "2019", "2019"),
        (quarter_period("2020Q1"), "2019Q4", "2019Q1"),
        (month_period("2020-01"), "2019-12", "2019-01"),
        (
            days_period("2020-02-10", "2020-02-29"),
            "2020-01-21..2020-02-09",
            "2019-02-10..2019-02-28",
        ),
    ],
)
def test_what_a_period_is_set_against(period: ReportPeriod, before: str, year_before: str) -> None:
    assert period.before is not None
    assert period.year_before is not None
    assert (period.before.name, period.year_before.name) == (before, year_before)


@pytest.mark.parametrize(
    "period", [year_period(1), month_period("0001-01"), days_period("0001-01-01", "0001-01-02")]
)
def test_before_the_first_year_there_is_nothing(period: ReportPeriod) -> None:
    assert period.before is None
    assert period.year_before is None


def test_months_and_days() -> None:
    period = days_period("2019-11-15", "2020-01-02")
    assert period.months == ["2019-11", "2019-12", "2020-01"]
    assert (period.days, period.year) == (49, 2020)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 800))
def test_the_period_before_ends_the_day_before(start: date, length: int) -> None:
    period = days_period(start.isoformat(), (start + timedelta(days=length)).isoformat())
    before = period.before
    assert before is not None
    assert date.fromisoformat(before.last) + timedelta(days=1) == start
    if period.kind == DAYS:
        assert before.days == period.days
    else:
        assert before.kind == period.kind

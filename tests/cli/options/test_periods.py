"""Periods as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from ledgerctl.cli.options.periods import bounds, last_period
from ledgerctl.errors.usage import BadPeriod, ContradictoryOptions

LEAP_DAY = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("text", "today", "first"),
    [
        ("1d", date(2020, 4, 9), "2020-04-09"),
        ("30d", date(2020, 4, 9), "2020-03-11"),
        ("8w", date(2020, 4, 9), "2020-02-14"),
        ("3m", date(2020, 4, 9), "2020-01-10"),
        ("1m", date(2020, 3, 31), "2020-03-01"),
        ("1y", LEAP_DAY, "2019-03-01"),
        ("2 年", date(2020, 4, 9), "2018-04-10"),
        ("3月", date(2020, 4, 9), "2020-01-10"),
        ("2周", date(2020, 4, 9), "2020-03-27"),
        ("5天", date(2020, 4, 9), "2020-04-05"),
    ],
)
def test_a_period_ends_today(text: str, today: date, first: str) -> None:
    assert last_period(text, today) == (first, today.isoformat())


@pytest.mark.parametrize("text", ["", "0d", "m", "3", "3q", "-3m", "3 m 2 d", "9999y", "12345d"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        last_period(text, LEAP_DAY)


def test_a_length_excludes_days() -> None:
    assert bounds("2020-01-01", "", "", LEAP_DAY) == ("2020-01-01", "")
    assert bounds("", "", "1d", LEAP_DAY) == ("2020-02-29", "2020-02-29")
    for first, last in (("2020-01-01", ""), ("", "2020-01-01")):
        with pytest.raises(ContradictoryOptions):
            bounds(first, last, "1d", LEAP_DAY)

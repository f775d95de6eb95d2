from __future__ import annotations

from datetime import date, timedelta

import calendar_source
import holidays
import pytest

from ledgerctl.domain.days import calendar_data, calendars
from ledgerctl.domain.days.calendars import Off, day_off, holiday_name, made_up, newest, official


def test_the_tables_are_what_the_library_says() -> None:
    stored = {tuple(row.split(" ", 4)[:2]): row.split(" ", 4)[4] for row in calendar_data.ROWS}
    fresh = {
        (key, str(year)): days
        for key, years in calendar_source.table().items()
        for year, days in years.items()
    }
    changed = {key: fresh[key] for key in fresh if stored[key] != fresh[key]}
    assert changed == {}


@pytest.mark.parametrize("year", range(2019, 2027))
def test_every_day_in_china_is_off_or_worked_as_the_library_says(year: int) -> None:
    found = holidays.country_holidays("CN", years=year)
    days = [date(year, 1, 1) + timedelta(days=place) for place in range(365)]
    assert [
        day for day in days if (day_off("cn.1", day) is None) != found.is_working_day(day)
    ] == []


def test_every_holiday_has_a_chinese_name() -> None:
    names = {
        part
        for key in calendars.names()
        for year in range(2015, 2031)
        for off in calendars.year_of(f"{key}.1", year).off.values()
        if off.reason == "holiday"
        for part in off.name.split(" / ")
    }
    assert names - set(calendars.NAMES_ZH) == set()
    assert set(calendars.NAMES_ZH) - names == set()


def test_two_holidays_on_one_day() -> None:
    off = day_off("cn.1", date(2020, 10, 1))
    assert off is not None
    assert holiday_name(off.name, "en") == "Mid-Autumn Festival / National Day"
    assert holiday_name(off.name, "zh") == "中秋节 / 国庆节"


def test_why_a_day_is_off() -> None:
    assert day_off("cn.1", date(2020, 1, 18)) == Off("weekend")
    assert day_off("cn.1", date(2020, 1, 19)) is None
    assert made_up("cn.1", date(2020, 1, 19))
    assert day_off("cn.1", date(2020, 1, 24)) == Off("exchanged", worked="2020-01-19")
    assert day_off("uk.1", date(2020, 12, 25)) == Off("holiday", "Christmas Day")


def test_a_year_or_a_calendar_without_tables_has_its_weekends() -> None:
    assert day_off("cn.1", date(1999, 10, 1)) is None
    assert day_off("cn.1", date(1999, 10, 2)) == Off("weekend")
    assert day_off("mars.1", date(2020, 10, 1)) is None
    assert not official("cn.1", date(1999, 1, 1), date(1999, 1, 2))
    assert official("cn.1", date(2019, 12, 31), date(2020, 1, 2))


def test_a_later_edition_changes_nothing_that_an_earlier_one_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    later = (*calendar_data.ROWS, "cn 2027 2 official 0101=New Year's Day; +0103")
    monkeypatch.setattr(calendars, "ROWS", later)
    for cache in (calendars._editions, calendars.newest, calendars.year_of):  # noqa: SLF001 - caches of the module
        cache.cache_clear()
    try:
        assert newest("cn") == "cn.2"
        assert newest("uk") == "uk.1"
        assert day_off("cn.1", date(2027, 1, 3)) == Off("weekend")
        assert day_off("cn.2", date(2027, 1, 3)) is None
        assert official("cn.2", date(2027, 1, 1), date(2027, 1, 9))
        assert not official("cn.1", date(2027, 1, 1), date(2027, 1, 9))
        assert day_off("cn.2", date(2020, 1, 24)) == day_off("cn.1", date(2020, 1, 24))
    finally:
        for cache in (calendars._editions, calendars.newest, calendars.year_of):  # noqa: SLF001 - caches of the module
            cache.cache_clear()


@pytest.mark.parametrize("calendar", ["cn", "cn.", "cn.x"])
def test_a_calendar_without_a_readable_edition_is_the_first(calendar: str) -> None:
    assert day_off(calendar, date(2020, 1, 24)) == day_off("cn.1", date(2020, 1, 24))

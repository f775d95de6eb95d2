from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.text.dates import (
    ACCEPTED_FORMS,
    DateError,
    Moment,
    moment_with,
    parse_moment,
    parse_with,
    spreadsheet_day,
)

# Properties are about text, not speed: a busy machine must not fail them.
unhurried = settings(deadline=None)
TODAY = date(2020, 3, 4)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2020-03-04", "2020-03-04"),
        ("2020/3/4", "2020-03-04"),
        ("2020/03/04", "2020-03-04"),
        ("2020.3.4", "2020-03-04"),
        ("20200304", "2020-03-04"),
        ("2020年3月4日", "2020-03-04"),
        ("2020-3-4", "2020-03-04"),
        ("2020-3-4 9：30", "2020-03-04T09:30"),
        ("2020年03月04日", "2020-03-04"),
        ("today", "2020-03-04"),
        ("Yesterday", "2020-03-03"),
        ("今天", "2020-03-04"),
        ("昨天", "2020-03-03"),
        ("前天", "2020-03-02"),
        ("Tomorrow", "2020-03-05"),
        ("明天", "2020-03-05"),
        ("后天", "2020-03-06"),
        ("2020-03-04 09:30", "2020-03-04T09:30"),
        ("2020-03-04T09:30", "2020-03-04T09:30"),
        ("2020/3/4 9:30", "2020-03-04T09:30"),
        ("20200304 09:30:15", "2020-03-04T09:30"),
        ("2020年3月4日9时30分", "2020-03-04T09:30"),
        ("2020年3月4日 9点5分", "2020-03-04T09:05"),
        ("2020年3月4日09:30", "2020-03-04T09:30"),
        ("昨天 23:59", "2020-03-03T23:59"),
        ("2020-03-04 00:00", "2020-03-04T00:00"),
        ("２０２０－０３－０４　０９：３０", "2020-03-04T09:30"),
        ("２０２０／３／４", "2020-03-04"),
        ("  2020-03-04\n", "2020-03-04"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_accepted_moments(text: str, stored: str) -> None:
    assert parse_moment(text, today=TODAY).text == stored


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "20-03-04",
        "3/4/2020",
        "2020-3/4",
        "2020-03/04",
        "2020/3.4",
        "2020年3月4号",
        "2020 03 04",
        "202034",
        "2020030409",
        "next week",
        "大后天",
        "43894",
        "2020-03-04 9",
        "2020-03-04 9:3",
        "2020-03-04 9点",
        "2020-03-0409:30",
        "2020-03-04t09:30",
        "2020-03-04T09:30:15.123",
        "2020-03-04T09:30:15Z",
        "2020-03-04T09:30+08:00",
        "2020-03-04 09:30 PM",
        "二〇二〇年三月四日",
        "٢٠٢٠-٠٣-٠٤",
        "-2020-03-04",
        "2020-03-04x",
        "2020-03-04\x00",
        "2020-03-04" * 100_000,
    ],
)
def test_an_unknown_form_is_refused(text: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_moment(text, today=TODAY)

    assert refused.value.reason == "form"


@pytest.mark.parametrize(
    "text",
    [
        "2020-02-30",
        "2019-02-29",
        "2020-13-45",
        "20201345",
        "0000-01-01",
        "2020年0月4日",
        "2020/3/32",
        "2020-03-04 25:61",
        "2020-03-04 24:00",
        "2020-03-04 09:60",
        "2020-03-04 09:30:60",
        "2020年3月4日9时61分",
        "today 24:00",
    ],
)
def test_a_day_or_time_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_moment(text, today=TODAY)

    assert refused.value.reason == "range"


def test_the_error_never_repeats_the_text() -> None:
    with pytest.raises(DateError) as refused:
        parse_moment("张三13800008000", today=TODAY)

    assert "13800008000" not in str(refused.value)


@pytest.mark.parametrize("form", ACCEPTED_FORMS)
def test_each_form_of_the_message_is_accepted(form: str) -> None:
    day = parse_moment(form, today=TODAY).day

    assert date(2020, 3, 2) <= day <= date(2020, 3, 6)


def test_a_moment_keeps_its_parts() -> None:
    assert parse_moment("2020/3/4 9:05", today=date(2024, 1, 1)) == Moment(TODAY, "09:05")
    assert parse_moment("2020/3/4", today=date(2024, 1, 1)) == Moment(TODAY, None)


@unhurried
@given(st.dates(min_value=date(1000, 1, 1)), st.times())
def test_every_written_form_reads_back(day: date, clock: time) -> None:
    minute = f"{clock:%H:%M}"
    year, month, number = day.year, day.month, day.day
    forms = (
        day.isoformat(),
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
        f"{day:%Y%m%d}",
        f"{year}年{month}月{number}日",
    )

    for form in forms:
        assert parse_moment(form, today=TODAY) == Moment(day)
        assert parse_moment(f"{form} {minute}", today=TODAY) == Moment(day, minute)
    stored = Moment(day, minute).text
    assert parse_moment(stored, today=TODAY).text == stored


@unhurried
@given(st.text(st.sampled_from("0123456789-/.:年月日时分T 今天"), max_size=20) | st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        moment = parse_moment(text, today=TODAY)
    except DateError:
        return
    assert parse_moment(moment.text, today=TODAY) == moment


@pytest.mark.parametrize(
    ("text", "form", "day"),
    [
        ("3/4/2020", "mdy", date(2020, 3, 4)),
        ("03/04/2020", "mdy", date(2020, 3, 4)),
        ("3/4/20", "mdy2", date(2020, 3, 4)),
        ("3/4/2020", "mdy2", date(2020, 3, 4)),
        ("1/1/00", "mdy2", date(2000, 1, 1)),
        ("1/1/68", "mdy2", date(2068, 1, 1)),
        ("1/1/69", "mdy2", date(1969, 1, 1)),
        ("12/31/99", "mdy2", date(1999, 12, 31)),
        ("2020-3-4", "ymd", date(2020, 3, 4)),
        ("2020/03/04", "ymd", date(2020, 3, 4)),
        ("2020.3.14", "ymd", date(2020, 3, 14)),
        ("20200304", "ymd", date(2020, 3, 4)),
        (" ２０２０／３／４ ", "ymd", date(2020, 3, 4)),
        ("2024-01-01T08:15:30.000Z", "iso-timestamp", date(2024, 1, 1)),
        ("2024-01-01T12:00:00-05:00", "iso-timestamp", date(2024, 1, 1)),
        ("2024-01-01T23:59:59+0800", "iso-timestamp", date(2024, 1, 1)),
        ("2024-01-01T23:59:59", "iso-timestamp", date(2024, 1, 1)),
    ],
)
def test_a_named_form_reads_its_dates(text: str, form: str, day: date) -> None:
    assert parse_with(text, form) == day


@pytest.mark.parametrize(
    ("text", "form", "reason"),
    [
        ("3/4/20", "mdy", "form"),
        ("3-4-2020", "mdy", "form"),
        ("2020/3/4", "mdy", "form"),
        ("13/1/2020", "mdy", "range"),
        ("2/30/20", "mdy2", "range"),
        ("3/4/020", "mdy2", "form"),
        ("202034", "ymd", "form"),
        ("2020-3/4", "ymd", "form"),
        ("2020-13-01", "ymd", "range"),
        ("今天", "ymd", "form"),
        ("2024-01-01", "iso-timestamp", "form"),
        ("2024-01-01 08:15:30", "iso-timestamp", "form"),
        ("2024-01-01T25:15:30Z", "iso-timestamp", "range"),
        ("2024-02-30T08:15:30Z", "iso-timestamp", "range"),
    ],
)
def test_a_named_form_refuses_the_rest(text: str, form: str, reason: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_with(text, form)

    assert refused.value.reason == reason


def test_an_unknown_form_name_is_no_date_error() -> None:
    with pytest.raises(ValueError, match="dmy") as refused:
        parse_with("4/3/2020", "dmy")

    assert not isinstance(refused.value, DateError)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("07/27/2015 11:07:06 AM", "2015-07-27T11:07"),
        ("7/27/2015 1:07:06 pm", "2015-07-27T13:07"),
        ("12/31/2015 12:30:00 PM", "2015-12-31T12:30"),
        ("12/31/2015 12:30:00 AM", "2015-12-31T00:30"),
        ("12/31/2015 12:00:00 AM", "2015-12-31"),
        ("12/31/2015 12:00:01 AM", "2015-12-31T00:00"),
    ],
)
def test_the_twelve_hour_clock(text: str, stored: str) -> None:
    assert moment_with(text, "mdy-12h").text == stored


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("07/27/2015 13:07:06 PM", "form"),
        ("07/27/2015 0:07:06 AM", "form"),
        ("07/27/2015", "form"),
        ("13/27/2015 01:07:06 AM", "range"),
        ("07/27/2015 01:60:06 AM", "range"),
    ],
)
def test_no_time_of_the_twelve_hour_clock(text: str, reason: str) -> None:
    with pytest.raises(DateError) as refusal:
        moment_with(text, "mdy-12h")
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("43894", date(2020, 3, 4)),
        ("36526", date(2000, 1, 1)),
        ("73050", date(2099, 12, 31)),
        ("36525", None),
        ("73051", None),
        ("438940", None),
        ("4389", None),
        ("٤٣٨٩٤", None),
    ],
)
def test_the_number_of_a_day_in_a_spreadsheet(text: str, day: date | None) -> None:
    assert spreadsheet_day(text) == day

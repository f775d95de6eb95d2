from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from ledgerctl.formats.workbook_cells import Value, heading_row, loses_digits, reference, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (True, "TRUE"),
        (7, "7"),
        (7.0, "7"),
        (0.1, "0.1"),
        (0.1 + 0.2, "0.3"),
        (-110.00000000000001, "-110"),
        (68.66499999999999, "68.665"),
        (123456789012345.6, "123456789012346"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (float("nan"), "nan"),
        (date(2020, 3, 4), "2020-03-04"),
        (datetime(2020, 3, 4, 9, 30, 0, 600_000), "2020-03-04T09:30:01"),  # noqa: DTZ001 - a sheet knows no zone
        (datetime.max, "9999-12-31T23:59:59"),  # noqa: DTZ901 - a sheet knows no zone
        (time(9, 30), "09:30:00"),
        (timedelta(hours=36, seconds=5), "36:00:05"),
        (timedelta(seconds=-5), "-0:00:05"),
    ],
)
def test_the_text_of_a_value(value: Value, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "is_lost"), [(1e15, True), (1e15 - 1, False), (-1e15, True), ("1e15", False)]
)
def test_numbers_that_lose_digits(value: Value, is_lost: object) -> None:
    assert loses_digits(value) is is_lost


def test_the_name_of_a_cell() -> None:
    assert [reference(0, 0), reference(4, 25), reference(4, 26), reference(0, 16383)] == [
        "A1",
        "Z5",
        "AA5",
        "XFD1",
    ]


def test_where_the_headings_are() -> None:
    assert heading_row([]) is None
    assert heading_row([["", " "]]) is None
    assert heading_row([["title", ""], ["a", "b"]]) == 0
    assert heading_row([["title", ""], ["a", "b"]], {0}) == 1
    assert heading_row([["title", ""], ["", ""]], {0}) == 0
    assert heading_row([["title", "", ""], ["a", "b", "c"]]) == 1
    assert heading_row([["title", "", ""], ["a", 1.0, "c"]]) == 0

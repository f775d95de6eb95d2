from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.cases.numbers import (
    entry_number,
    format_number,
    format_numbers,
    parse_entry_number,
    parse_number,
    split_number,
)
from ledgerctl.errors.learning import BadEntryNumber
from ledgerctl.errors.usage import BadCaseNumber

unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2020-0007", "2020-0007"),
        ("2020-7", "2020-0007"),
        (" 2020-00007\n", "2020-0007"),
        ("2020-12345", "2020-12345"),
        ("0999-1", "0999-0001"),
    ],
)
def test_accepted_spellings(text: str, number: str) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", "2020", "2020-", "-7", "20-7", "20200-7", "2020-0", "2020-0000"),
        *("2020-7a", "２０２０-7", "2020-７", "2020–7", "2020-0007-1", "2020 - 7", "2020-+7"),
        *("2020-²", "2020-1234567890", f"2020-{'9' * 5_000}"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadCaseNumber) as refusal:
        parse_number(text)
    assert refusal.value.values == {"value": text}


@unhurried
@given(st.integers(0, 9999), st.integers(1, 999_999_999))
def test_formatting_parsing_and_splitting_agree(year: int, serial: int) -> None:
    number = format_number(year, serial)
    assert parse_number(number) == number
    assert split_number(number) == (year, serial)
    assert list(format_numbers(year, [serial, serial + 1])) == [
        number,
        format_number(year, serial + 1),
    ]


@pytest.mark.parametrize("text", ["S2020-0001", "s2020-1", " S2020-01 "])
def test_an_entry_number_in_any_spelling(text: str) -> None:
    assert parse_entry_number("S", text) == entry_number("S", 2020, 1) == "S2020-0001"


@pytest.mark.parametrize(
    "text", ["", "S", "2020-0001", "I2020-0001", "S2020", "S2020-0", "SS2020-1"]
)
def test_no_entry_number(text: str) -> None:
    with pytest.raises(BadEntryNumber) as refusal:
        parse_entry_number("S", text)
    assert refusal.value.values["example"] == "S2020-0001"

from __future__ import annotations

import pytest

from ledgerctl.domain.register.register import BLANK_ROW, Row
from ledgerctl.domain.reports.sorting import SORTABLE, Sort, in_order, parse_sort
from ledgerctl.errors.exporting import UnknownSort, UnlikeAnySort

BLANK = Row(*BLANK_ROW)
ROWS = (
    BLANK._replace(number="1", days=3, severity="major"),
    BLANK._replace(number="2", days=None, severity="general"),
    BLANK._replace(number="3", days=11, severity=""),
    BLANK._replace(number="4", days=3, severity="major"),
    BLANK._replace(number="5", days=0, severity="a code of another time"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "12345"),
        ("days", "51432"),
        ("-days", "34152"),
        ("-days,number", "31452"),
        ("severity", "21453"),
        ("-severity", "54123"),
        ("-number", "54321"),
    ],
)
def test_unknown_comes_last_either_way(text: str, expected: str) -> None:
    order = parse_sort(text)
    assert "".join(row.number for row in in_order(ROWS, order)) == expected


def test_columns_by_name_and_by_heading() -> None:
    expected = (Sort("received_at", descending=True), Sort("channel"))
    assert parse_sort("-received_at, channel") == expected
    assert parse_sort("-收到时间，受理渠道") == expected
    assert parse_sort("-Received,Channel") == expected


@pytest.mark.parametrize("text", ["complainant", "dayz", "-", "complained", "person"])
def test_other_columns_are_refused(text: str) -> None:
    with pytest.raises(UnknownSort):
        parse_sort(text)


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("dayz", UnknownSort, "days"),
        ("qqqqqqqq", UnlikeAnySort, ", ".join(SORTABLE[:3])),
    ],
)
def test_examples_are_no_nearest_columns(text: str, kind: type[UnknownSort], named: str) -> None:
    with pytest.raises(UnknownSort) as refusal:
        parse_sort(text)
    assert type(refusal.value) is kind
    assert refusal.value.values == {"value": text, "nearest": named}


def test_what_is_sealed_sorts_nothing() -> None:
    assert not {"complainant", "summary", "phone"} & set(SORTABLE)

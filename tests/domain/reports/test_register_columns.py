from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.codes.fields import EXTRA, FIELDS, find_field
from ledgerctl.domain.register.register import row_of
from ledgerctl.domain.reports.register_columns import COLUMNS, chosen, derived, reader
from ledgerctl.errors.usage import UnknownField

if TYPE_CHECKING:
    from ledgerctl.domain.reports.register_columns import Value

CASE = Complaint(
    "2020-0001",
    {"channel": "nfra", "received_at": "2020-03-04", "amount": 0, "skip_level": False},
    {
        "complainant": "欧阳锋",
        "phone": "13800008000",
        "id_number": "11010519491231002X",
        "summary": "请回电13800008000",
        EXTRA: {"电话": "13800008000"},
    },
    (Spell("2020-03-04", None),),
)


def told(names: str, *, reveal: bool = False) -> list[Value]:
    row = row_of(CASE, batch="", recorded_at="", received_seq=1)
    columns = chosen(names)
    told = [getattr(row, name) for name in derived(columns)]
    return reader(columns, reveal=reveal)(told, CASE.facts, CASE.sealed)


def test_every_field_of_the_catalogue_is_a_column_once() -> None:
    assert set(FIELDS) <= set(COLUMNS)
    headings = [heading for each in COLUMNS.values() for heading in (each.zh, each.en)]
    assert len(set(headings)) == len(headings)


def test_the_register_begins_with_the_number_and_ends_with_the_ledger() -> None:
    names = list(COLUMNS)
    assert names[0] == "number"
    assert names[-3:] == ["remark", EXTRA, "ledger"]


@pytest.mark.parametrize("column", [each for each in COLUMNS.values() if not each.derived])
def test_a_field_is_found_again_under_its_headings(column: object) -> None:
    name, zh, en = column[:3]  # type: ignore[index]  # a named tuple, shown by its name
    if name != EXTRA:
        assert [each and each.name for each in map(find_field, (name, zh, en))] == [name] * 3


def test_columns_are_chosen_by_name_or_heading_in_the_order_given() -> None:
    assert [each.name for each in chosen("channel, 案件编号，Summary,channel")] == [
        *("channel", "number", "summary"),
    ]
    assert chosen(" ") == list(COLUMNS.values())


def test_an_unknown_column_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownField) as refusal:
        chosen("number,chanel")
    assert refusal.value.values == {"value": "chanel", "nearest": "channel, handling_channel"}


def test_personal_data_is_masked_by_kind() -> None:
    assert told("complainant,phone,id_number,summary,extra") == [
        *("欧阳*", "138****8000", "1****************X", "请回电138****8000"),
        {"电话": "138****8000"},
    ]


def test_revealed_it_stands_as_it_was_said() -> None:
    assert told("complainant,phone,extra", reveal=True) == [
        *("欧阳锋", "13800008000", {"电话": "13800008000"}),
    ]


def test_unknown_is_none_and_nothing_is_not_unknown() -> None:
    assert told("amount,compensation,skip_level,timely,demand,repeat_of,days") == [
        *(0, None, False, None, None, None, None),
    ]


def test_what_follows_from_the_case_is_told_too() -> None:
    assert told("number,status,intake_class,timeliness,reopenings") == [
        *("2020-0001", "received", "external", "open", 0),
    ]

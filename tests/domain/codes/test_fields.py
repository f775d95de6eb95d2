from __future__ import annotations

import unicodedata

import pytest

from ledgerctl.domain.codes.fields import (
    FIELDS,
    INTAKE,
    JUDGEMENT,
    OUTCOME,
    PERSONAL,
    Field,
    find_field,
)
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.register.register import Row

KINDS = {
    *("text", "long", "code", "moment", "day", "money", "flag"),
    *("staff", "staff_list", "count", "codes", "name", "names", "phone", "id"),
}


def folded(text: str) -> str:
    kept = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in kept if character.isalnum())


def spellings(field: Field) -> tuple[str, ...]:
    return (field.name, field.option, field.zh, field.en, *field.aliases)


def test_no_two_fields_share_a_spelling() -> None:
    owners: dict[str, set[str]] = {}
    for field in FIELDS.values():
        for spelling in spellings(field):
            owners.setdefault(folded(spelling), set()).add(field.name)
    assert {spelling: names for spelling, names in owners.items() if len(names) > 1} == {}
    assert "" not in owners


@pytest.mark.parametrize("name", FIELDS)
def test_every_spelling_finds_the_field(name: str) -> None:
    field = FIELDS[name]
    assert [find_field(spelling) for spelling in spellings(field)] == [field] * len(
        spellings(field)
    )
    assert find_field(f" {field.zh}：") is field
    assert find_field(field.en.upper()) is field


@pytest.mark.parametrize("text", ["", "  ", "-", "no such field", "投诉"])
def test_what_no_field_is_called_finds_none(text: str) -> None:
    assert find_field(text) is None


@pytest.mark.parametrize("name", FIELDS)
def test_a_fields_entry_is_consistent(name: str) -> None:
    field = FIELDS[name]
    assert field.name == name
    assert field.kind in KINDS
    assert field.stage in {"intake", "outcome", "judgement"}
    assert (field.vocabulary in VOCABULARIES) == (field.kind in {"code", "codes"})
    assert field.label("zh") == field.zh
    assert field.label("en") == field.en
    assert field.zh
    assert field.en


def test_option_names() -> None:
    assert FIELDS["received_at"].option == "--received-at"
    assert FIELDS["channel"].option == "--channel"


def test_every_field_stands_in_one_stage() -> None:
    assert (*INTAKE, *OUTCOME, *JUDGEMENT) == tuple(FIELDS.values())
    assert {field.name for field in OUTCOME} == {
        *("finding", "remedy", "compensation", "settlement", "resolution", "notified_at"),
        *("notice_method", "responsibility", "satisfaction", "resolved_at", "resolved_by"),
        "second_person",
    }


def test_personal_fields_and_free_text_are_sealed_and_nothing_else() -> None:
    assert {field.name for field in PERSONAL} == {
        *("complainant", "phone", "id_number", "representatives"),
    }
    sealed = {field.name for field in FIELDS.values() if field.sealed}
    expected = {
        *("complainant", "phone", "id_number", "representatives"),
        *("summary", "demand", "remark", "resolution"),
    }
    assert sealed == expected
    assert sealed == {
        field.name for field in FIELDS.values() if field.personal or field.kind == "long"
    }


def test_no_sealed_field_is_a_register_column() -> None:
    assert {field.name for field in FIELDS.values() if field.sealed}.isdisjoint(Row._fields)

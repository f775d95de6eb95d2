from __future__ import annotations

from datetime import date

import pytest

from ledgerctl.application.desk.values import field_named, read_values
from ledgerctl.errors.usage import BadFlag, UnknownField

TODAY = date(2020, 3, 4)


def test_facts_and_sealed_values_are_parted() -> None:
    facts, sealed = read_values(
        {"渠道": "热线", "summary": " 排队 ", "电话": "19900000001", "越级": "否", "product": " "},
        TODAY,
    )
    assert facts == {"channel": "hotline", "skip_level": False}
    assert sealed == {"summary": "排队", "phone": "19900000001"}


def test_nothing_comes_of_nothing() -> None:
    assert read_values({}, TODAY) == ({}, {})


def test_a_bad_value_is_refused() -> None:
    with pytest.raises(BadFlag):
        read_values({"越级": "maybe"}, TODAY)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [("chanel", "channel"), ("受理渠到", "channel"), ("qqqqqqq", "source_id")],
)
def test_an_unknown_field_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(UnknownField) as refusal:
        read_values({name: ""}, TODAY)
    assert refusal.value.values["value"] == name
    assert field_named(str(refusal.value.values["nearest"]).split(", ")[0]).name == nearest

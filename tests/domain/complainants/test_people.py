from __future__ import annotations

import pytest

from ledgerctl.domain.complainants.people import Identifier, identifiers

ID_NUMBER = "11010519491231002X"  # the example of GB 11643-1999


@pytest.mark.parametrize(
    ("sealed", "kinds"),
    [
        ({}, []),
        ({"summary": "排队"}, []),
        ({"complainant": "林听澜"}, ["name"]),
        ({"complainant": "林听澜", "phone": "19900000001"}, ["phone"]),
        ({"complainant": "林听澜", "id_number": ID_NUMBER}, ["id"]),
        ({"phone": "19900000001", "id_number": ID_NUMBER}, ["id", "phone"]),
        ({"complainant": " ", "phone": " "}, []),
        ({"phone": {"a": "b"}, "complainant": {"a": "b"}}, []),
    ],
)
def test_the_name_counts_only_when_nothing_stronger_is_known(
    sealed: dict[str, str | dict[str, str]], kinds: list[str]
) -> None:
    assert [identifier.kind for identifier in identifiers(sealed)] == kinds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"phone": "19900000001"}, {"phone": "+86 199-0000-0001"}),
        ({"phone": "19900000001"}, {"phone": "１９９０００００００１"}),
        ({"id_number": ID_NUMBER}, {"id_number": ID_NUMBER.lower()}),
        ({"complainant": "林听澜"}, {"complainant": " 林听澜 "}),
    ],
)
def test_spellings_of_one_person_agree(one: dict[str, str], other: dict[str, str]) -> None:
    assert identifiers(one) == identifiers(other) != []


def test_different_people_differ() -> None:
    assert identifiers({"phone": "19900000001"}) != identifiers({"phone": "19900000002"})
    assert identifiers({"complainant": "林听澜"}) == [Identifier("name", "林听澜")]

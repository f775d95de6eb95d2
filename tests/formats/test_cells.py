from __future__ import annotations

import pytest

from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.formats.cells import headings, plain, texts

NAMES = ("channel", "received_at", "due_on", "amount", "skip_level", "complained", "days", "extra")
CHOSEN = [COLUMNS[name] for name in NAMES]
VALUES = [
    "counter",
    "2020-03-04T09:30",
    "2020-03-19",
    500_005,
    False,
    ["王五", "李四"],
    3,
    {"列": "值"},
]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", ["现场/柜面", "否"]),
        ("en", ["Counter", "no"]),
        ("", ["counter", "no"]),
    ],
)
def test_values_are_told_in_the_language_or_as_keys(language: str, expected: list[str]) -> None:
    channel, moment, day, amount, flag, staff, days, extra = texts(CHOSEN, language)(VALUES)
    assert VOCABULARIES["channel"].parse(channel) == "counter"
    assert flag == expected[1]
    assert (moment, day, amount) == ("2020-03-04 09:30", "2020-03-19", "5000.05")
    assert (staff, days, extra) == ("王五; 李四", "3", '{"列":"值"}')


def test_unknown_is_empty_and_nothing_is_not() -> None:
    assert texts(CHOSEN, "zh")([None] * 8) == [""] * 8
    assert texts([COLUMNS["amount"]], "zh")([0]) == ["0.00"]


def test_headings() -> None:
    columns = [COLUMNS["number"], COLUMNS["channel"]]
    assert headings(columns, "zh") == ["案件编号", "受理渠道"]
    assert headings(columns, "en") == ["Number", "Channel"]
    assert headings(columns, "") == ["number", "channel"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=list(VOCABULARIES))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_label_is_read_back_as_its_code(vocabulary: object, language: str) -> None:
    for term in vocabulary.terms():  # type: ignore[attr-defined]  # a vocabulary, shown by its name
        assert vocabulary.find(vocabulary.label(term.key, language)) == term.key  # type: ignore[attr-defined]  # as above


def test_json_values_keep_their_kinds() -> None:
    told = [plain(column, value) for column, value in zip(CHOSEN, VALUES, strict=True)]
    assert told == [
        *("counter", "2020-03-04 09:30", "2020-03-19", "5000.05", False),
        *(["王五", "李四"], 3, {"列": "值"}),
    ]
    assert plain(COLUMNS["amount"], None) is None

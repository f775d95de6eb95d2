from __future__ import annotations

import json
from typing import TYPE_CHECKING

from desk_line import refused

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import VOCABULARIES

if TYPE_CHECKING:
    from desk_line import Line


def test_a_list_in_both_languages(line: Line) -> None:
    outcome = line("codes", "channel")
    assert (outcome.status, outcome.err) == (0, "")
    row = next(each for each in outcome.out.splitlines() if each.startswith("counter"))
    assert "柜" in row
    assert "Counter" in row


def test_every_list_and_field_is_named(line: Line) -> None:
    everything = line("codes", "--json").data
    assert [each["key"] for each in everything["codes"]] == [*VOCABULARIES, "fields"]
    fields = line("codes", "fields", "--json").data["codes"]
    assert [each["key"] for each in fields] == list(FIELDS)


def test_json_lines(line: Line) -> None:
    records = [json.loads(each) for each in line("codes", "finding", "--jsonl").out.splitlines()]
    assert set(records[0]) == {"key", "zh", "en", "aliases"}
    assert "upheld" in [each["key"] for each in records]


def test_no_ledger_is_needed(bare: Line) -> None:
    assert bare("--ledger", "nowhere.db", "codes", "level").status == 0


def test_an_unknown_list(line: Line) -> None:
    outcome = refused(line, "codes", "chanel", code="E107", status=2)
    assert "channel" in outcome.err

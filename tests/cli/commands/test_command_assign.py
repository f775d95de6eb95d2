from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def test_a_case_changes_hands(line: Line) -> None:
    number = line.add()
    outcome = line("assign", number, "DQ-0312", "--department", "营业部", "--reason", "假期")
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Handed over"
    assert "Handler: DQ-0312" in lines
    assert f"Next: ledgerctl resolve {number} --finding …" in outcome.err
    assert line("list", "--handler", "DQ-0312", "--json").data["total"] == 1


def test_json_contract(line: Line) -> None:
    number = line.add()
    data = line("assign", number, "DQ-0312", "--json").data
    assert (data["action"], data["record"]["handler"]) == ("complaint.assigned", "DQ-0312")
    assert data["details"]["handler"] == "DQ-0312"


def test_dry_run_and_key(line: Line) -> None:
    number = line.add()
    before = line.content
    assert "Dry run" in line("assign", number, "DQ-0312", "--dry-run").err
    assert line.content == before
    first = line("assign", number, "DQ-0312", "--key", "k", "--json").data
    again = line("assign", number, "DQ-0312", "--key", "k", "--json").data
    assert (again["event"], again["repeated"]) == (first["event"], True)


def test_refusals(line: Line) -> None:
    number = line.add("--complained", "DQ-0101", "--handler", "DQ-0312")
    refused(line, "assign", number, "dq-0101", code="E401", status=4)
    refused(line, "assign", number, "DQ-0312", code="E409", status=4)
    refused(line, "assign", number, " ", code="E102", status=2)
    refused(line, "assign", number, code="E102", status=2)
    refused(line, "assign", "2021-0404", "DQ-0312", code="E302", status=3)
    line("resolve", number, "--finding", "upheld")
    refused(line, "assign", number, "DQ-0500", code="E404", status=4)


def test_somebody_helps_and_the_owner_stays(line: Line) -> None:
    number = line.add("--handler", "DQ-0312", "--complained", "DQ-0101")
    outcome = line("assign", number, "DQ-0400", "--assist", "--reason", "双人谈话", "--json")
    assert outcome.data["details"]["assignment"] == "assisting"
    assert outcome.data["record"]["handler"] == "DQ-0312"
    assert "DQ-0400 helps" in line("show", number).out
    refused(line, "assign", number, "dq-0101", "--assist", code="E401", status=4)
    refused(line, "assign", number, "dq-0400", "--assist", code="E409", status=4)
    refused(line, "assign", number, "DQ-0312", "--assist", code="E409", status=4)
    refused(line, "assign", number, "--assist", code="E102", status=2)


def test_nobody_may_be_complained_about_later_who_helps(line: Line) -> None:
    number = line.add()
    line("assign", number, "DQ-0400", "--assist")
    refused(line, "amend", number, "complained", "DQ-0400", "--reason", "x", code="E401", status=4)


def test_only_the_new_owner_accepts(line: Line) -> None:
    number = line.add()
    line("assign", number, "DQ-0312")
    refused(line, "assign", number, "--accept", "--as", "DQ-0400", code="E437", status=4)
    outcome = line("assign", number, "--accept", "--as", "dq-0312", "--json")
    assert outcome.data["details"]["assignment"] == "accepted"
    refused(line, "assign", number, "--accept", "--as", "DQ-0312", code="E409", status=4)
    shown = line("show", number, "--json").data["custody"]
    assert [(each["person"], bool(each["accepted_at"])) for each in shown][1:] == [
        ("DQ-0312", True)
    ]
    assert "DQ-0312 (accepted " in line("show", number).out


@pytest.mark.parametrize(
    ("words", "en", "zh"),
    [
        (("DQ-0312",), "Handed over\nHandler: DQ-0312", "已派单\n承办人：DQ-0312"),
        (
            ("DQ-0400", "--assist"),
            "Assistant named\nAssistants: DQ-0400",
            "已指定协办人\n协办人：DQ-0400",
        ),
        (("--accept",), "Accepted by its owner\nHandler: ", "承办人已接办\n承办人："),
    ],
)
def test_a_receipt_says_as_what_somebody_got_the_case(
    line: Line, words: tuple[str, ...], en: str, zh: str
) -> None:
    number = line.add()
    for language, said in (("en", en), ("zh", zh)):
        told = line("assign", number, *words, "--lang", language, "--dry-run").out
        assert told.startswith(f"{number}  {said}")


def test_options_that_do_not_go_together(line: Line) -> None:
    number = line.add()
    for words in (
        ("--assist", "--accept"),
        ("DQ-1", "--accept"),
        ("--department", "x", "--accept"),
        ("DQ-1", "--department", "x", "--assist"),
    ):
        refused(line, "assign", number, *words, code="E105", status=2)


def test_json_input(line: Line) -> None:
    number = line.add()
    given = '{"handler": "DQ-0312", "department": "营业部"}'
    data = line("assign", number, "--input", "-", "--json", stdin=given).data
    assert data["details"]["department"] == "营业部"


def test_who_had_the_case_in_chinese(line: Line) -> None:
    number = line.add("--at", "2021-01-04 09:00")
    line("assign", number, "DQ-0312", "--at", "2021-01-04 15:00")
    line("assign", number, "DQ-0400", "--assist", "--at", "2021-01-05 08:00")
    line("resolve", number, "--finding", "upheld", "--at", "2021-01-05 09:30")
    lines = line("show", number, "--lang", "zh").out.splitlines()
    place = next(at for at, each in enumerate(lines) if "经办过程" in each)
    told = [each for each in lines[place + 1 : place + 7] if "→" in each]
    assert "2021-01-04 09:00 → 2021-01-04 15:00" in told[0]
    assert "2021-01-04 15:00 → 2021-01-05 09:30  DQ-0312" in told[1]
    assert "2021-01-05 08:00 → 2021-01-05 09:30  DQ-0400（协办）" in told[2]

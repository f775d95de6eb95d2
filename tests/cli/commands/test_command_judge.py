from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

AT_FAULT = ("--responsibility", "at_fault", "--responsible", "DQ-0101")


def test_a_judgement_in_one_line(line: Line) -> None:
    number = line.add("--complained", "DQ-0101")
    outcome = line(
        *("judge", number, *AT_FAULT, "--department", "营业部", "--fault-nature", "服务缺陷"),
        *("--accountability", "培训", "--approved-by", "DQ-0001", "--decision", "two days"),
    )
    assert (outcome.status, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Judged"
    assert "Responsible: DQ-0101" in lines
    assert "Accountability: Retraining" in lines
    record = line("show", number, "--json").data["record"]
    assert (record["responsibility"], record["accountability"]) == ("at_fault", "retraining")
    assert (record["responsible"], record["responsible_department"]) == ("DQ-0101", "营业部")
    shown = line("show", number).out
    assert "Judged; " in shown
    assert "Responsibility: At fault; Responsible: DQ-0101" in shown
    assert "What was decided: two days" in shown


def test_a_judgement_from_json_and_its_contract(line: Line, tmp_path: Path) -> None:
    number = line.add()
    source = tmp_path / "judgement.json"
    source.write_text(
        json.dumps(
            {"responsibility": "无效投诉", "invalid_kind": "恶意", "reason": "call 13800008000"}
        )
    )
    data = line("judge", number, "--input", str(source), "--json").data
    assert (data["action"], data["number"]) == ("complaint.judged", number)
    assert data["details"]["invalid_kind"] == "malicious"
    assert "13800008000" not in line("show", number).out


def test_cases_are_found_by_what_was_judged(line: Line) -> None:
    undecided, decided, other = line.add(), line.add(), line.add()
    line("judge", undecided, *AT_FAULT)
    line("judge", decided, *AT_FAULT, "--accountability", "none", "--reason", "first time")
    line("judge", other, "--responsibility", "no_fault")

    def numbers(*words: str) -> list[str]:
        return [case["number"] for case in line("list", *words, "--json").data["cases"]]

    assert numbers("--undecided") == [undecided]
    assert numbers("--responsibility", "有责") == [undecided, decided]
    assert numbers("--accountability", "不予问责") == [decided]
    refused(line, "list", "--undecided", "--responsibility", "at_fault", code="E105", status=2)
    refused(line, "list", "--undecided", "--accountability", "none", code="E105", status=2)


def test_suggestions_that_came_as_complaints_are_counted_apart(line: Line) -> None:
    line.add("--received-at", "2020-03-04")
    line.add("--received-at", "2020-03-04", "--record-type", "建议")
    data = line("report", "--year", "2020", "--json").data
    assert (data["received"], data["excluded"]) == (1, {"suggestion": 1})
    assert "Suggestion" in line("report", "--year", "2020").out
    assert len(line("list", "--record-type", "suggestion", "--json").data["cases"]) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("--responsibility", "invalid"), "E450", 4),
        (("--responsibility", "no_fault", "--responsible", "X"), "E451", 4),
        (("--responsibility", "at_fault"), "E452", 4),
        ((*AT_FAULT, "--accountability", "warning"), "E453", 4),
        ((*AT_FAULT, "--as", "DQ-0101"), "E454", 4),
        ((*AT_FAULT, "--accountability", "none"), "E411", 4),
        (("--responsibility", "no_fault", "--as", "DQ-0305"), "E401", 4),
        (("--responsibility", "no_fault", "--at", "2030-01-01"), "E406", 4),
        (("--responsibility", "guilty"), "E201", 2),
        ((), "E102", 2),
    ],
)
def test_refusals(
    line: Line, words: tuple[str, ...], code: str, status: int, language: str
) -> None:
    number = line.add("--complained", "DQ-0305")
    refused(line, "judge", number, *words, "--lang", language, code=code, status=status)


def test_dry_run_and_key(line: Line) -> None:
    number, other = line.add(), line.add()
    before = line.content
    assert "Dry run" in line("judge", number, *AT_FAULT, "-n").err
    assert line.content == before
    line("judge", number, *AT_FAULT, "--key", "k")
    head = line.head()
    assert "nothing new" in line("judge", number, *AT_FAULT, "--key", "k").err
    assert line.head() == head
    refused(line, "judge", other, *AT_FAULT, "--key", "k", code="E501", status=5)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line

REJECTED = ("--finding", "not_upheld")


def test_a_new_ledger_asks_for_four_eyes(line: Line) -> None:
    assert line("config", "--json").data["ledger"]["settings"]["four_eyes"] == "on"


@pytest.mark.parametrize("finding", ["not_upheld", "partly_upheld"])
def test_a_handler_does_not_reject_alone(line: Line, finding: str) -> None:
    number = line.add("--handler", "DQ-0312")
    words = ("resolve", number, "--finding", finding, "--as", "DQ-0312")
    refused(line, *words, code="E435", status=4)
    data = line(*words, "--second", "DQ-0400", "--json").data
    assert data["details"]["second_person"] == "DQ-0400"
    assert data["record"]["second_person"] == "DQ-0400"
    assert "DQ-0400" in line("show", number).out


@pytest.mark.parametrize("finding", ["upheld", "unverifiable"])
def test_other_findings_need_one_person(line: Line, finding: str) -> None:
    number = line.add("--handler", "DQ-0312")
    assert line("resolve", number, "--finding", finding, "--as", "DQ-0312").status == 0


def test_somebody_else_who_closes_is_the_second_person(line: Line) -> None:
    number = line.add("--handler", "DQ-0312")
    line("assign", number, "DQ-0313", "--assist")
    refused(line, "resolve", number, *REJECTED, "--as", "DQ-0313", code="E435", status=4)
    assert line("resolve", number, *REJECTED, "--as", "DQ-0400").status == 0


def test_a_case_without_a_handler_has_nobody_else(line: Line) -> None:
    number = line.add("--complained", "DQ-0101", "--first-receiver", "DQ-0101")
    refused(line, "resolve", number, *REJECTED, "--as", "DQ-0400", code="E435", status=4)


@pytest.mark.parametrize("second", ["dq-0312", "DQ-0313", "DQ-0500"])
def test_who_had_a_hand_in_it_is_no_second_person(line: Line, second: str) -> None:
    number = line.add("--handler", "DQ-0312")
    line("assign", number, "DQ-0313", "--assist")
    words = (*REJECTED, "--as", "DQ-0500", "--second", second)
    refused(line, "resolve", number, *words, code="E436", status=4)


def test_who_handed_a_case_on_does_not_reject_it_alone(line: Line) -> None:
    number = line.add("--handler", "DQ-0312")
    assert line("assign", number, "DQ-0400").status == 0
    words = ("resolve", number, *REJECTED)
    refused(line, *words, "--as", "DQ-0312", code="E435", status=4)
    assert line(*words, "--as", "DQ-0500").status == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("second", ["DQ-0312", "DQ-0102"])
def test_who_once_had_a_case_is_no_second_person(line: Line, second: str, language: str) -> None:
    number = line.add("--first-receiver", "DQ-0102")
    for handler in ("DQ-0312", "DQ-0400"):
        line("assign", number, handler)
    words = ("resolve", number, *REJECTED, "--as", "DQ-0400", "--second", second)
    refused(line, *words, code="E436", status=4)
    said = {"en": "already its former handler", "zh": "已是其原承办人"}[language]
    assert said in line(*words, "--lang", language).err


def test_who_had_a_case_before_it_was_reopened_is_no_second_person(line: Line) -> None:
    number = line.add("--handler", "DQ-0312")
    line("resolve", number, "--finding", "upheld", "--as", "DQ-0312")
    line("reopen", number, "--reason", "new evidence")
    line("assign", number, "DQ-0400")
    words = ("resolve", number, *REJECTED, "--as", "DQ-0400", "--second", "DQ-0312")
    refused(line, *words, code="E436", status=4)


def test_a_hand_over_taken_back_never_was(line: Line) -> None:
    number = line.add("--handler", "DQ-0312")
    mistake = line("assign", number, "DQ-0400", "--json").data["event"]["seq"]
    assert line("undo", str(mistake), "--reason", "wrong person", "-y").status == 0
    words = ("resolve", number, *REJECTED, "--as", "DQ-0312", "--second", "DQ-0400")
    assert line(*words).status == 0


def test_who_is_complained_about_is_no_second_person(line: Line) -> None:
    number = line.add("--handler", "DQ-0312", "--complained", "DQ-0101")
    words = (*REJECTED, "--as", "DQ-0312", "--second", "DQ-0101")
    refused(line, "resolve", number, *words, code="E401", status=4)
    line("resolve", number, *REJECTED, "--as", "DQ-0312", "--second", "DQ-0400")
    amend = ("amend", number, "complained", "DQ-0400", "--reason", "x")
    refused(line, *amend, code="E401", status=4)


def test_the_setting_switches_it_off(line: Line) -> None:
    line("config", "set", "four_eyes", "off", "--reason", "one clerk only")
    number = line.add("--handler", "DQ-0312")
    assert line("resolve", number, *REJECTED, "--as", "DQ-0312").status == 0
    refused(line, "config", "set", "four_eyes", "maybe", "--reason", "x", code="E212", status=2)


def test_a_correction_is_no_way_around_it(line: Line) -> None:
    number = line.add("--handler", "DQ-0312")
    line("resolve", number, "--finding", "upheld", "--as", "DQ-0312")
    amend = ("amend", number, "finding", "not_upheld", "--reason", "x")
    refused(line, *amend, code="E435", status=4)
    assert line("amend", number, "second_person", "DQ-0400", "--reason", "x").status == 0
    assert line(*amend).status == 0
    cleared = ("amend", number, "second_person", "", "--reason", "x")
    refused(line, *cleared, code="E435", status=4)


def test_history_is_not_refused(line: Line, tmp_path: object) -> None:
    from pathlib import Path  # noqa: PLC0415 - only here

    register = Path(str(tmp_path)) / "r.csv"
    register.write_text(
        "渠道,收到时间,投诉内容摘要,承办人,核实结果,办结时间,办结人\n"
        "网点现场,2020-03-04,排队,DQ-1,不属实,2020-03-05,DQ-1\n",
        "utf-8",
    )
    assert line("import", str(register), "--json").data["added"] == 1

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def closed(line: Line) -> str:
    """A case closed on the second of January, about a teller."""
    number = line.add("--at", "2021-01-01", "--complained", "DQ-0101", "--handler", "DQ-0312")
    words = ("--finding", "upheld", "--at", "2021-01-02")
    assert line("resolve", number, *words).status == 0
    return number


def row(line: Line, number: str) -> dict[str, object]:
    found = line("show", number, "--json").data["record"]
    assert isinstance(found, dict)
    return found


def test_a_score_is_the_satisfaction(line: Line, closed: str) -> None:
    data = line("followup", closed, "reached", "--score", "5", "--as", "DQ-7", "--json").data
    assert data["details"]["caller"] == "DQ-7"
    assert data["record"]["satisfaction"] == "5"
    assert data["record"]["followup_due"] == ""
    assert data["record"]["called_back_at"] == "2021-01-05T10:00"
    assert "Reached" in line("show", closed).out


@pytest.mark.parametrize(("score", "due"), [("1", True), ("不满意", True), ("3", False)])
def test_a_low_score_opens_a_task(line: Line, closed: str, score: str, *, due: bool) -> None:
    words = ("followup", closed, "已接通", "--score", score, "--at", "2021-01-03")
    assert line(*words).status == 0
    assert row(line, closed)["followup_due"] == ("2021-01-06" if due else "")


def test_a_better_score_or_a_repair_ends_the_task(line: Line, closed: str) -> None:
    line("followup", closed, "reached", "--score", "2", "--at", "2021-01-03")
    line("followup", closed, "not_reached", "--at", "2021-01-04")
    found = row(line, closed)
    assert (found["satisfaction"], found["followup_due"]) == ("2", "2021-01-06")
    repair = ("followup", closed, "--repair", "Visited with an apology", "--result")
    data = line(*repair, "improving", "--next", "2021-02-01", "--json").data
    assert data["record"]["followup_due"] == "2021-02-01"
    assert data["details"]["repair"] == "improving"
    assert "Visited" not in str(data["details"])
    line(*repair, "关系已修复")
    assert row(line, closed)["followup_due"] == ""
    line("followup", closed, "reached", "--score", "1")
    line("followup", closed, "reached", "--score", "4")
    found = row(line, closed)
    assert (found["satisfaction"], found["followup_due"]) == ("4", "")
    assert found["called_back_at"] == "2021-01-03"
    assert "For the relationship: Visited with an apology" in line("show", closed).out
    assert "关系修复：" in line("show", closed, "--lang", "zh").out


@pytest.mark.parametrize("outcome", ["not_reached", "refused"])
def test_no_answer_is_a_value(line: Line, closed: str, outcome: str) -> None:
    data = line("followup", closed, outcome, "--json").data
    assert data["record"]["satisfaction"] == outcome
    assert line("followup", closed, "reached", "--json").data["record"]["satisfaction"] == outcome


def test_who_is_complained_about_neither_calls_nor_repairs(line: Line, closed: str) -> None:
    for words in (("reached",), ("--repair", "x")):
        line_words = ("followup", closed, *words, "--as", "dq-0101")
        refused(line, *line_words, code="E401", status=4)


def test_refusals(line: Line, closed: str) -> None:
    refused(line, "followup", line.add(), "reached", code="E405", status=4)
    refused(line, "followup", closed, "refused", "--score", "3", code="E225", status=2)
    refused(line, "followup", closed, "reached", "--score", "9", code="E201", status=2)
    refused(line, "followup", closed, "reached", "--score", "refused", code="E201", status=2)
    refused(line, "followup", closed, "maybe", code="E201", status=2)
    refused(line, "followup", closed, code="E102", status=2)
    refused(line, "followup", closed, "reached", "--at", "2021-01-01", code="E407", status=4)
    both = ("reached", "--repair", "x")
    refused(line, "followup", closed, *both, code="E105", status=2)
    refused(line, "followup", closed, "--repair", "x", "--score", "1", code="E105", status=2)
    refused(line, "followup", closed, "--result", "restored", code="E102", status=2)
    back = ("--repair", "x", "--next", "2021-01-04")
    refused(line, "followup", closed, *back, code="E407", status=4)


def test_a_relationship_is_repaired_on_an_open_case_too(line: Line) -> None:
    number = line.add()
    assert line("followup", number, "--repair", "Called to calm").status == 0


def test_json_input(line: Line, closed: str) -> None:
    given = '{"outcome": "reached", "score": 4, "note": "客户满意"}'
    data = line("followup", closed, "--input", "-", "--json", stdin=given).data
    assert data["record"]["satisfaction"] == "4"
    assert "客户满意" not in str(data)
    given = '{"repair": "visit", "next": "2021-02-01"}'
    words = ("followup", closed, "--repair", "call", "--input", "-", "--json")
    assert line(*words, stdin=given).data["details"]["next_on"] == "2021-02-01"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ('{"repair": "visit", "outcome": "reached"}', "E105"),
        ('{"score": 4}', "E102"),
        ('{"repair": " "}', "E211"),
    ],
)
def test_json_that_is_neither_a_call_back_nor_a_repair(
    line: Line, closed: str, given: str, code: str
) -> None:
    refused(line, "followup", closed, "--input", "-", code=code, status=2, stdin=given)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tomorrow_is_a_hint_for_what_comes_next_only(
    line: Line, closed: str, language: str
) -> None:
    words = ("followup", closed, "--repair", "上门致歉", "--lang", language)
    happened = line(*words, "--next", "2020-02-03", "--at", "soon").err
    comes = line(*words, "--next", "soon").err
    assert "昨天" in happened
    assert "明天" not in happened
    assert "明天" in comes

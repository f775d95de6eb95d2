from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def issue(line: Line) -> str:
    """An issue of all complaints about service, opened on 1 June 2020."""
    words = (
        "improve",
        "add",
        "Queue too long",
        "--cause",
        "service",
        "--at",
        "2020-06-01",
        "--json",
    )
    return str(line(*words).data["number"])


def put_right(line: Line, issue: str, day: str = "2020-07-01") -> None:
    words = ("two more counters", "--owner", "DQ-0300", "--due", "2020-07-31", "--at", "2020-06-02")
    assert line("improve", "measure", issue, *words).status == 0
    assert line("improve", "done", issue, "--evidence", "opened", "--at", day).status == 0


def complaints(line: Line, *days: str) -> None:
    for day in days:
        line.add("--cause", "service", "--received-at", day)


def test_from_lesson_to_verified_effect(line: Line, issue: str) -> None:
    assert issue == "I2020-0001"
    complaints(line, *(f"2020-06-{day:02d}" for day in range(1, 8)))
    put_right(line, issue)
    before = line("improve", "show", issue)
    assert before.out.startswith("I2020-0001  Done")
    assert "before 2020-07-01: 7; in the 90 days after: 0" in before.out
    outcome = line("improve", "verify", issue, "--by", "DQ-0001")
    assert outcome.out.startswith("I2020-0001  Effect verified\n")
    assert "Effect: Fewer complaints" in outcome.out
    shown = line("improve", "show", issue, "--json").data
    assert shown["status"] == "verified"
    assert shown["verified"]["probability"] == "0.0156"
    assert "Verified on 2021-01-05: 7 before, 0 after" in line("improve", "show", issue).out


def test_small_numbers_say_so(line: Line, issue: str) -> None:
    complaints(line, "2020-06-20", "2020-06-21")
    put_right(line, issue)
    shown = line("improve", "show", issue).out
    assert "Too few to tell" in shown
    assert "So few complaints cannot tell a difference from chance" in shown
    assert line("improve", "verify", issue, "--json").data["details"]["effect"] == "too_few"


def test_a_scope_counts_what_nobody_linked(line: Line, issue: str) -> None:
    complaints(line, "2020-07-20")
    put_right(line, issue)
    assert line("improve", "show", issue, "--json").data["effect_so_far"]["after"] == 1


def test_without_a_scope_the_linked_cases_count_and_the_page_says_so(line: Line) -> None:
    complaints(line, "2020-05-20", "2020-06-20", "2020-07-20", "2020-07-21")
    words = ("--cases", "2020-0001，2020-2", "--at", "2020-06-25", "--json")
    issue = str(line("improve", "add", "Queue", *words).data["number"])
    line("improve", "link", issue, "2020-0003", "--at", "2020-07-22")
    put_right_at = ("--owner", "x", "--due", "2020-07-31", "--at", "2020-06-26")
    line("improve", "measure", issue, "plan", *put_right_at)
    line("improve", "done", issue, "--at", "2020-07-01")
    data = line("improve", "show", issue, "--json").data
    assert data["cases"] == ["2020-0001", "2020-0002", "2020-0003"]
    assert (data["effect_so_far"]["before"], data["effect_so_far"]["after"]) == (2, 1)
    assert "a complaint that nobody linked is missing" in line("improve", "show", issue).out


def test_too_early_is_refused_but_shown(line: Line, issue: str) -> None:
    put_right(line, issue, "2020-12-01")
    outcome = refused(line, "improve", "verify", issue, code="E459", status=4)
    assert "2021-03-01" in outcome.err
    shown = line("improve", "show", issue).out
    assert "until then nothing is said about the effect" in shown


def test_overdue_measures_are_marked(line: Line, issue: str) -> None:
    words = ("improve", "measure", issue)
    line(*words, "plan", "--owner", "x", "--due", "2021-01-04", "--at", "2021-01-01")
    line(*words, "call 13800008000", "--owner", "x", "--due", "2021-01-05")
    shown = line("improve", "show", issue).out
    assert shown.count("OVERDUE") == 1
    assert "2021-01-04 OVERDUE" in shown
    assert "138****8000" in shown


def test_before_any_measure_the_card_shows_the_lesson_only(line: Line, issue: str) -> None:
    shown = line("improve", "show", issue).out
    assert "Queue too long" in shown
    assert "Measures" not in shown
    assert "Effect" not in shown
    assert line("improve", "show", issue, "--json").data["effect_so_far"] is None


def test_lists(line: Line, issue: str) -> None:
    assert issue in line("improve").out
    found = line("improve", "list", "--status", "未开始", "--year", "2020", "--json").data
    assert (found["total"], found["improvements"][0]["scope"]) == (1, {"cause": "service"})
    assert line("improve", "list", "--year", "2019", "--json").data["total"] == 0
    assert "未开始" in line("improve", "--lang", "zh").out


def test_json_in(line: Line) -> None:
    case = line.add()
    said = json.dumps({"lesson": "x", "cases": [case], "business": "贷款"})
    data = line("improve", "add", "--input", "-", "--json", stdin=said).data
    assert (data["details"]["cases"], data["details"]["business"]) == ([case], "loan")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("add",), "E102", 2),
        (("add", "x", "--cases", "2020-0009"), "E302", 3),
        (("add", "x", "--cause", "weather"), "E201", 2),
        (("link", "I2020-0001"), "E102", 2),
        (("link", "I2020-0002", "2020-0001"), "E320", 3),
        (("measure", "I2020-0001", "x", "--owner", "x"), "E102", 2),
        (("measure", "I2020-0001", "x", "--owner", "x", "--due", "2020-05-31"), "E456", 4),
        (("measure", "I2020-0009", "x", "--owner", "x", "--due", "2021-05-31"), "E320", 3),
        (("done", "I2020-0001"), "E321", 3),
        (("done", "I2020-0001", "one"), "E205", 2),
        (("done", "I2020-0001", "0"), "E205", 2),
        (("verify", "I2020-0001"), "E458", 4),
        (("verify", "S2020-0001"), "E230", 2),
        (("show", "I2020-0009"), "E320", 3),
    ],
)
@pytest.mark.usefixtures("issue")
def test_refusals(
    line: Line, words: tuple[str, ...], code: str, status: int, language: str
) -> None:
    refused(line, "improve", *words, "--lang", language, code=code, status=status)


def test_once_is_enough(line: Line, issue: str) -> None:
    put_right(line, issue)
    refused(line, "improve", "done", issue, "1", code="E457", status=4)
    line("improve", "verify", issue)
    refused(line, "improve", "verify", issue, code="E460", status=4)
    case = line.add()
    line("improve", "link", issue, case)
    refused(line, "improve", "link", issue, case, code="E409", status=4)


def test_dry_run(line: Line, issue: str) -> None:
    before = line.content
    assert (
        "Dry run"
        in line("improve", "measure", issue, "x", "--owner", "x", "--due", "2021-02-01", "-n").err
    )
    assert line.content == before

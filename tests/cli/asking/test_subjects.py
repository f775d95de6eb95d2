"""Which case or entry a command is about, asked on a terminal: listed, looked for, refused before more is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, Line

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from collections.abc import Callable

    from conversation import Talk


def test_a_case_that_there_is_not_is_asked_nothing(talk: Callable[..., Talk]) -> None:
    asked = talk("resolve", "2021-0007")
    assert asked.ends()[0] == 3
    assert "Finding" not in asked.said


@pytest.mark.parametrize(
    "command", ["assign", "escalate", "resolve", "extend", "pause", "decline", "withdraw"]
)
def test_what_cannot_happen_to_a_case_is_said_before_it_is_asked_about(
    line: Line, talk: Callable[..., Talk], command: str
) -> None:
    number = line.add()
    line("withdraw", number)
    asked = talk(command, number)
    assert asked.ends()[0] == 4
    assert "E404" in asked.said
    assert "Ctrl-C" not in asked.said


def test_a_question_for_a_case_lists_those_to_which_it_can_happen(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = line.add("--complainant", "林听澜", "--summary", "林听澜排队太久")
    second, third = line.add(), line.add()
    line("resolve", second, "--finding", "upheld")
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    listed = re.compile(r"^  (2021-\d{4})  2021-01-0\d  ", re.MULTILINE)
    asked = line("resolve", stdin="?\n").err
    assert listed.findall(asked.replace(": ", "\n")) == [third, first]
    assert "林听澜" not in asked
    assert listed.findall(line("reopen", stdin="?\n").err.replace(": ", "\n")) == [second]
    assert listed.findall(line("amend", stdin="?\n").err.replace(": ", "\n")) == [
        third,
        second,
        first,
    ]


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "No case to which this can happen"), ("zh", "没有可办理此步骤的案件")],
)
def test_a_ledger_whose_cases_are_all_open_has_none_to_reopen(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str, told: str
) -> None:
    line.add()
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    assert f"  {told}\n" in line("reopen", "--lang", language, stdin="?\n").err


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_for_an_entry_lists_those_that_there_are(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    words = ("suggest", "forward", "--lang", language)
    nothing = {"en": "Nothing recorded", "zh": "没有记录"}[language]
    assert nothing in line(*words, stdin="?\n").err
    for proposal in ("甲", "乙"):
        line("suggest", "add", proposal, "--kind", "process")
    asked = line(*words, stdin="?\n").err
    assert "  S2021-0001\n  S2021-0002\n" in asked


def test_a_case_that_a_suggestion_comes_from_is_there(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = line.add("--summary", "排队")
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    answers = "process\n短信叫号\n?\n2021-9\n2021-1\n\n\n"
    outcome = line("suggest", "add", stdin=answers)
    assert (outcome.status, outcome.code) == (0, "E302")
    assert f"  {number}  2021-01-05  排队" in outcome.err
    assert f"Case: {number}" in outcome.out


def test_many_cases_are_not_all_listed(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [line.add() for _each in range(17)]
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    asked = line("note", stdin="?\n").err
    assert [each in asked for each in numbers] == [False, False, *[True] * 15]


def test_an_entry_that_there_is_not_is_said_before_it_is_asked_about(
    line: Line, talk: Callable[..., Talk]
) -> None:
    line("suggest", "add", "短信叫号", "--kind", "process")
    asked = talk("suggest", "answer")
    asked.answers("Suggestion: ", "?")
    asked.hears("S2021-0001")
    asked.answers("Suggestion: ", "S2021-9")
    asked.hears("E320")
    asked.hears("`ledgerctl suggest list`")
    asked.answers("Suggestion: ", "S2021-1")
    asked.hears("Adoption: ")
    gone = talk("improve", "measure", "I2021-1")
    assert gone.ends()[0] == 3
    assert "E320" in gone.said

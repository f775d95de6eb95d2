"""The frame of a write command: what is refused, at a terminal and without one."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, Outcome, refused

from ledgerctl.cli.context import streams
from ledgerctl.cli.dispatch.app import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_line import Line


@pytest.fixture
def answer(
    line: Line, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Outcome]:
    """Run a line at a terminal where a person gives these answers."""

    def answered(words: str, *answers: str) -> Outcome:
        monkeypatch.setattr(streams, "can_ask", lambda: True)
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{each}\n" for each in answers)))
        capsys.readouterr()
        status = main(["--ledger", line.ledger, *words.split()])
        return Outcome(status, *capsys.readouterr())

    return answered


def test_what_a_rule_refuses_is_answered_anew_with_what_was_said(
    line: Line, answer: Callable[..., Outcome]
) -> None:
    number = line.add()
    first = (number, "president", "", "", "")
    again = ("", "", "", "", "the others are on leave", "", "")
    outcome = answer("escalate", *first, *again)
    assert outcome.status == 0
    assert "E403" in outcome.err
    assert "Level [president]: " in outcome.err
    assert outcome.out.startswith(f"{number}  Escalated")


def test_no_new_answers_leave_with_the_refusal(line: Line, answer: Callable[..., Outcome]) -> None:
    number = line.add()
    before = line.content
    outcome = answer(f"escalate {number}", "president", "", "", "", "n")
    assert (outcome.status, outcome.code, outcome.out) == (4, "E403", "")
    assert line.content == before


@pytest.mark.parametrize(
    ("words", "answers", "code", "status"),
    [
        ("resolve 2021-0009", (), "E302", 3),
        ("resolve 21-9", (), "E209", 2),
        ("suggest forward X1", (), "E230", 2),
        ("note", ("2021-0001", "x", "", "", "2031-01-01"), "E406", 130),
        ("improve measure I2021-0001", (), "E320", 3),
        ("note", ("2021-0001", "x", "", "", "2021-13-01"), "E203", 130),
        ("extend 2021-0001", ("x", "", "", "2031-01-01"), "E406", 130),
        ("extend 2021-0001", ("x", "", "", "", "a week"), "E205", 130),
        ("decline 2021-0001", ("not_ours", "x", "2031-01-01"), "E406", 130),
        ("notify 2021-0001", ("phone", "facts"), "E425", 130),
        ("attach 2021-0001", ("no-such-recording.mp3",), "E303", 130),
    ],
)
def test_what_is_wrong_is_said_at_once(
    line: Line,
    answer: Callable[..., Outcome],
    words: str,
    answers: tuple[str, ...],
    code: str,
    status: int,
) -> None:
    line.add()
    before = line.content
    outcome = answer(words, *answers)
    assert (outcome.status, outcome.code, line.content) == (status, code, before)


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "Complainant told 2031-01-01 lies"), ("zh", "告知投诉人时间：2031-01-01 晚于")],
)
def test_a_day_that_is_refused_is_called_what_was_asked(
    line: Line, answer: Callable[..., Outcome], language: str, told: str
) -> None:
    line.add()
    outcome = answer(f"extend 2021-0001 --lang {language}", "x", "", "", "2031-01-01")
    assert told in outcome.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("command", "said", "code", "status"),
    [
        ("note", {"note": "x"}, "E102", 2),
        ("note", {"number": "2021-0001", "note": "x", "who": "me"}, "E210", 2),
        ("note", {"number": "2021-0001", "note": "x", "new_facts": "perhaps"}, "E206", 2),
        ("followup", {"number": "2021-0001", "note": "x"}, "E102", 2),
        ("followup", {"number": "2021-0001", "repair": "x", "outcome": "reached"}, "E105", 2),
        ("opportunity add", {"case": " ", "need": "x"}, "E102", 2),
        ("config set", {"name": "colour", "value": "red", "reason": "x"}, "E212", 2),
    ],
)
def test_a_json_object_that_will_not_do(
    line: Line, language: str, command: str, said: dict[str, str], code: str, status: int
) -> None:
    line.add()
    line("resolve", "2021-0001", "--finding", "upheld")
    words = (*command.split(), "--input", "-", "--lang", language)
    refused(line, *words, stdin=json.dumps(said), code=code, status=status)

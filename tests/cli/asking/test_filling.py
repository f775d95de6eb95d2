"""What a write command needs to know: options before JSON before questions."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from ledgerctl import i18n
from ledgerctl.cli.asking.filling import Question, fill, in_columns
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.context import Context
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.errors.usage import BadJson, MissingOption, UnknownField

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = (
    Question("reason", "--reason", "Reason", required=True),
    Question("finding", "--finding", "Finding", vocabulary="finding"),
    Question("case", "CASE", "Case", read=parse_number),
)


@pytest.fixture
def context() -> Context:
    return Context({}, "try", face="table", language="en", color="never", ask=True)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal on which a person types what is written into this."""
    typed = io.StringIO()
    monkeypatch.setattr("sys.stdin", typed)
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    return typed


def say(typed: io.StringIO, *lines: str) -> None:
    typed.write("".join(f"{line}\n" for line in lines))
    typed.seek(0)


def asked(context: Context, **given: str) -> dict[str, str]:
    return fill(context, "ledgerctl try", given, QUESTIONS)


def test_options_are_enough(context: Context, types: io.StringIO) -> None:
    assert asked(context, reason="why", finding="") == {"reason": "why"}
    assert types.tell() == 0


def test_json_fills_what_options_leave_open(context: Context, tmp_path: Path) -> None:
    source = tmp_path / "said.json"
    source.write_text(json.dumps({"reason": "from the file", "finding": "upheld", "case": ""}))

    found = fill(context, "ledgerctl try", {"finding": "not_upheld"}, QUESTIONS, str(source))

    assert found == {"reason": "from the file", "finding": "not_upheld"}


@pytest.mark.parametrize(
    ("text", "error"),
    [('{"finding": "upheld"}', MissingOption), ('{"reasn": "x"}', UnknownField), ("[]", BadJson)],
)
def test_json_that_does_not_do(
    context: Context, tmp_path: Path, types: io.StringIO, text: str, error: type[Exception]
) -> None:
    source = tmp_path / "said.json"
    source.write_text(text)
    say(types, "never asked")

    with pytest.raises(error):
        fill(context, "ledgerctl try", {}, QUESTIONS, str(source))

    assert types.tell() == 0


def test_nobody_to_ask(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "can_ask", lambda: False)

    with pytest.raises(MissingOption) as caught:
        asked(context)

    assert caught.value.values == {"names": "--reason", "command": "ledgerctl try"}


def test_a_person_is_asked_until_every_answer_will_do(
    context: Context, types: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    say(types, "", "?", "why", "?", "nonsense", "属实", "2020", "2020-7")

    assert asked(context) == {"reason": "why", "finding": "属实", "case": "2020-7"}

    said = capsys.readouterr().err
    for words in ("This one is needed", "Free text", "not_upheld", "E201", "E209"):
        assert words in said


def test_one_question_back_keeps_the_answer(
    context: Context, types: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    say(types, "<", "first", "<", "", "", "")

    assert asked(context) == {"reason": "first"}

    assert "Reason [first]: " in capsys.readouterr().err


def test_the_end_of_the_input_is_an_interrupt(context: Context, types: io.StringIO) -> None:
    say(types, "why")

    with pytest.raises(KeyboardInterrupt):
        asked(context)


@pytest.mark.parametrize(
    ("columns", "language", "lines"),
    [
        (
            "80",
            "en",
            [
                "  deputy_president  分管行长  Deputy president",
                "  president         行长  President",
            ],
        ),
        ("40", "en", ["  deputy_president  Deputy president", "  president         President"]),
        ("40", "zh", ["  deputy_president  分管行长", "  president         行长"]),
    ],
)
def test_codes_fit_a_narrow_screen(
    monkeypatch: pytest.MonkeyPatch, columns: str, language: str, lines: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    i18n.install(language)
    names = [
        ("deputy_president", "分管行长", "Deputy president"),
        ("president", "行长", "President"),
    ]
    assert in_columns(names) == lines

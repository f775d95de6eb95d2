from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from desk_line import Line


def suggest(line: Line, *words: str) -> str:
    return str(
        line("suggest", "add", "Text the queue time", "--kind", "流程", "--json", *words).data[
            "number"
        ]
    )


def test_made_passed_up_answered(line: Line) -> None:
    case = line.add()
    outcome = line(
        *("suggest", "add", "Text the queue time; call 13800008000", "--kind", "process"),
        *("--case", case, "--by", "DQ-0102"),
    )
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("S2021-0001  Suggestion recorded\n")
    assert "Kind of suggestion: Process" in outcome.out
    assert line("suggest", "forward", "s2021-1", "--to", "宁德分行").status == 0
    answered = line("suggest", "answer", "S2021-0001", "next quarter", "--adoption", "采纳")
    assert "Answered by: 宁德分行" in answered.out
    shown = line("suggest", "show", "S2021-0001").out
    assert shown.startswith("S2021-0001  Answered")
    assert "138****8000" in shown
    assert case in shown
    data = line("suggest", "show", "S2021-0001", "--json").data
    assert (data["status"], data["adoption"], data["answer"]) == (
        "answered",
        "adopted",
        "next quarter",
    )


def test_numbers_are_gapless_in_the_year_in_which_it_was_made(line: Line) -> None:
    assert [suggest(line), suggest(line, "--at", "2020-12-31"), suggest(line)] == [
        "S2021-0001",
        "S2020-0001",
        "S2021-0002",
    ]


def test_suggestions_are_listed_by_state_and_year(line: Line) -> None:
    assert line("suggest").out == "Nothing recorded\n"
    first, second = suggest(line), suggest(line, "--at", "2020-12-31")
    line("suggest", "forward", first, "--to", "分行")

    def numbers(*words: str) -> list[str]:
        return [
            each["number"] for each in line("suggest", "list", *words, "--json").data["suggestions"]
        ]

    assert numbers() == [first, second]
    assert numbers("--status", "已提出") == [second]
    assert numbers("--year", "2021") == [first]
    table = line("suggest", "--lang", "zh").out
    assert "已上报" in table
    assert "流程" in table
    assert line("suggest", "list", "--csv").out.splitlines()[0].startswith("number,status,")


def test_a_suggestion_is_no_complaint(line: Line) -> None:
    suggest(line)
    assert line("report", "--json").data["received"] == 0


def test_json_on_standard_input(line: Line) -> None:
    said = {"proposal": "x", "suggestion_kind": "产品"}
    data = line("suggest", "add", "--input", "-", "--json", stdin=json.dumps(said)).data
    assert data["details"]["suggestion_kind"] == "product"
    assert line("suggest", "add", "-", "--kind", "policy", stdin="long text").status == 0


def test_a_terminal_is_asked(
    line: Line, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from ledgerctl.cli.dispatch.app import main  # noqa: PLC0415 - the fixture runs without a terminal

    monkeypatch.setattr(streams, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("?\nprocess\nqueue by text\n\n\n\n"))
    assert main(["--ledger", line.ledger, "suggest", "add"]) == 0
    outcome = capsys.readouterr()
    assert "Kind of suggestion: " in outcome.err
    assert "  process " in outcome.err
    assert outcome.out.startswith("S2021-0001  Suggestion recorded")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("add",), "E102", 2),
        (("add", "x", "--kind", "idea"), "E201", 2),
        (("add", "x", "--kind", "process", "--case", "2020-0009"), "E302", 3),
        (("add", "x", "--kind", "process", "--case", "seven"), "E209", 2),
        (("forward", "2021-1", "--to", "x"), "E230", 2),
        (("forward", "S2021-0002", "--to", "x"), "E320", 3),
        (("forward", "S2021-0001"), "E102", 2),
        (("answer", "S2021-0001", "--adoption", "adopted", "--at", "2020-01-01"), "E456", 4),
        (("answer", "S2021-0001", "--adoption", "maybe"), "E201", 2),
        (("show", "S2021-0002"), "E320", 3),
        (("list", "--status", "lost"), "E201", 2),
    ],
)
def test_refusals(
    line: Line, words: tuple[str, ...], code: str, status: int, language: str
) -> None:
    suggest(line)
    refused(line, "suggest", *words, "--lang", language, code=code, status=status)


def test_an_answer_is_the_end(line: Line) -> None:
    number = suggest(line)
    line("suggest", "answer", number, "--adoption", "adopted")
    outcome = refused(line, "suggest", "forward", number, "--to", "x", code="E455", status=4)
    assert f"ledgerctl suggest show {number}" in outcome.err


def test_a_key_stands_for_one_suggestion(line: Line) -> None:
    first, second = suggest(line), suggest(line)
    line("suggest", "forward", first, "--to", "x", "--key", "k")
    assert "nothing new" in line("suggest", "forward", first, "--to", "x", "--key", "k").err
    refused(line, "suggest", "forward", second, "--to", "x", "--key", "k", code="E501", status=5)


def test_dry_run(line: Line) -> None:
    before = line.content
    assert "Dry run" in line("suggest", "add", "x", "--kind", "process", "-n").err
    assert line.content == before

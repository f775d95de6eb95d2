"""Text that would move a cursor, turn a line round or start a formula comes out harmless everywhere."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, SCRIPT

if TYPE_CHECKING:
    from desk_line import Line

both = pytest.mark.parametrize("language", LANGUAGES)
PLAIN = ("add", "--channel", "counter", "--summary", "x")
#: Text with an escape sequence, a right-to-left override, a zero-width space, markup and a formula.
HOSTILE = "=cmd [/] [red]\u202e\u200b\ue000\u2066终"
DANGEROUS = set("\x1b\x07\x9b\u202e\u200b\u2066\ue000")


def dangerous(text: str) -> set[str]:
    return DANGEROUS & set(text)


def test_hostile_text_comes_out_harmless(line: Line) -> None:
    assert dangerous(HOSTILE)
    texts = ("--department", HOSTILE, "--first-receiver", HOSTILE, "--complainant", HOSTILE)
    added = line("add", "--channel", "counter", "--summary", HOSTILE, *texts)
    assert (added.status, dangerous(added.out), dangerous(added.err)) == (0, set(), set())
    assert line("note", "2021-0001", HOSTILE, "--as", HOSTILE).status == 0
    assert line("assign", "2021-0001", HOSTILE * 2, "--reason", HOSTILE).status == 0
    for face in ("table", "plain", "json", "jsonl", "csv", "md"):
        for words in (("list",), ("show", "2021-0001"), ("report",)):
            outcome = line(*words, "--format", face)
            assert outcome.status == 0, outcome.err
            assert not dangerous(outcome.out), (words, face)
            assert outcome.err == ""


def test_a_formula_is_no_formula_in_csv(line: Line) -> None:
    line("add", "--channel", "counter", "--summary", "=1+1", "--department", "@SUM(A1)")
    cells = [cell for row in line("list", "--csv").out.splitlines() for cell in row.split(",")]
    assert not [cell for cell in cells if cell.strip('"').startswith(("=", "@"))]


@both
def test_an_error_shows_hostile_words_harmless(line: Line, language: str) -> None:
    for words in (
        ("add", "--channel", HOSTILE, "--summary", "x"),
        ("show", HOSTILE),
        (HOSTILE,),
        ("list", f"--{HOSTILE}"),
        ("import", HOSTILE),
        ("undo", HOSTILE, "--reason", "x"),
    ):
        outcome = line("--lang", language, *words)
        assert outcome.code.startswith("E")
        assert not dangerous(outcome.err)


def test_control_characters_are_refused_everywhere(line: Line) -> None:
    line.add()
    before = line.content
    for words in (
        ("note", "2021-0001", "a\x1b[2J"),
        ("note", "2021-0001", "x", "--as", "a\x07"),
        ("assign", "2021-0001", "a\x9b"),
        ("add", "--channel", "counter", "--summary=a\x00"),
        ("list", "--text", "a\udc80"),
        ("\x1b",),
    ):
        outcome = line(*words)
        assert (outcome.code, outcome.status, line.content) == ("E207", 2, before)
        assert not dangerous(outcome.err)


def test_bytes_that_are_no_text(line: Line) -> None:
    outcome = subprocess.run(
        [SCRIPT, "--ledger", line.ledger, "note", b"2021-0001", b"\xff\xfe"],
        capture_output=True,
        check=False,
    )
    assert (outcome.returncode, b"E207" in outcome.stderr) == (2, True)


def test_a_personal_value_is_in_no_error(line: Line) -> None:
    outcome = line(*PLAIN, "--phone", "138\x1b00138000", "--id-number", "x" * 600)
    assert outcome.status == 2
    assert "00138000" not in outcome.err

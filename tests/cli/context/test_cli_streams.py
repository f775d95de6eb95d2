"""Data on stdout, talk on stderr; the terminal decides colour and width only, never content."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import termios
from typing import TYPE_CHECKING

import pytest
from desk_line import REGISTER, SCRIPT, Line, process
from rich.cells import cell_len

if TYPE_CHECKING:
    from collections.abc import Callable

ESCAPE = "\x1b["
FACES = ("table", "plain", "json", "jsonl", "csv", "md")


@pytest.fixture
def year(line: Line) -> Line:
    assert line("import", str(REGISTER)).status == 0
    return line


def bare_text(text: str) -> str:
    """Return what is left without colours, line by line without padding."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r\n", "\n")
    return "\n".join(each.rstrip() for each in plain.rstrip().split("\n"))


def test_stdout_is_data_and_stderr_talk(line: Line) -> None:
    words = ("add", "--channel", "counter", "--summary", "x", "--complainant", "林听澜")
    outcome = process("--ledger", line.ledger, *words, "--json")
    assert outcome.returncode == 0
    assert json.loads(outcome.stdout)["data"]["number"] == "2021-0001"
    assert b"warning" in outcome.stderr
    assert b"warning:" not in outcome.stdout


def test_messages_of_a_json_document_are_in_the_document(year: Line) -> None:
    outcome = year("list", "--limit", "3", "--json")
    assert (outcome.envelope["messages"], outcome.err) == (["showing 3 of 25"], "")
    assert year("list", "--limit", "3", "--jsonl").err == "showing 3 of 25\n"


@pytest.mark.parametrize("face", FACES)
def test_every_face_ends_with_a_line_end(year: Line, face: str) -> None:
    for words in (("report", "--year", "2020"), ("list",), ("show", "2020-0001"), ("codes",)):
        outcome = year(*words, "--format", face)
        assert outcome.status == 0
        assert outcome.out.endswith("\n")
        assert not outcome.out.endswith("\n\n")


@pytest.mark.parametrize("face", FACES)
def test_colour_is_for_tables_alone(year: Line, face: str) -> None:
    for words in (("report", "--year", "2020"), ("list",), ("verify",)):
        coloured = year(*words, "--color", "always", "--format", face).out
        assert (ESCAPE in coloured) == (face == "table"), words
        assert bare_text(coloured) == bare_text(year(*words, "--format", face).out)


@pytest.mark.parametrize(
    ("environment", "words", "coloured"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"NO_COLOR": ""}, ("--color=always",), True),
    ],
)
def test_who_decides_on_colour(
    year: Line,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    words: tuple[str, ...],
    coloured: bool,  # noqa: FBT001 - a row of the table
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (ESCAPE in year("report", "--year", "2020", *words).out) == coloured


def on_terminal(words: tuple[str, ...], columns: int, **environment: str) -> str:
    """Run a command whose stdout is a terminal of so many columns and return what it shows."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (50, columns))
    child = subprocess.Popen(
        [SCRIPT, *words],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 65_536):
            shown += part
    except OSError:
        pass  # The other end is gone: everything was read
    os.close(ours)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 0, said.decode()
    return shown.decode()


def test_a_terminal_gets_colour_and_the_same_content(year: Line) -> None:
    words = ("--ledger", year.ledger, "report", "--year", "2020")
    shown = on_terminal(words, 200, TERM="xterm")
    assert ESCAPE in shown
    assert bare_text(shown) == bare_text(process(*words).stdout.decode())


@pytest.mark.parametrize("columns", [80, 0])
def test_a_list_fits_the_terminal(year: Line, columns: int) -> None:
    shown = bare_text(on_terminal(("--ledger", year.ledger, "list"), columns, TERM="xterm"))
    assert all(f"2020-{number:04d}" in shown for number in range(1, 26))
    assert max(map(width, shown.split("\n"))) <= (columns or 1_000)


def width(text: str) -> int:
    return cell_len(text)


@pytest.mark.parametrize("columns", ["60", "80", "120"])
def test_columns_are_honoured(year: Line, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    for words in (("report", "--year", "2020"), ("list",), ("show", "2020-0001")):
        lines = year(*words).out.splitlines()
        assert max(map(width, lines)) <= int(columns), words


@pytest.mark.parametrize("columns", ["", "0", "-5", "wide", "８０", "9" * 5000])
def test_columns_that_are_none(year: Line, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    whole = year("list").out
    monkeypatch.setenv("COLUMNS", columns)
    assert year("list").out == whole


@pytest.mark.parametrize("columns", ["1", "2", "19"])
def test_a_screen_too_narrow_for_anything_still_ends(
    year: Line, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    expected = year("list").out
    monkeypatch.setenv("COLUMNS", columns)
    assert year("list").out == expected


def test_nothing_is_cut_in_a_pipe(line: Line) -> None:
    line("add", "--channel", "counter", "--summary", "长" * 300)
    assert "长" * 300 in line("list").out


REPORTS = ("report", "--year", "2020")


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"PYTHONIOENCODING": "gbk"}, "gbk"),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "ascii"),
        ({"PYTHONIOENCODING": "gb18030"}, "gb18030"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_a_console_that_cannot_write_everything(
    year: Line, environment: dict[str, str], encoding: str
) -> None:
    year("base", "set", "2020", "--customers", "78000")
    outcome = process("--ledger", year.ledger, *REPORTS, env=environment)
    assert (outcome.returncode, outcome.stderr) == (0, b"")
    text = outcome.stdout.decode(encoding)
    assert "3.2‱" in text if encoding == "gb18030" else "3.2 per 10,000" in text
    chinese = process("--ledger", year.ledger, *REPORTS, "--lang", "zh", env=environment)
    assert (chinese.returncode, chinese.stderr) == (0, b"")
    found = process("--ledger", year.ledger, "list", "--format=md", env=environment)
    assert (found.returncode, found.stderr) == (0, b"")


def test_json_is_whole_in_every_encoding(year: Line) -> None:
    whole = json.loads(process("--ledger", year.ledger, "list", "--json").stdout)
    found = process("--ledger", year.ledger, "list", "--json", env={"PYTHONIOENCODING": "gbk"})
    assert json.loads(found.stdout.decode("gbk")) == whole


@pytest.mark.parametrize(
    "words", [("frobnicate",), ("show", "2020-9999"), ("add",)], ids=lambda words: words[0]
)
def test_an_error_on_a_poor_console(line: Line, words: tuple[str, ...]) -> None:
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "LEDGERCTL_LANG": "zh"}
    outcome = process("--ledger", line.ledger, *words, env=environment)
    assert outcome.returncode in {2, 3}
    assert re.search(rb"\bE\d{3}\b", outcome.stderr)
    assert b"Traceback" not in outcome.stderr


def test_a_receipt_on_a_poor_console_needs_no_escapes(line: Line) -> None:
    number = line.add()
    words = ("--ledger", line.ledger, "escalate", number, "branch_head")
    outcome = process(*words, env={"PYTHONIOENCODING": "ascii"})
    assert b"Level: First receiver -> Branch head" in outcome.stdout


@pytest.fixture
def locale(monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Speak by the locale, not by our own variable."""

    def install(variables: dict[str, str]) -> None:
        monkeypatch.delenv("LEDGERCTL_LANG")
        monkeypatch.delenv("LANG")
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return install


@pytest.mark.parametrize(
    ("variables", "label"),
    [
        ({}, "Channel"),
        ({"LANG": "zh_CN.UTF-8"}, "受理渠道"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "Channel"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_CN"}, "受理渠道"),
        ({"LANG": "zh_CN.UTF-8", "LEDGERCTL_LANG": "en"}, "Channel"),
        ({"LANG": "C", "LEDGERCTL_LANG": "zh_CN"}, "受理渠道"),
    ],
)
def test_which_language_speaks(
    line: Line, locale: Callable[[dict[str, str]], None], variables: dict[str, str], label: str
) -> None:
    locale(variables)
    outcome = line("add", "--channel", "counter", "--summary", "x")
    assert any(each.startswith(label) for each in outcome.out.splitlines())


def test_the_language_changes_no_data(year: Line) -> None:
    for words in (("report", "--year", "2020"), ("list",), ("show", "2020-0001"), ("verify",)):
        english, chinese = (year("--lang", each, *words, "--json").data for each in ("en", "zh"))
        assert english == chinese

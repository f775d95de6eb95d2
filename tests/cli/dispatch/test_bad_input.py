"""Bad input as a new user would try it: a coded error in the chosen language, nothing changed."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, REGISTER, SCRIPT, Line, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

both = pytest.mark.parametrize("language", LANGUAGES)
PLAIN = ("add", "--channel", "counter", "--summary", "x")
HOSTILE = "=cmd [red] 13800138000"


def told(outcome: Outcome, language: str, code: str, status: int) -> None:
    """Hold an error to its shape: code, language of the frame, exit status, nothing on stdout."""
    assert (outcome.code, outcome.status, outcome.out) == (code, status, ""), outcome.err
    frame = f"ledgerctl: 错误 {code}  " if language == "zh" else f"ledgerctl: error {code}: "
    assert any(line.startswith(frame) for line in outcome.err.splitlines()), outcome.err
    assert "Traceback" not in outcome.err


@both
@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("add", "--channel", "conter", "--summary", "x"), "E201", 2),
        (("add", "--channel", "counter", "--summary", "x", "--at", "2020-02-30"), "E203", 2),
        (("add", "--channel", "counter", "--summary", "x", "--at", "1/2/2020"), "E202", 2),
        (("add", "--channel", "counter", "--summary", "x", "--at", "2030-01-01"), "E406", 4),
        (("add",), "E102", 2),
        (("add", "-", "--no-input"), "E213", 2),
        (("note", "2021-0001", "a\udcff"), "E207", 2),
        (("note", "2021-0009", "x"), "E302", 3),
        (("show", "9"), "E209", 2),
        (("escalate", "2021-0001", "top"), "E201", 2),
        (("resolve", "2021-0001", "--finding", "so so"), "E201", 2),
        (("reopen", "2021-0001", "--reason", "x"), "E405", 4),
        (("amend", "2021-0001", "channel", "x", "--reason", "y"), "E201", 2),
        (("import", "nowhere.csv"), "E303", 3),
        (("import", str(REGISTER), "--profile", "nowhere"), "E305", 3),
        (("import", str(REGISTER), "--profile", "nowhere.toml"), "E303", 3),
        (("report", "--year", "two"), "E214", 2),
        (("summarize", "--by", "mood"), "E210", 2),
        (("base", "set", "2020", "--customers", "-1"), "E205", 2),
        (("config", "set", "colour", "red", "--reason", "x"), "E212", 2),
        (("undo", "none", "--reason", "x"), "E304", 3),
        (("codes", "colours"), "E107", 2),
        (("verify", "--receipt", "x"), "E212", 2),
        (("frobnicate",), "E103", 2),
        (("suggest", "forwad", "S1"), "E103", 2),
        (("base", "frobnicate"), "E103", 2),
        (("list", "--frobnicate"), "E104", 2),
        (("list", "--format", "xml"), "E107", 2),
        (("list", "--color", "mauve"), "E107", 2),
        (("list", "--format"), "E109", 2),
        (("list", "--format=csv", "--plain"), "E105", 2),
        (("list", "--limit", "9" * 5000), "E205", 2),
        (("list", "--year", "9" * 5000), "E214", 2),
        (("base", "set", "2020", "--customers", "9" * 5000), "E205", 2),
        (("verify", "--receipt", "9" * 5000 + ":" + "a" * 12), "E212", 2),
        (("add", "--channel", "counter", "--summary", "x", "--amount", "9" * 500), "E204", 2),
        (("--ledger", ""), "E109", 2),
    ],
    ids=lambda each: "-".join(each)[:40] if isinstance(each, tuple) else str(each),
)
def test_every_refusal_is_coded_and_changes_nothing(
    line: Line, language: str, words: tuple[str, ...], code: str, status: int
) -> None:
    line.add()
    before = line.content
    told(line("--lang", language, *words), language, code, status)
    assert line.content == before


def unusual(kind: str, folder: Path) -> tuple[str, str, int]:
    """Make something that is no usable ledger; return its path, the code and the exit status."""
    path = folder / kind
    if kind == "missing":
        return str(path), "E301", 3
    if kind == "below-a-file":
        path.write_text("x", encoding="utf-8")
        return str(path / "b.db"), "E301", 3
    if kind == "folder":
        path.mkdir()
    elif kind == "text":
        path.write_text("not a database\n" * 100, encoding="utf-8")
    elif kind == "empty":
        path.touch()
    elif kind == "other-database":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("CREATE TABLE people (name TEXT)")
    elif kind == "link":
        path.symlink_to(folder / "b.db")
    elif kind == "pipe":
        os.mkfifo(path)
    return str(path), "E601", 6


@both
@pytest.mark.parametrize("words", [PLAIN, ("list",), ("verify",), ("report",)], ids=lambda w: w[0])
@pytest.mark.parametrize(
    "kind",
    ["missing", "below-a-file", "folder", "text", "empty", "other-database", "link", "pipe"],
)
def test_what_is_no_ledger(
    bare: Line, tmp_path: Path, language: str, kind: str, words: tuple[str, ...]
) -> None:
    path, code, status = unusual(kind, tmp_path)
    content = Path(path).read_bytes() if Path(path).is_file() else b""
    told(bare("--ledger", path, "--lang", language, *words), language, code, status)
    assert (Path(path).read_bytes() if Path(path).is_file() else b"") == content


@both
def test_a_missing_ledger_names_the_command_that_creates_it(bare: Line, language: str) -> None:
    outcome = bare("--ledger", "no.db", "--lang", language, "list")
    assert "ledgerctl init --ledger no.db --branch" in outcome.err


@both
def test_a_damaged_ledger(line: Line, language: str) -> None:
    whole = line.content
    # The first page says what the file is; everything behind it is gone
    Path(line.ledger).write_bytes(whole[:16_384] + b"\xff" * (len(whole) - 16_384))
    before = line.content
    for words in (PLAIN, ("list",), ("report",)):
        told(line("--lang", language, *words), language, "E603", 6)
    assert line.content == before


@both
def test_a_ledger_cut_short(line: Line, language: str) -> None:
    Path(line.ledger).write_bytes(line.content[:16_384])
    before = line.content
    for words in (PLAIN, ("list",), ("report",)):
        told(line("--lang", language, *words), language, "E603", 6)
    assert line.content == before


@both
def test_a_ledger_of_a_newer_program(line: Line, language: str) -> None:
    with closing(sqlite3.connect(line.ledger)) as connection:
        connection.execute("PRAGMA user_version = 99")
    told(line("--lang", language, *PLAIN), language, "E602", 6)


@pytest.fixture
def forbidden(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the system refuse a path, whoever runs the tests."""

    def refuse(path: str) -> None:
        monkeypatch.setattr("os.access", lambda asked, _mode, **_more: os.fspath(asked) != path)

    return refuse


@both
def test_a_ledger_that_may_not_be_read(
    line: Line, language: str, forbidden: Callable[[str], None]
) -> None:
    forbidden(line.ledger)
    before = line.content
    for words in (PLAIN, ("list",), ("verify",)):
        told(line("--lang", language, *words), language, "E801", 8)
    assert line.content == before


@both
def test_a_folder_that_may_not_be_written(
    bare: Line, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def refuse(path: str, flags: int, *rest: int) -> int:
        if flags & os.O_CREAT and str(path).startswith(str(tmp_path / "closed")):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags, *rest)

    (tmp_path / "closed").mkdir()
    monkeypatch.setattr("os.open", refuse)
    words = ("init", "--ledger", str(tmp_path / "closed" / "b.db"), "--branch", "x")
    told(bare("--lang", language, *words), language, "E801", 8)
    assert list((tmp_path / "closed").iterdir()) == []


@both
def test_a_data_folder_that_cannot_be_made(
    bare: Line, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    told(bare("--lang", language, *PLAIN), language, "E801", 8)


@both
def test_a_file_to_import_that_may_not_be_read(
    line: Line, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(line("--lang", language, "import", str(tmp_path)), language, "E803", 8)
    told(line("--lang", language, "add", f"{tmp_path}"), language, "E803", 8)


@both
def test_no_terminal_to_ask_on(line: Line, language: str) -> None:
    line.add()
    told(line("--lang", language, "resolve", "2021-0001"), language, "E102", 2)
    told(line("--lang", language, "add", "--channel", "counter"), language, "E102", 2)


@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [
        (("list", "--json"), ""),
        (("list",), "1"),
        (("show", "2021-0009", "--json"), ""),
        (("show", "2021-0009", "--json"), "1"),
        (("codes", "fields", "--csv"), ""),
        (("--help",), ""),
        (("--help",), "1"),
        (("add", "--channel", "counter", "--summary", "x", "--json"), ""),
    ],
    ids=lambda each: "_".join(each) if isinstance(each, tuple) else each,
)
def test_a_reader_that_goes_away(line: Line, words: tuple[str, ...], unbuffered: str) -> None:
    line("import", str(REGISTER))
    reader, writer = os.pipe()
    os.close(reader)
    try:
        outcome = subprocess.run(
            [SCRIPT, "--ledger", line.ledger, *words],
            stdin=subprocess.DEVNULL,
            stdout=writer,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            check=False,
        )
    finally:
        os.close(writer)
    assert (outcome.returncode, outcome.stderr.decode()) == (141, "")


def test_a_reader_of_messages_that_goes_away(line: Line) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        outcome = subprocess.run(
            [SCRIPT, "--ledger", line.ledger, "frobnicate"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=writer,
            check=False,
        )
    finally:
        os.close(writer)
    assert (outcome.returncode, outcome.stdout) == (141, b"")


@pytest.mark.parametrize(
    ("words", "closed"),
    [
        ("list", ">&-"),
        ("add -", "<&-"),
        ("add -", "2>&-"),
        (f"import {REGISTER}", "<&-"),
        ("frobnicate", "2>&-"),
        ("--help", ">&-"),
        ("codes", "<&- >&- 2>&-"),
    ],
)
def test_closed_streams(line: Line, words: str, closed: str) -> None:
    command = f'exec "$0" --ledger "$1" {words} {closed}'
    outcome = subprocess.run(
        ["sh", "-c", command, SCRIPT, line.ledger],
        input=b'{"channel": "counter", "summary": "x"}' if words == "add -" else b"",
        capture_output=True,
        check=False,
    )
    expected = 2 if words == "frobnicate" or (words == "add -" and "<" in closed) else 0
    assert outcome.returncode == expected, outcome.stderr.decode()
    assert b"Traceback" not in outcome.stderr


def test_a_full_disk_behind_the_arrow(line: Line) -> None:
    with Path("/dev/full").open("wb") as full:
        outcome = subprocess.run(
            [SCRIPT, "--ledger", line.ledger, *PLAIN, "--key", "k-1"],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    said = outcome.stderr.decode()
    assert (outcome.returncode, "E802" in said, "--key k-1" in said) == (8, True, True), said
    # The complaint was recorded: the key makes the repetition that the hint asks for harmless
    assert line.add("--key", "k-1") == "2021-0001"
    assert line("list", "--json").data["total"] == 1


@both
def test_an_interrupt(line: Line, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = line.content
    monkeypatch.setattr("ledgerctl.domain.handling.decisions.receive", interrupt)
    outcome = line("--lang", language, *PLAIN)
    assert (outcome.status, outcome.out, line.content) == (130, "", before)


@both
def test_a_mistake_of_the_program_shows_no_values(
    line: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError(HOSTILE)

    monkeypatch.setattr("ledgerctl.domain.handling.decisions.receive", fail)
    before = line.content
    outcome = line("--lang", language, *PLAIN)
    told(outcome, language, "E899", 8)
    assert "ZeroDivisionError" in outcome.err
    assert HOSTILE not in outcome.err
    assert line.content == before
    monkeypatch.setenv("LEDGERCTL_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        line(*PLAIN)


@both
@pytest.mark.parametrize(
    ("name", "value"), [("NOW", "noon"), ("NOW", "2021-01-05"), ("FORMAT", "xml")]
)
def test_a_bad_environment(
    line: Line, language: str, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"LEDGERCTL_{name}", value)
    before = line.content
    told(line("--lang", language, *PLAIN), language, "E212", 2)
    assert line.content == before


def test_an_early_json_error_names_no_path_as_its_command(line: Line) -> None:
    outcome = line("list", "--json", "--plain")
    assert (outcome.code, outcome.envelope["command"]) == ("E105", "")

"""Settings: default < file < environment < option, each with its origin shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from desk_line import Line


@pytest.fixture
def config_file(home: Path) -> Callable[[str], Path]:
    """Write the user's configuration file."""

    def write(text: str) -> Path:
        path = home / "config" / "ledgerctl" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


def value(line: Line, name: str, *words: str) -> tuple[str, str]:
    """Return a setting and its origin as ``config`` shows them."""
    found = line("config", "--json", *words).data["values"][name]
    return found["value"], found["origin"]


def test_precedence_with_its_origin(
    bare: Line,
    home: Path,
    config_file: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = str(home / "data" / "ledgerctl" / "ledger.db")
    assert value(bare, "ledger") == (own, "default")
    config_file('ledger = "/file.db"\n')
    assert value(bare, "ledger") == ("/file.db", "file")
    monkeypatch.setenv("LEDGERCTL_LEDGER", "/environment.db")
    assert value(bare, "ledger") == ("/environment.db", "environment")
    assert value(bare, "ledger", "--ledger", "/option.db") == ("/option.db", "option")


def test_an_empty_variable_is_no_value(bare: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGERCTL_LEDGER", "")
    assert value(bare, "ledger")[1] == "default"


def test_the_table_shows_the_origin(bare: Line, config_file: Callable[[str], Path]) -> None:
    path = config_file('person = "DQ-0312"\n')
    rows = [each.split() for each in bare("config").out.splitlines()]
    assert ["person", "DQ-0312", "file"] in rows
    assert ["lang", "en", "environment"] in rows
    assert ["File", str(path)] in rows


def test_the_configured_person_acts(
    line: Line, config_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file('person = "DQ-0312"\n')
    words = ("add", "--channel", "counter", "--summary", "x", "--json")
    assert line(*words).data["record"]["handler"] == "DQ-0312"
    monkeypatch.setenv("LEDGERCTL_PERSON", "DQ-0400")
    assert line(*words).data["record"]["handler"] == "DQ-0400"
    assert line(*words, "--as", "DQ-0500").data["record"]["handler"] == "DQ-0500"


def test_the_configured_format_and_language(
    line: Line, config_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LEDGERCTL_LANG")
    config_file('format = "json"\nlang = "zh"\n')
    assert line("list").data["total"] == 0
    assert "错误 E302" in line("show", "2021-0001").err
    assert line("list", "--format", "plain").out != line("list").out
    assert "error E302" in line("show", "2021-0001", "--lang", "en").err


def test_the_configured_branch_names_the_default_ledger(
    bare: Line, config_file: Callable[[str], Path]
) -> None:
    config_file('branch = "东侨支行"\n')
    bare("list")
    assert bare("config", "--json").data["ledger"]["branch"] == "东侨支行"


def test_a_path_with_a_tilde(bare: Line, home: Path, config_file: Callable[[str], Path]) -> None:
    config_file('ledger = "~/mine.db"\n')
    assert bare("init", "--branch", "x").status == 0
    assert (home / "mine.db").exists()


def test_an_explicit_ledger_is_never_made_by_itself(
    bare: Line, home: Path, config_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "mine.db"
    assert bare("list", "--ledger", str(path)).code == "E301"
    config_file(f'ledger = "{path}"\n')
    assert bare("list").code == "E301"
    monkeypatch.setenv("LEDGERCTL_LEDGER", str(path))
    assert bare("list").code == "E301"
    assert not path.exists()


@pytest.mark.parametrize(
    ("text", "code", "status"),
    [
        ('colour = "red"\n', "E212", 2),
        ("ledger = 5\n", "E212", 2),
        ('[ledger]\npath = "x"\n', "E212", 2),
        ('format = "xml"\n', "E212", 2),
        ("ledger = \n", "E803", 8),
        ("\0", "E803", 8),
    ],
)
def test_a_bad_file_is_refused(
    line: Line, config_file: Callable[[str], Path], text: str, code: str, status: int
) -> None:
    path = config_file(text)
    before = line.content
    outcome = line("add", "--channel", "counter", "--summary", "x")
    assert (outcome.code, outcome.status, line.content) == (code, status, before)
    assert str(path) in outcome.err or "format" in outcome.err


def test_a_file_in_another_encoding(line: Line, config_file: Callable[[str], Path]) -> None:
    config_file("").write_bytes('branch = "支行"\n'.encode("gb18030"))
    assert line("list").code == "E803"


def test_a_folder_as_file(line: Line, home: Path) -> None:
    (home / "config" / "ledgerctl" / "config.toml").mkdir(parents=True)
    assert line("list").code == "E803"

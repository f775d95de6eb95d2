"""Each test has a home, a clock and a language of its own; ``line`` runs commands on a fresh ledger."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from conversation import Talk
from desk_line import NOW, Line, on_day

from ledgerctl import i18n
from ledgerctl.cli.context.outside import system_user
from ledgerctl.cli.dispatch import app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty home folder; nothing of the machine's own environment speaks into a test."""
    own = tmp_path / "home"
    own.mkdir()
    for name in list(os.environ):
        if name.startswith(("LEDGERCTL_", "XDG_", "LC_")) or name in {"LANG", "LANGUAGE"}:
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "PYTHONIOENCODING", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(own))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(own / name.lower()))
    monkeypatch.setenv("LEDGERCTL_NOW", NOW)
    monkeypatch.setenv("LEDGERCTL_LANG", "en")
    monkeypatch.setenv("LANG", "C.UTF-8")
    # Read by the libraries themselves when a test asks for Chinese
    monkeypatch.setenv("LANGUAGE", "")
    yield own
    i18n.install("en")


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with nothing but its first event, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "b.db"
    patch = pytest.MonkeyPatch()
    patch.setenv("LEDGERCTL_NOW", NOW)
    patch.setenv("XDG_CONFIG_HOME", str(path.parent))
    assert app.main(["init", "--ledger", str(path), "--branch", "东侨支行"]) == 0
    patch.undo()
    return path


@pytest.fixture
def bare(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Line:
    """Runs commands without naming a ledger."""
    return Line(capsys, monkeypatch)


@pytest.fixture
def line(
    blank: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Line:
    """Runs commands on a ledger of this test's own."""
    path = tmp_path / "b.db"
    shutil.copyfile(blank, path)
    return Line(capsys, monkeypatch, str(path))


@pytest.fixture
def user() -> str:
    """The person whom the system names."""
    return system_user()


@pytest.fixture
def hotline_case(line: Line, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case of the hotline, received on Friday 17 January 2020, looked at a week later."""
    on_day(monkeypatch, "2020-01-22")
    words = ("add", "--channel", "hotline", "--summary", "排队", "--at", "2020-01-17", "--json")
    return str(line(*words).data["number"])


@pytest.fixture
def talk(line: Line) -> Iterator[Callable[..., Talk]]:
    """Start commands that ask, and end them whatever happens."""
    started: list[Talk] = []

    def start(*words: str) -> Talk:
        started.append(Talk("--ledger", line.ledger, *words))
        return started[-1]

    yield start
    for each in started:
        each.close()

"""Start-up is measured elsewhere; here stands what may not be loaded at all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk_line import Line

HEAVY = (
    *("typer", "rich", "sqlite_utils", "dateutil", "pydantic", "click", "importlib.metadata"),
    *("decimal", "pathlib", "difflib", "subprocess", "http", "email", "unittest", "asyncio"),
    *("gettext", "calendar", "string", "tomllib", "csv", "tempfile", "shutil", "holidays"),
    *("ledgerctl.formats", "ledgerctl.render.faces.terminal", "ledgerctl.render.words.document"),
    *("ledgerctl.cli.dispatch.typed", "ledgerctl.cli.asking", "ledgerctl.storage.migrating"),
)
PROGRAM = """
import sys
before = set(sys.modules)
sys.argv = ["ledgerctl", *{words!r}]
from ledgerctl.__main__ import run
try:
    run()
except SystemExit as end:
    status = end.code
modules = sorted(set(sys.modules) - before)
import json
sys.stderr.write(json.dumps([status, modules]))
"""


def loaded(*words: str) -> list[str]:
    """Run a command in an interpreter of its own; return the modules that it loaded."""
    # -S: what an installation's .pth files load is no doing of ours
    outcome = subprocess.run(
        [sys.executable, "-S", "-c", PATHS + PROGRAM.format(words=list(words))],
        capture_output=True,
        check=True,
        timeout=60,
    )
    status, modules = json.loads(outcome.stderr.decode().splitlines()[-1])
    assert status == 0, outcome.stderr.decode()
    return [str(each) for each in modules]


PATHS = f"import sys; sys.path = {sys.path!r}\n"


def offenders(modules: list[str], names: tuple[str, ...]) -> list[str]:
    """Return the modules that are, or lie in, one of the names."""
    return [
        module
        for module in modules
        if any(module == name or module.startswith(f"{name}.") for name in names)
    ]


@pytest.mark.parametrize("face", [(), ("--json",)])
def test_add_loads_nothing_heavy(line: Line, face: tuple[str, ...]) -> None:
    words = ("--ledger", line.ledger, "add", "--channel", "counter", "--summary", "x", *face)
    modules = loaded(*words)
    assert "sqlite3" in modules
    assert offenders(modules, HEAVY) == []


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version_loads_next_to_nothing(option: str) -> None:
    modules = loaded(option)
    ours = [module for module in modules if module.startswith("ledgerctl")]
    assert ours == ["ledgerctl", "ledgerctl.__main__"]
    assert offenders(modules, ("sqlite3", "json", "typing", "re", "pathlib", "typer")) == []


def test_one_command_does_not_load_the_others(line: Line) -> None:
    modules = loaded("--ledger", line.ledger, "verify")
    commands = [each for each in modules if each.startswith("ledgerctl.cli.commands.")]
    assert commands == ["ledgerctl.cli.commands.verify"]
    assert offenders(modules, ("ledgerctl.formats", "sqlite_utils", "pydantic")) == []


def test_a_list_does_not_load_what_a_card_tells(line: Line) -> None:
    modules = loaded("--ledger", line.ledger, "list")
    assert "ledgerctl.application.ledger.looking" in modules
    assert (
        offenders(modules, ("ledgerctl.application.learning", "ledgerctl.render.learning.naming"))
        == []
    )


def test_the_version_into_a_closed_pipe_is_quiet() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "ledgerctl", "--version"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")

"""What the first year must do, command by command, with the installed program in an empty folder."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from desk_line import EXAMPLES, NOW, REGISTER, process

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

DEMANDED: dict[str, Any] = {
    "schema_version": 1,
    "command": "report",
    "data": {
        "year": 2020,
        "received": 25,
        "rates": {
            "customers": {
                "count": 25,
                "denominator": 78000,
                "per_10000": "3.2",
                "low": "2.1",
                "high": "4.7",
            },
            "transactions": {"count": 25, "denominator": 57000, "per_10000": "4.4"},
        },
        "intake": {"internal": 21, "external": 4},
        "channels": {"hotline": 21, "nfra": 1, "consumer_center": 3},
        "resolved_at_branch": {"count": 25, "of": 25, "percent": "100.0"},
        "escalated": 0,
        "repeat": 0,
    },
}


class Folder:
    """An empty folder with the examples, and the installed command in it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self, line: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return process(*line.split(), stdin=stdin, cwd=self.path)

    def done(self, line: str, stdin: bytes = b"") -> str:
        """Run a line that must work and return its stdout."""
        outcome = self(line, stdin)
        assert outcome.returncode == 0, outcome.stderr.decode()
        return outcome.stdout.decode()

    def data(self, line: str, stdin: bytes = b"") -> dict[str, Any]:
        """Run a line that must work and return the data of its JSON."""
        found = json.loads(self.done(line, stdin))["data"]
        assert isinstance(found, dict)
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    own = tmp_path / "empty"
    own.mkdir()
    shutil.copytree(EXAMPLES, own / "examples")
    return Folder(own)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the example year, to be copied."""
    path = tmp_path_factory.mktemp("prepared")
    environment = {"LEDGERCTL_NOW": NOW, "XDG_CONFIG_HOME": str(path)}
    for words in (("init", "--branch", "东侨支行"), ("import", str(REGISTER))):
        assert process("--ledger", "b.db", *words, cwd=path, env=environment).returncode == 0
    return path / "b.db"


@pytest.fixture
def imported(folder: Folder, prepared: Path) -> Folder:
    shutil.copy(prepared, folder.path / "b.db")
    return folder


def holds(found: object, demanded: object) -> bool:
    """Whether everything demanded is there, with these values."""
    if isinstance(demanded, dict):
        return isinstance(found, dict) and all(
            name in found and holds(found[name], value) for name, value in demanded.items()
        )
    return type(found) is type(demanded) and found == demanded


def test_the_exact_sequence(folder: Folder) -> None:
    folder.done("init --ledger b.db --branch 东侨支行")
    folder.done("--ledger b.db base set 2020 --customers 78000 --transactions 57000")
    folder.done("--ledger b.db import examples/dongqiao-2020.csv")
    report = json.loads(folder.done("--ledger b.db report --year 2020 --json"))
    folder.done("--ledger b.db verify")
    assert holds(report, DEMANDED), report
    assert report["data"]["channels"] == DEMANDED["data"]["channels"]


def test_the_ledger_may_be_named_before_and_after_the_command(imported: Folder) -> None:
    before = imported.data("--ledger b.db report --year 2020 --json")
    assert imported.data("report --year 2020 --json --ledger b.db") == before
    assert imported.data("report --ledger=b.db --year 2020 --json") == before
    assert before["received"] == 25


def test_from_standard_input(folder: Folder) -> None:
    folder.done("init --ledger b.db --branch 东侨支行")
    content = (folder.path / "examples/dongqiao-2020.csv").read_bytes()
    data = folder.data("--ledger b.db import - --json", stdin=content)
    assert (data["added"], data["rejected"]) == (25, 0)


def test_the_second_year_follows(imported: Folder) -> None:
    outcome = process(
        *("--ledger", "b.db", "import", "examples/dongqiao-2021.csv", "--json"),
        cwd=imported.path,
        env={"LEDGERCTL_NOW": "2021-12-31T02:00:00Z"},
    )
    data = json.loads(outcome.stdout)["data"]
    assert (data["read"], data["added"], data["last_number"]) == (2, 2, "2021-0002")
    assert imported.data("--ledger b.db report --year 2020 --json")["received"] == 25


def test_a_renamed_copy_adds_nothing(imported: Folder) -> None:
    head = imported.data("--ledger b.db verify --json")["ledger"]
    shutil.copy(imported.path / "examples/dongqiao-2020.csv", imported.path / "copy.csv")
    data = imported.data("--ledger b.db import copy.csv --json")
    assert (data["read"], data["added"], data["updated"]) == (25, 0, 0)
    assert imported.data("--ledger b.db verify --json")["ledger"] == head


def test_one_bad_row_changes_nothing(imported: Folder) -> None:
    lines = (imported.path / "examples/dongqiao-2020.csv").read_text("utf-8-sig").splitlines()
    worse = lines[1].replace("DQ-2020-001", "DQ-2020-901").replace("2020/1/6", "2020/2/30")
    fresh = lines[2].replace("DQ-2020-002", "DQ-2020-902")
    bad = "\n".join([lines[0], fresh, worse, ""])
    (imported.path / "bad.csv").write_text(bad, encoding="utf-8")
    before = (imported.path / "b.db").read_bytes()
    outcome = imported("--ledger b.db import bad.csv")
    assert outcome.returncode == 1
    assert "E203" in outcome.stdout.decode()
    assert "bad.csv line 3" in outcome.stdout.decode()
    assert (imported.path / "b.db").read_bytes() == before


@pytest.mark.parametrize("seq", [1, 7, 26])
def test_an_update_behind_the_back_is_named(imported: Folder, seq: int) -> None:
    with closing(sqlite3.connect(imported.path / "b.db")) as connection, connection:
        found = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'event'"
        ).fetchall()
        for (name,) in found:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(
            "UPDATE event SET facts = facts || ' ' WHERE seq IN (?, ?)", (seq, seq + 1)
        )
    outcome = imported("--ledger b.db verify --json")
    assert outcome.returncode == 1
    data = json.loads(outcome.stdout)["data"]
    assert data["sound"] is False
    assert min(fault["seq"] for fault in data["faults"] if fault["seq"]) == seq
    told = imported("--ledger b.db verify").stdout.decode()
    assert "The ledger is NOT sound" in told
    assert any(line.split()[:1] == [str(seq)] for line in told.splitlines())

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from desk_line import Line


def test_a_ledger_is_created(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    outcome = bare("init", "--ledger", str(path), "--branch", "东侨支行")
    assert outcome.status == 0
    assert outcome.out.startswith("Ledger opened\n")
    assert outcome.err == f"Created the ledger {path}\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert bare("verify", "--ledger", str(path)).status == 0


def test_json_contract(bare: Line, tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    outcome = bare(
        "init", "--ledger", path, "--branch", "东侨支行", "--timezone", "+00:00", "--json"
    )
    assert (outcome.envelope["command"], outcome.data["action"]) == ("init", "ledger.created")
    assert outcome.data["event"]["seq"] == 1
    assert bare("config", "--ledger", path, "--json").data["ledger"]["branch"] == "东侨支行"


def test_the_default_ledger(bare: Line, home: Path) -> None:
    assert bare("init", "--branch", "东侨支行").status == 0
    assert (home / "data" / "ledgerctl" / "ledger.db").exists()
    assert bare("init", "--branch", "东侨支行").code == "E502"


def test_a_dry_run_creates_nothing(bare: Line, home: Path) -> None:
    outcome = bare("init", "--branch", "东侨支行", "--dry-run")
    assert outcome.status == 0
    assert outcome.out.startswith("Ledger opened\n")
    assert "Dry run: nothing was written" in outcome.err
    added = bare("add", "--channel", "counter", "--summary", "排队", "--dry-run", "--json")
    assert (added.data["number"][5:], added.data["dry_run"]) == ("0001", True)
    assert not list(home.rglob("*.db"))


def test_a_key_makes_repeating_harmless(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    words = ("init", "--ledger", str(path), "--branch", "东侨支行", "--json", "--key")
    first = bare(*words, "k1").data
    before = path.read_bytes()
    again = bare(*words, "k1").data
    assert (again["repeated"], again["event"]) == (True, first["event"])
    assert bare(*words, "k2").code == "E502"
    assert path.read_bytes() == before


def test_nothing_is_overwritten(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "mine.txt"
    path.write_text("mine", encoding="utf-8")
    outcome = bare("init", "--ledger", str(path), "--branch", "x")
    assert (outcome.status, outcome.code) == (5, "E502")
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_dangling_link_is_not_followed(bare: Line, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "elsewhere.db")
    assert bare("init", "--ledger", str(link), "--branch", "x").code == "E502"
    assert not (tmp_path / "elsewhere.db").exists()


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ((), "E102", 2),
        (("--branch", " "), "E102", 2),
        (("--branch", "x", "--timezone", "Beijing"), "E212", 2),
        (("--branch", "x", "--currency", "yuan"), "E212", 2),
        (("--branch", "x\x1b"), "E207", 2),
    ],
)
def test_refusals_leave_no_file(
    bare: Line, tmp_path: Path, words: tuple[str, ...], code: str, status: int
) -> None:
    outcome = bare("init", "--ledger", str(tmp_path / "new.db"), *words)
    assert (outcome.code, outcome.status, outcome.out) == (code, status, "")
    assert not list(tmp_path.glob("new.db*"))


def test_a_first_event_that_fails_leaves_no_file(
    bare: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_NOW", "noon")
    outcome = bare("init", "--ledger", str(tmp_path / "new.db"), "--branch", "x")
    assert (outcome.code, outcome.status) == ("E212", 2)
    assert not (tmp_path / "new.db").exists()


def test_a_folder_that_is_not_there(bare: Line, tmp_path: Path) -> None:
    outcome = bare("init", "--ledger", str(tmp_path / "no" / "new.db"), "--branch", "x")
    assert (outcome.status, outcome.code) == (3, "E306")
    assert not Path(tmp_path / "no").exists()

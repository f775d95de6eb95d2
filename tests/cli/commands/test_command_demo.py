from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from desk_line import Line


def test_the_example_year(bare: Line, home: Path) -> None:
    outcome = bare("demo")
    assert outcome.status == 0
    assert "东侨支行: complaints in 2020" in outcome.out
    assert "Complaints received: 25, or 3.2‱ of the customers" in outcome.out
    assert not (home / "data").exists()
    # A screen has no room for the definitions of every figure.
    assert max(map(len, outcome.out.splitlines())) < 200


def test_json_contract(bare: Line) -> None:
    outcome = bare("demo", "--json")
    assert outcome.envelope["command"] == "demo"
    assert (outcome.data["year"], outcome.data["received"]) == (2020, 25)


def test_nothing_is_left_behind(
    bare: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    assert bare("demo").status == 0
    assert list(folder.iterdir()) == []


def test_the_ledger_can_be_kept(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    outcome = bare("demo", "--keep", str(path))
    assert f"The demonstration ledger is {path}" in outcome.err
    assert bare("list", "--ledger", str(path), "--json").data["total"] == 25


def test_an_existing_file_is_refused(bare: Line, tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine", encoding="utf-8")
    outcome = bare("demo", "--keep", str(path))
    assert (outcome.status, outcome.code, outcome.out) == (5, "E502", "")
    assert path.read_text(encoding="utf-8") == "mine"

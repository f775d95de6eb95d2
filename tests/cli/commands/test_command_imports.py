"""The list of imports: which file, by whom, how many rows, taken back or not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from desk_line import REGISTER, refused

if TYPE_CHECKING:
    from desk_line import Line

SHA256 = hashlib.sha256(REGISTER.read_bytes()).hexdigest()


def listed(line: Line) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = line("imports", "--json").data["imports"]
    return found


def test_nothing_was_imported_yet(line: Line) -> None:
    assert line("imports").out == "Nothing was imported yet\n"
    assert listed(line) == []


def test_an_import_is_listed_with_its_file_counts_and_person(line: Line) -> None:
    batch = line("import", str(REGISTER), "--as", "DQ-0101", "--json").data["batch"]
    (found,) = listed(line)
    assert found["name"] == batch
    assert (found["file"], found["sha256"]) == (REGISTER.name, SHA256)
    assert (found["read"], found["added"], found["rejected"]) == (25, 25, 0)
    assert (found["first"], found["last"]) == ("2020-0001", "2020-0025")
    assert (found["person"], found["complete"], found["undone"]) == ("DQ-0101", True, None)
    table = line("imports").out
    assert batch in table
    assert "stands" in table


def test_what_added_nothing_is_no_import(line: Line) -> None:
    line("import", str(REGISTER))
    head = line.head()
    line("import", str(REGISTER))
    line("import", str(REGISTER), "--dry-run")
    assert (len(listed(line)), line.head()) == (1, head)


def test_an_import_taken_back_says_so_until_that_is_taken_back(line: Line) -> None:
    batch = line("import", str(REGISTER), "--json").data["batch"]
    line("undo", batch, "--reason", "导错文件", "--yes")
    assert listed(line)[0]["undone"] == 28
    assert "taken back by event 28" in line("imports").out
    line("undo", "28", "--reason", "没错", "--yes")
    assert listed(line)[0]["undone"] is None


def test_one_import_is_shown_by_batch_beginning_or_hash(line: Line) -> None:
    batch = line("import", str(REGISTER), "--json").data["batch"]
    for name in (batch, batch[:-3], SHA256):
        assert line("imports", "show", name, "--json").data["cases"][0] == "2020-0001"
    shown = line("imports", "show", batch).out
    assert "2020-0001 - 2020-0025" in shown
    assert "and 5 more" in shown
    for name in ("import-1999", ""):
        refused(line, "imports", "show", name, code="E345", status=3)


def test_a_beginning_of_several_imports_names_none(line: Line) -> None:
    line("import", str(REGISTER))
    line("import", str(REGISTER.with_name("register-en.csv")))
    assert len(listed(line)) == 2
    refused(line, "imports", "show", "import-", code="E345", status=3)


def test_in_chinese(line: Line) -> None:
    line("import", str(REGISTER))
    assert "有效" in line("imports", "--lang", "zh").out

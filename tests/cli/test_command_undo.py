from __future__ import annotations

from typing import TYPE_CHECKING

from desk_line import REGISTER, refused

if TYPE_CHECKING:
    from desk_line import Line


def imported(line: Line) -> str:
    return str(line("import", str(REGISTER), "--json").data["batch"])


def test_a_whole_import_is_taken_back(line: Line) -> None:
    batch = imported(line)
    outcome = line("undo", batch, "--reason", "错误的文件")
    assert outcome.status == 0
    assert outcome.out.startswith("Batch taken back\n")
    assert line("report", "--year", "2020", "--json").data["received"] == 0
    assert line("verify").status == 0


def test_numbers_are_not_used_again(line: Line) -> None:
    line("undo", imported(line), "--reason", "x")
    assert line.add("--at", "2020-12-31") == "2020-0026"


def test_json_contract(line: Line) -> None:
    batch = imported(line)
    data = line("undo", batch, "--reason", "x", "--json").data
    assert (data["action"], data["number"]) == ("batch.reversed", None)
    assert data["details"]["batch"] == batch


def test_dry_run(line: Line) -> None:
    batch = imported(line)
    before = line.content
    assert "Dry run" in line("undo", batch, "--reason", "x", "-n").err
    assert line.content == before


def test_refusals(line: Line) -> None:
    batch = imported(line)
    refused(line, "undo", batch, code="E411", status=4)
    refused(line, "undo", "import-none", "--reason", "x", code="E304", status=3)
    refused(line, "undo", "--reason", "x", code="E102", status=2)
    line("undo", batch, "--reason", "x")
    refused(line, "undo", batch, "--reason", "x", code="E412", status=4)
    refused(line, "note", "2020-0001", "x", code="E408", status=4)

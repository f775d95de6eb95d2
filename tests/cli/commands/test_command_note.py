from __future__ import annotations

from typing import TYPE_CHECKING

from desk_line import refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


def test_a_note_is_written(line: Line) -> None:
    number = line.add()
    outcome = line("note", number, "已致电客户", "--at", "today")
    assert outcome.status == 0
    assert outcome.out.startswith(f"{number}  Note written\n")
    assert outcome.out.splitlines()[-1] == f"Ledger: {line.head()}"
    shown = line("show", number, "--json").data["history"]
    assert [each["kind"] for each in shown] == ["complaint.received", "complaint.noted"]


def test_a_note_from_standard_input_or_a_file(line: Line, tmp_path: Path) -> None:
    number = line.add()
    (tmp_path / "note").write_text("from a file\n", encoding="utf-8")
    assert line("note", number, "-", stdin="from a pipe\n").status == 0
    assert line("note", number, f"@{tmp_path / 'note'}").status == 0
    story = line("show", number).out
    assert "from a pipe" in story
    assert "from a file" in story


def test_json_contract(line: Line) -> None:
    number = line.add()
    outcome = line("note", number, "x", "--json")
    assert outcome.envelope["command"] == "note"
    data = outcome.data
    assert (data["action"], data["number"], data["event"]["seq"]) == ("complaint.noted", number, 3)
    assert data["details"] == {"at": "2021-01-05T10:00"}


def test_a_closed_case_takes_notes(line: Line) -> None:
    number = line.add()
    line("resolve", number, "--finding", "upheld")
    assert line("note", number, "x").status == 0


def test_dry_run_and_key(line: Line) -> None:
    number = line.add()
    before = line.content
    assert "Dry run" in line("note", number, "x", "-n").err
    assert line.content == before
    first = line("note", number, "x", "--key", "n", "--json").data["event"]
    assert line("note", number, "x", "--key", "n", "--json").data["event"] == first


def test_refusals(line: Line) -> None:
    number = line.add()
    refused(line, "note", "2021-0009", "x", code="E302", status=3)
    refused(line, "note", "21-9", "x", code="E209", status=2)
    refused(line, "note", number, "  ", code="E102", status=2)
    refused(line, "note", number, code="E102", status=2)
    refused(line, "note", number, "x", "--at", "2021-01-04", code="E407", status=4)
    refused(line, "note", number, "x", "--at", "2021-01-06", code="E406", status=4)
    refused(line, "note", number, "@nowhere", code="E303", status=3)
    refused(line, "note", number, "a\x1b[31mb", code="E207", status=2)


def test_a_control_character_from_standard_input_is_refused(line: Line) -> None:
    number = line.add()
    refused(line, "note", number, "-", stdin="a\x1b[31mb", code="E207", status=2)

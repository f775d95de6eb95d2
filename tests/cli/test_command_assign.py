from __future__ import annotations

from typing import TYPE_CHECKING

from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def test_a_case_changes_hands(line: Line) -> None:
    number = line.add()
    outcome = line("assign", number, "DQ-0312", "--department", "营业部", "--reason", "假期")
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Handed over"
    assert "Handler: DQ-0312" in lines
    assert f"Next: ledgerctl resolve {number} --finding …" in outcome.err
    assert line("list", "--handler", "DQ-0312", "--json").data["total"] == 1


def test_json_contract(line: Line) -> None:
    number = line.add()
    data = line("assign", number, "DQ-0312", "--json").data
    assert (data["action"], data["record"]["handler"]) == ("complaint.assigned", "DQ-0312")
    assert data["details"]["handler"] == "DQ-0312"


def test_dry_run_and_key(line: Line) -> None:
    number = line.add()
    before = line.content
    assert "Dry run" in line("assign", number, "DQ-0312", "--dry-run").err
    assert line.content == before
    first = line("assign", number, "DQ-0312", "--key", "k", "--json").data
    again = line("assign", number, "DQ-0312", "--key", "k", "--json").data
    assert (again["event"], again["repeated"]) == (first["event"], True)


def test_refusals(line: Line) -> None:
    number = line.add("--complained", "DQ-0101", "--handler", "DQ-0312")
    refused(line, "assign", number, "dq-0101", code="E401", status=4)
    refused(line, "assign", number, "DQ-0312", code="E409", status=4)
    refused(line, "assign", number, " ", code="E211", status=2)
    refused(line, "assign", number, code="E102", status=2)
    refused(line, "assign", "2021-0404", "DQ-0312", code="E302", status=3)
    line("resolve", number, "--finding", "upheld")
    refused(line, "assign", number, "DQ-0500", code="E404", status=4)

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def closed(line: Line) -> str:
    number = line.add("--at", "2020-12-01")
    line("resolve", number, "--finding", "upheld", "--at", "2020-12-03")
    return number


def test_a_closed_case_is_taken_up_again(line: Line) -> None:
    number = closed(line)
    outcome = line("reopen", number, "--reason", "新的证据")
    assert outcome.status == 0
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Reopened"
    assert any(each.startswith("Due: 2021-01-20") for each in lines)
    assert line("list", "--open", "--json").data["total"] == 1


def test_json_contract(line: Line) -> None:
    data = line("reopen", closed(line), "--reason", "x", "--json").data
    assert (data["action"], data["record"]["reopenings"]) == ("complaint.reopened", 1)
    assert data["record"]["closed"] == 0


def test_dry_run(line: Line) -> None:
    number = closed(line)
    before = line.content
    assert "Dry run" in line("reopen", number, "--reason", "x", "-n").err
    assert line.content == before


def test_refusals(line: Line) -> None:
    number = closed(line)
    refused(line, "reopen", number, code="E102", status=2)
    refused(line, "reopen", number, "--reason", "x", "--at", "2020-12-02", code="E407", status=4)
    refused(line, "reopen", "2020-0002", "--reason", "x", code="E302", status=3)
    refused(line, "reopen", line.add(), "--reason", "x", code="E405", status=4)

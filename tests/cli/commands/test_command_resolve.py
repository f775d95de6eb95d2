from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line

OUTCOME = (
    *(
        "--finding",
        "upheld",
        "--remedy",
        "fee_refund",
        "--amount",
        "23.00",
        "--settlement",
        "agreed",
    ),
    *("--resolution", "已退还年费", "--told", "today", "--told-by", "电话"),
    *("--responsibility", "at_fault", "--satisfaction", "5"),
)


def test_a_moment_in_a_refusal_is_told_as_everywhere(line: Line) -> None:
    number = line.add("--at", "2021-01-05T09:30")
    outcome = line("resolve", number, "--finding", "upheld", "--at", "2021-01-04")
    assert (outcome.status, outcome.code) == (4, "E407")
    assert "2021-01-05 09:30" in outcome.err
    assert "2020-03-04T09:30" in line("resolve", number, "--finding", "upheld", "--at", "x").err


def test_everything_in_one_step(line: Line) -> None:
    number = line.add("--at", "2020-12-31")
    outcome = line("resolve", number, *OUTCOME)
    assert outcome.status == 0, outcome.err
    lines = outcome.out.splitlines()
    assert lines[0] == f"{number}  Closed"
    assert "Compensation: 23.00" in lines
    assert any(each.startswith("Notified: 2021-01-05") for each in lines)
    assert "Status: Closed" in lines
    assert "Next:" not in outcome.err


def test_json_contract(line: Line) -> None:
    number = line.add("--at", "2020-12-31")
    record = line("resolve", number, *OUTCOME, "--json").data["record"]
    assert (record["status"], record["closed"], record["closed_on"]) == ("closed", 1, "2021-01-05")
    assert (record["compensation"], record["days"]) == (2300, 5)
    assert (record["remedy"], record["timeliness"]) == ("fee_refund", "on_time")


def test_the_day_of_closing_can_be_told(line: Line) -> None:
    number = line.add("--at", "2020-12-01")
    data = line("resolve", number, "--finding", "属实", "--at", "2020-12-03", "--json").data
    assert (data["record"]["closed_on"], data["record"]["days"]) == ("2020-12-03", 2)


def test_dry_run_and_key(line: Line) -> None:
    number = line.add()
    before = line.content
    assert "Dry run" in line("resolve", number, "--finding", "upheld", "-n").err
    assert line.content == before
    words = ("resolve", number, "--finding", "upheld", "--key", "k", "--json")
    assert line(*words).data["event"] == line(*words).data["event"]


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        ((), "E102", 2),
        (("--finding", "perhaps"), "E201", 2),
        (("--finding", "upheld", "--amount", "about 5"), "E204", 2),
        (("--finding", "upheld", "--told", "next week"), "E202", 2),
        (("--finding", "upheld", "--told", "2021-01-06"), "E406", 4),
        (("--finding", "upheld", "--at", "2021-01-04"), "E407", 4),
        (("--finding", "upheld", "--satisfaction", "6"), "E201", 2),
        (("--finding", "upheld", "--as", "DQ-0101"), "E401", 4),
    ],
)
def test_refusals(line: Line, words: tuple[str, ...], code: str, status: int) -> None:
    number = line.add("--complained", "DQ-0101")
    refused(line, "resolve", number, *words, code=code, status=status)


def test_a_case_is_closed_once(line: Line) -> None:
    number = line.add()
    line("resolve", number, "--finding", "upheld")
    outcome = refused(line, "resolve", number, "--finding", "upheld", code="E404", status=4)
    assert f"ledgerctl reopen {number}" in outcome.err


def test_an_unknown_case(line: Line) -> None:
    refused(line, "resolve", "2021-0001", "--finding", "upheld", code="E302", status=3)

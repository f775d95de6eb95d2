from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line


def test_denominators_are_recorded_and_listed(line: Line) -> None:
    outcome = line(
        *("base", "set", "2020", "--customers", "78,000", "--transactions", "57000"),
        *("--source", "branch account"),
    )
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("Population recorded\n")
    listed = line("base").out
    assert "78,000" in listed
    assert "57,000" in listed
    assert "2020-12-31" in listed
    assert "branch account" in listed


def test_a_later_record_replaces_an_earlier(line: Line) -> None:
    line("base", "set", "2020", "--customers", "1")
    line("base", "set", "2020", "--customers", "2", "--as-of", "2020-06-30")
    found = line("base", "list", "2020", "--json").data["populations"]
    assert [(each["size"], each["as_of"]) for each in found] == [(2, "2020-06-30")]
    assert line("base", "list", "2019", "--json").data["populations"] == []


def test_json_contract(line: Line) -> None:
    outcome = line("base", "set", "2020", "--customers", "78000", "--json")
    assert outcome.envelope["command"] == "base"
    assert (outcome.data["action"], outcome.data["number"]) == ("population.recorded", None)
    found = line("base", "--json").data["populations"][0]
    assert (found["year"], found["measure"], found["size"]) == (2020, "customers", 78_000)


def test_the_running_year_is_counted_today(line: Line) -> None:
    line("base", "set", "2021", "--outlets", "3")
    assert line("base", "--json").data["populations"][0]["as_of"] == "2021-01-05"


def test_dry_run(line: Line) -> None:
    before = line.content
    assert "Dry run" in line("base", "set", "2020", "--customers", "1", "-n").err
    assert line.content == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("set", "2020"), "E106"),
        (("set", "20", "--customers", "1"), "E214"),
        (("set", "2020", "--customers", "many"), "E205"),
        (("set", "2020", "--customers", "0"), "E205"),
        (("set", "2020", "--customers", "1", "--as-of", "2020-02-30"), "E203"),
        (("set",), "E102"),
        (("list", "MMXX"), "E214"),
        (("remove",), "E103"),
    ],
)
def test_refusals(line: Line, words: tuple[str, ...], code: str) -> None:
    refused(line, "base", *words, code=code, status=2)

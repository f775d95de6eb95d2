from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line


def hear(line: Line) -> str:
    case = line.add()
    data = line("opportunity", "add", case, "wants instalments; call 13800008000", "--json").data
    assert data["details"]["case"] == case
    return str(data["number"])


def test_heard_offered_concluded(line: Line) -> None:
    number = hear(line)
    assert number == "O2021-0001"
    offered = line("opportunity", "offer", "o2021-1", "family loan")
    assert offered.out.startswith("O2021-0001  Offer recorded\n")
    concluded = line("opportunity", "conclude", number, "signed", "--outcome", "客户接受")
    assert "Outcome: Accepted by the customer" in concluded.out
    shown = line("opportunity", "show", number).out
    assert shown.startswith("O2021-0001  Concluded")
    assert "138****8000" in shown
    data = line("opportunity", "show", number, "--json").data
    assert (data["offer"], data["result"]) == ("family loan", "signed")


def test_lists(line: Line) -> None:
    assert line("opportunity").out == "Nothing recorded\n"
    number = hear(line)
    assert number in line("opportunity", "--lang", "zh").out
    found = line("opportunity", "list", "--status", "heard", "--year", "2021", "--json").data
    assert (found["total"], found["opportunities"][0]["number"]) == (1, number)
    assert line("opportunity", "list", "--status", "offered", "--json").data["total"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("add",), "E102", 2),
        (("add", "2021-0009", "x"), "E302", 3),
        (("add", "2021-0001", "x", "--at", "2020-01-01"), "E456", 4),
        (("offer", "O2021-0001"), "E102", 2),
        (("offer", "O2021-0009", "x"), "E320", 3),
        (("conclude", "O2021-0001", "--outcome", "won"), "E201", 2),
        (("show", "I2021-0001"), "E230", 2),
    ],
)
def test_refusals(
    line: Line, words: tuple[str, ...], code: str, status: int, language: str
) -> None:
    hear(line)
    refused(line, "opportunity", *words, "--lang", language, code=code, status=status)


def test_an_outcome_is_the_end(line: Line) -> None:
    number = hear(line)
    line("opportunity", "conclude", number, "--outcome", "lapsed")
    outcome = refused(line, "opportunity", "offer", number, "x", code="E455", status=4)
    assert f"ledgerctl opportunity show {number}" in outcome.err


def test_dry_run(line: Line) -> None:
    number = hear(line)
    before = line.content
    assert "Dry run" in line("opportunity", "offer", number, "x", "-n").err
    assert line.content == before

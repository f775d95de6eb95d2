from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import on_day, refused

if TYPE_CHECKING:
    from desk_line import Line


def test_the_life_of_a_clock(
    line: Line, hotline_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        line("pause", hotline_case, "--reason", "送检", "--json").data["record"]["status"]
        == "suspended"
    )
    assert [each["number"] for each in line("due", "--json").data["waiting"]] == [hotline_case]
    refused(line, "resolve", hotline_case, "--finding", "upheld", code="E420", status=4)
    on_day(monkeypatch, "2020-02-03")
    resumed = line("resume", hotline_case, "--json").data
    assert resumed["record"]["due_on"] == "2020-02-13"
    extended = line(
        "extend", hotline_case, "--input", "-", "--json", stdin='{"reason": "复杂"}'
    ).data
    assert extended["record"]["due_on"] == "2020-02-28"
    refused(line, "extend", hotline_case, "--reason", "x", code="E424", status=4)
    told = line(
        "notify", hotline_case, "--by", "电话", "--told", "facts,basis,remedies", "--json"
    ).data
    assert told["record"]["status"] == "notified"
    closed = line("resolve", hotline_case, "--finding", "upheld", "--json").data["record"]
    assert (closed["timeliness"], closed["ending"], closed["days"]) == ("on_time", "resolved", 5)


def test_an_extension_that_comes_too_late_says_so(
    line: Line, hotline_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, "2020-02-02")
    words = ("extend", hotline_case, "--reason", "x", "--at", "2020-01-30")
    assert line(*words, "--json", "--dry-run").data["warnings"] == [
        "extended_late",
        "untold",
    ]
    outcome = line(*words)
    assert "does not count as on time" in outcome.err
    assert "complainant is to be told" in outcome.err
    assert "untold" not in line(*words, "--told", "today", "--json").data["warnings"]
    assert "Due: 2020-02-01" in outcome.out
    steps = line("deadline", hotline_case, "--json").data["clocks"][2]["steps"]
    assert "extended_late" in [each["what"] for each in steps]


@pytest.mark.parametrize(
    ("words", "status", "ending"),
    [
        (("withdraw", "--reason", "和解"), "withdrawn", "withdrawn"),
        (("decline", "--cause", "not_ours", "--reason", "他行卡"), "declined", "declined"),
    ],
)
def test_a_case_may_end_without_an_outcome(
    line: Line, hotline_case: str, words: tuple[str, ...], status: str, ending: str
) -> None:
    record = line(words[0], hotline_case, *words[1:], "--json").data["record"]
    assert (record["status"], record["ending"], record["closed_on"]) == (
        status,
        ending,
        "2020-01-22",
    )
    assert line("verify").status == 0


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("extend", "2020-0001"), "E102", 2),
        (("decline", "2020-0001"), "E102", 2),
        (("notify", "2020-0001"), "E102", 2),
        (("extend", "2020-0001", "--reason", "x", "--days", "many"), "E205", 2),
        (("notify", "2020-0001", "--by", "phone", "--told", "facts"), "E425", 4),
        (("pause", "2020-0001", "--cause", "authority"), "E427", 4),
        (("resume", "2020-0001"), "E421", 4),
        (("deadline", "2020-0999"), "E302", 3),
        (("policy", "adopt"), "E102", 2),
        (("policy", "adopt", "mars"), "E310", 3),
        (("policy", "adopt", "uk"), "E429", 4),
        (("policy", "adopt", "branch"), "E430", 4),
        (("policy", "show", "mars"), "E310", 3),
        (("policy", "retire", "branch.contact"), "E102", 2),
    ],
)
def test_wrong_input(
    line: Line, hotline_case: str, words: tuple[str, ...], code: str, status: int
) -> None:
    outcome = line(*words)
    assert outcome.status == status, outcome.err
    assert outcome.code == code


@pytest.mark.parametrize(
    "words",
    [("pause",), ("extend", "--reason", "x"), ("decline", "--cause", "other", "--reason", "x")],
)
def test_a_step_of_which_the_complainant_was_not_told_says_so(
    line: Line, hotline_case: str, words: tuple[str, ...]
) -> None:
    command, *rest = words
    untold = line(command, hotline_case, *rest, "-n", "--json").data["warnings"]
    told = line(command, hotline_case, *rest, "--told", "today", "-n", "--json").data["warnings"]
    assert ([each for each in untold if each == "untold"], "untold" in told) == (["untold"], False)

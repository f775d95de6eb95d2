from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import FROM_ACCEPTANCE, both, on_day

if TYPE_CHECKING:
    from desk_line import Line


@both
def test_a_deadline_tells_every_step(line: Line, hotline_case: str, language: str) -> None:
    text = line("deadline", hotline_case, "--lang", language).out
    assert "2020-01-18" in text
    assert {"en": "a weekend day that is worked", "zh": "周末调休上班"}[language] in text
    assert {"en": "does not count, weekend", "zh": "不计，周末"}[language] in text
    assert {"en": "OVERDUE, days: 3", "zh": "已超期，天数：3"}[language] in text


def test_a_deadline_in_json(line: Line, hotline_case: str) -> None:
    clocks = {
        each["step"]: each for each in line("deadline", hotline_case, "--json").data["clocks"]
    }
    assert clocks["contact"]["due"] == "2020-01-19"
    assert clocks["contact"]["state"] == "overdue"
    assert {"day": "2020-01-19", "what": "made_up"} in clocks["contact"]["steps"]
    decision = clocks["decision"]
    assert (decision["due"], decision["days_left"], decision["verified"]) == ("2020-02-01", 10, "V")
    assert decision["policy"] == "cn.2020-3.decide.simple"


def test_a_year_without_a_schedule_is_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, "2027-03-02")
    number = line.add("--channel", "hotline")
    assert "Provisional" in line("deadline", number).out
    clocks = line("deadline", number, "--json").data["clocks"]
    assert [each["provisional"] for each in clocks] == [True, True, False]


@both
def test_a_receipt_says_which_years_are_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    said = {"en": "Working days of 2027 are provisional", "zh": "2027 年的工作日为暂定"}[language]
    words = ("add", "--channel", "hotline", "--summary", "x", "--lang", language)
    assert line(*words, "--json").data["provisional"] == []
    on_day(monkeypatch, "2026-12-31")
    assert line(*words, "--json").data["provisional"] == [2027]
    assert said in line(*words, "-n").err
    assert said in line(*words, "--key", "k", "--format", "md").out
    assert said in line(*words, "--key", "k").err
    assert said not in line(*words, "--at", "2026-12-01").err
    for policy in ("branch.contact", "branch.progress"):
        line("policy", "retire", policy, "--reason", "x")
    assert said not in line(*words).err


def test_each_step_that_counts_working_days_says_when_they_are_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, "2026-12-01")
    number = line.add("--channel", "hotline")
    on_day(monkeypatch, "2026-12-30")
    assert line("note", number, "已致电", "--contact", "phone", "--json").data["provisional"] == [
        2027
    ]
    assert line("assign", number, "DQ-0312", "--json").data["provisional"] == []


@both
def test_a_clock_that_begins_with_the_acceptance_waits_for_it(
    line: Line, language: str, user: str
) -> None:
    assert line("policy", "adopt", "--file", "-", stdin=FROM_ACCEPTANCE).status == 0
    number = line.add("--first-receiver", user)
    page = line("deadline", number, "--lang", language).out
    assert {"en": "it begins when the owner accepts the case", "zh": "自承办人接办起算"}[
        language
    ] in page
    assert line("assign", number, "--accept").status == 0
    clocks = {each["step"]: each for each in line("deadline", number, "--json").data["clocks"]}
    assert (clocks["decision"]["due"], clocks["decision"]["state"]) == ("2021-01-15", "running")
    page = line("deadline", number, "--lang", language).out
    assert {"en": "accepted by its owner", "zh": "承办人接办；自次日起算"}[language] in page
    shown = line("policy", "show", "own.decide", "--lang", language).out
    said = {"en": ("the owner's acceptance", "new facts"), "zh": ("承办人接办", "新事实")}[language]
    assert all(each in shown for each in said)


_WORKING_DAYS = (
    '{"key": "own.decide", "step": "decision", "amount": 10, "day_type": "working",'
    ' "pauses": ["external_appraisal"], "extension": 20}'
)


@both
def test_a_clock_of_working_days_that_is_moved_says_when_they_are_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    said = {"en": "Working days of 2027 are provisional", "zh": "2027 年的工作日为暂定"}[language]
    on_day(monkeypatch, "2026-12-01")
    assert line("policy", "adopt", "--file", "-", stdin=_WORKING_DAYS).status == 0
    paused, extended = (line.add("--channel", "counter") for _ in range(2))
    assert line("pause", paused, "--reason", "x", "--json").data["provisional"] == []
    on_day(monkeypatch, "2026-12-02")
    within = line("resume", paused, "--json", "--dry-run").data
    assert (within["record"]["due_on"][:4], within["provisional"]) == ("2026", [])
    words = ("extend", extended, "--days", "20", "--reason", "x", "--told", "2026-12-02")
    assert line(*words, "--json").data["provisional"] == [2027]
    on_day(monkeypatch, "2026-12-25")
    words = ("resume", paused, "--key", "k", "--lang", language)
    assert line(*words, "--json").data["provisional"] == [2027]
    assert said in line(*words).err


def _until_extended(line: Line, monkeypatch: pytest.MonkeyPatch, first: str, then: str) -> str:
    """Record a case under one kind of days that an extension moves to another; return its number."""
    on_day(monkeypatch, "2026-12-01")
    line("policy", "retire", "branch.progress", "--reason", "x")
    decision = {"step": "decision", "pauses": ["external_appraisal"]}
    # What is effective from much later rules no case by itself.
    apart = {"key": "own.longer", "amount": 45, "day_type": then, "effective_from": "2090-01-01"}
    own = {"key": "own.decide", "amount": 15, "day_type": first}
    leads = {"extension": 30, "extends_to": "own.longer"}
    for policy in (decision | apart, decision | own | leads):
        assert line("policy", "adopt", "--file", "-", stdin=json.dumps(policy)).status == 0
    return line.add("--channel", "counter")


@both
@pytest.mark.parametrize(
    ("first", "then", "years"),
    [
        ("calendar", "working", [2027]),
        ("working", "calendar", [2027]),
        ("working", "working", [2027]),
        ("calendar", "calendar", []),
    ],
)
def test_an_extension_to_other_days_says_when_they_are_provisional(
    line: Line,
    monkeypatch: pytest.MonkeyPatch,
    first: str,
    then: str,
    years: list[int],
    language: str,
) -> None:
    said = {"en": "Working days of 2027 are provisional", "zh": "2027 年的工作日为暂定"}[language]
    number = _until_extended(line, monkeypatch, first, then)
    on_day(monkeypatch, "2026-12-02")
    words = ("extend", number, "--reason", "x", "--told", "2026-12-02", "--lang", language)
    within = line(*words, "--days", "3", "--json", "--dry-run").data
    assert (within["record"]["due_on"][:4], within["provisional"]) == ("2026", [])
    data = line(*words, "--key", "k", "--json").data
    assert (data["record"]["due_on"][:4], data["provisional"]) == ("2027", years)
    assert (said in line(*words, "--key", "k").err) is bool(years)
    clock = line("deadline", number, "--json").data["clocks"][2]
    assert (clock["policy"], clock["provisional"]) == ("own.longer", bool(years))


def test_what_is_left_of_working_days_after_an_extension_says_when_they_are_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _until_extended(line, monkeypatch, "calendar", "working")
    line("extend", number, "--days", "3", "--reason", "x")
    line("pause", number, "--reason", "x")
    on_day(monkeypatch, "2026-12-25")
    data = line("resume", number, "--json").data
    assert (data["record"]["due_on"][:4], data["provisional"]) == ("2027", [2027])
    assert line("deadline", number, "--json").data["clocks"][2]["provisional"] is True


def test_an_extension_that_came_too_late_counts_no_days(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = _until_extended(line, monkeypatch, "calendar", "working")
    on_day(monkeypatch, "2026-12-20")
    data = line("extend", number, "--reason", "x", "--json").data
    assert (data["warnings"][0], data["provisional"]) == ("extended_late", [])
    assert line("deadline", number, "--json").data["clocks"][2]["provisional"] is False


def test_a_clock_of_calendar_days_that_is_moved_is_never_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_day(monkeypatch, "2026-12-25")
    line("policy", "retire", "branch.progress", "--reason", "x")
    number = line.add("--channel", "counter")
    line("pause", number, "--reason", "x")
    on_day(monkeypatch, "2026-12-28")
    data = line("resume", number, "--json").data
    assert (data["record"]["due_on"][:4], data["provisional"]) == ("2027", [])

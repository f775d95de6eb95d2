from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line

AT_FAULT = ("--responsibility", "at_fault", "--responsible", "DQ-0101")


@pytest.fixture
def april(line: Line) -> Line:
    """Cases and entries around April 2020; nothing was closed but the third case, on 5 May."""
    person = ("--phone", "13800008000", "--business", "loan")
    line.add("--received-at", "2020-03-10", "--severity", "major", *person)
    line.add("--received-at", "2020-04-01", *person)
    line.add("--received-at", "2020-04-20", "--severity", "major")
    line.add("--received-at", "2020-04-21", "--record-type", "inquiry")
    line.add("--received-at", "2020-05-02")
    line("resolve", "2020-0003", "--finding", "upheld", "--at", "2020-05-05", *AT_FAULT[:2])
    line("suggest", "add", "call 13800008000", "--kind", "process", "--at", "2020-04-10")
    line("suggest", "add", "later", "--kind", "process", "--at", "2020-05-10")
    line("improve", "add", "lesson", "--at", "2020-03-01")
    due = (
        "improve",
        "measure",
        "I2020-0001",
        "plan",
        "--owner",
        "x",
        "--at",
        "2020-03-02",
        "--due",
    )
    line(*due, "2020-04-15")
    line(*due, "2020-04-30")
    line(*due, "2020-05-01")
    line("improve", "done", "I2020-0001", "2", "--at", "2020-05-01")
    return line


def test_a_month_as_it_stood_at_its_end(april: Line) -> None:
    data = april("brief", "--month", "2020-04", "--json").data
    assert (data["first"], data["last"], data["as_of"]) == (
        "2020-04-01",
        "2020-04-30",
        "2020-04-30",
    )
    assert data["new"] == ["2020-0002", "2020-0003"]
    assert data["open"] == ["2020-0001", "2020-0002", "2020-0003"]
    assert data["repeats"] == ["2020-0002"]
    assert data["closed"] == 0
    assert data["overdue"] == ["2020-0001", "2020-0002"]
    assert data["major"] == ["2020-0001", "2020-0003"]
    assert data["undecided"] == []
    assert [(each["step"], each["overdue"]) for each in data["measures"]] == [(1, True), (2, False)]
    assert data["unanswered"] == ["S2020-0001"]


def test_the_month_after_counts_what_was_closed(april: Line) -> None:
    data = april("brief", "--month", "2020-05", "--json").data
    assert data["closed"] == 1
    assert data["undecided"] == ["2020-0003"]
    assert "2020-0003" not in data["open"]
    assert [each["step"] for each in data["measures"]] == [1, 3]
    assert data["unanswered"] == ["S2020-0001", "S2020-0002"]


DECIDED = ("--responsible", "DQ-0101", "--accountability", "warning", "--approved-by", "DQ-0001")


@pytest.mark.parametrize(
    ("words", "then", "later"),
    [
        (("judge", "2020-0003", "--responsibility", "at_fault", *DECIDED), ["2020-0003"], []),
        (("judge", "2020-0003", "--responsibility", "no_fault"), ["2020-0003"], []),
        (
            ("judge", "2020-0005", "--responsibility", "at_fault", "--responsible", "DQ-0101"),
            ["2020-0003"],
            ["2020-0003", "2020-0005"],
        ),
    ],
)
def test_what_was_judged_later_was_not_judged_then(
    april: Line, words: tuple[str, ...], then: list[str], later: list[str]
) -> None:
    assert april(*words, "--at", "2020-06-10").status == 0
    for month, found in (("2020-04", []), ("2020-05", then), ("2020-06", later)):
        assert april("brief", "--month", month, "--json").data["undecided"] == found


def test_what_an_open_case_became_later_it_was_not_then(april: Line) -> None:
    april("amend", "2020-0003", "severity", "general", "--reason", "x", "--at", "2020-06-01")
    april("amend", "2020-0003", "resolved_at", "2020-05-06", "--reason", "x")
    assert april("reopen", "2020-0003", "--reason", "x", "--at", "2020-06-10").status == 0
    april("link", "2020-0001", "2020-0002", "--as", "duplicate", "--at", "2020-06-10")
    data = april("brief", "--month", "2020-04", "--json").data
    assert data["major"] == ["2020-0001", "2020-0003"]
    assert data["open"] == ["2020-0001", "2020-0002", "2020-0003"]
    data = april("brief", "--month", "2020-05", "--json").data
    assert (data["closed"], data["open"]) == (1, ["2020-0001", "2020-0002", "2020-0005"])
    data = april("brief", "--month", "2020-06", "--json").data
    assert "2020-0003" in data["open"]


def test_a_case_that_was_taken_back_is_in_no_brief(line: Line) -> None:
    number = line.add("--received-at", "2020-04-01")
    line("note", number, "x", "--at", "2020-06-01")
    assert line("undo", number, "--reason", "x", "--yes", "--with-later").status == 0
    assert line("undo", number, "--reason", "x", "--yes", "--with-later").status == 0
    data = line("brief", "--month", "2020-04", "--json").data
    assert (data["new"], data["open"]) == ([], [])


def test_the_due_day_is_that_of_then(april: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDGERCTL_NOW", "2020-04-10T02:00:00Z")
    assert april("extend", "2020-0002", "--told", "2020-04-10", "--reason", "x").status == 0
    monkeypatch.setenv("LEDGERCTL_NOW", "2021-01-05T02:00:00Z")
    assert april("note", "2020-0002", "new", "--new-facts", "--at", "2020-06-01").status == 0
    assert "2020-0002" in april("brief", "--month", "2020-05", "--json").data["overdue"]
    data = april("brief", "--month", "2020-06", "--json").data
    assert "2020-0002" in data["overdue"]
    assert "2020-0002" not in april("brief", "--week", "2020-W23", "--json").data["overdue"]


def test_a_week(april: Line) -> None:
    data = april("brief", "--week", "2020W17", "--json").data
    assert (data["period"], data["first"], data["last"]) == ("2020-W17", "2020-04-20", "2020-04-26")
    assert data["new"] == ["2020-0003"]


def test_the_running_month_by_default(april: Line) -> None:
    data = april("brief", "--json").data
    assert (data["period"], data["as_of"]) == ("2021-01", "2021-01-05")


@pytest.mark.parametrize(
    ("language", "heading", "mark"),
    [("en", "Suggestions without an answer", "OVERDUE"), ("zh", "未答复的建议", "超期")],
)
def test_one_page_in_both_languages(april: Line, language: str, heading: str, mark: str) -> None:
    page = april("brief", "--month", "2020-04", "--lang", language).out
    assert heading in page
    assert mark in page
    assert "138****8000" in page
    assert "13800008000" not in page
    assert april("brief", "--month", "2020-04", "--format", "md").out.startswith("# ")


def test_an_empty_period_shows_counts_only(line: Line) -> None:
    page = line("brief", "--month", "2020-02").out
    assert "New in this period" in page
    assert "Number" not in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("--month", "2020-13"), "E231", 2),
        (("--month", "April"), "E231", 2),
        (("--month", "0000-01"), "E231", 2),
        (("--week", "2020-W54"), "E232", 2),
        (("--week", "17"), "E232", 2),
        (("--month", "2020-04", "--week", "2020-W17"), "E105", 2),
        (("--month", "2021-02"), "E406", 4),
    ],
)
def test_refusals(
    line: Line, words: tuple[str, ...], code: str, status: int, language: str
) -> None:
    refused(line, "brief", *words, "--lang", language, code=code, status=status)

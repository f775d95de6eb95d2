"""Reports handed out: recorded, listed, and told apart from the figures of today."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, REGISTER, refused

if TYPE_CHECKING:
    from desk_line import Line

ISSUE = ("report", "--year", "2020", "--issue", "宁德分行")


@pytest.fixture
def year(line: Line) -> Line:
    assert line("import", str(REGISTER)).status == 0
    return line


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_issue_is_recorded_and_stands_at_the_foot(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    outcome = year(*ISSUE, "--as", "王五")
    assert outcome.status == 0
    assert "R2021-0001" in outcome.err
    foot = outcome.out[outcome.out.rindex("R2021-0001") :]
    assert "宁德分行" in foot
    assert "王五" in foot
    assert {"en": "Issued to", "zh": "报送对象"}[language] in foot


def test_the_register_says_what_has_changed_since(year: Line) -> None:
    data = year(*ISSUE, "--json").data
    assert data["issued"]["issued_to"] == "宁德分行"
    (issued,) = year("report", "--issued", "--json").data["issues"]
    assert issued["sha256"] == data["issued"]["sha256"]
    assert issued["ledger"] == data["ledger"]
    assert issued["changes"] == []
    year("amend", "2020-0003", "channel=nfra", "--reason", "记错")
    (issued,) = year("report", "--issued", "--json").data["issues"]
    assert {"figure": "channel:nfra", "issued": "1", "now": "2"} in issued["changes"]
    again = year("report", "--year", "2020", "--json").data
    assert again["issued_before"] == [issued]
    assert year("report", "--year", "2019", "--json").data["issued_before"] == []
    shown = year("report", "--issued").out
    assert "Forwarded by the NFRA 1 → 2" in " ".join(shown.split())
    (row,) = year("report", "--issued", "--format", "jsonl").out.splitlines()
    assert json.loads(row)["changes"] == len(issued["changes"])


def changes(line: Line) -> dict[str, tuple[str, str]]:
    (issued,) = line("report", "--issued", "--json").data["issues"]
    return {each["figure"]: (each["issued"], each["now"]) for each in issued["changes"]}


@pytest.mark.parametrize(
    ("steps", "figure", "change"),
    [
        (
            [("suggest", "add", "x", "--kind", "process", "--at", "2020-05-04")],
            "learning.suggestions",
            ("0", "1"),
        ),
        (
            [("improve", "add", "x", "--cases", "2020-0003", "--at", "2020-05-04")],
            "learning.improvements",
            ("0", "1"),
        ),
        (
            [("opportunity", "add", "2020-0003", "x", "--at", "2020-12-04")],
            "learning.opportunities",
            ("0", "1"),
        ),
        (
            [("amend", "2020-0003", "received_at=2020-01-30", "--reason", "记错")],
            "month:2020-01",
            ("2", "3"),
        ),
        (
            [("amend", "2020-0003", "record_type=inquiry", "--reason", "咨询")],
            "excluded:inquiry",
            ("0", "1"),
        ),
    ],
)
def test_a_correction_of_anything_that_was_printed_shows(
    year: Line, steps: list[tuple[str, ...]], figure: str, change: tuple[str, str]
) -> None:
    year(*ISSUE)
    for step in steps:
        outcome = year(*step)
        assert outcome.status == 0, outcome.err
    assert changes(year)[figure] == change


def test_a_person_held_to_account_later_shows(year: Line) -> None:
    judged = ("judge", "2020-0003", "--responsibility", "at_fault", "--responsible", "DQ-0101")
    assert year(*judged, "--at", "2020-12-31").status == 0
    year(*ISSUE)
    decided = ("--accountability", "criticism", "--approved-by", "DQ-0001", "--reason", "x")
    outcome = year(*judged, *decided, "--at", "2020-12-31")
    assert outcome.status == 0, outcome.err
    found = changes(year)
    assert set(found) == {"accountability_rate"}


def test_an_effect_that_is_another_today_shows(year: Line) -> None:
    year("improve", "add", "x", "--cause", "service", "--at", "2020-03-01")
    words = ("x", "--owner", "w", "--due", "2020-06-30", "--at", "2020-03-02")
    year("improve", "measure", "I2020-0001", *words)
    year("improve", "done", "I2020-0001", "1", "--evidence", "x", "--at", "2020-06-30")
    before = year(*ISSUE, "--json").data["improvement_effects"]
    (effect,) = before
    number = effect["before"][0]
    outcome = year("amend", number, "cause=pricing", "--reason", "记错")
    assert outcome.status == 0, outcome.err
    counts = len(effect["before"]), len(effect["after"])
    assert changes(year)["effect:I2020-0001"] == (
        f"{counts[0]}/{counts[1]}",
        f"{counts[0] - 1}/{counts[1]}",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_changed_has_a_name(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    year("report", "--year", "2020", "--issue", "x")
    year("suggest", "add", "x", "--kind", "process", "--at", "2020-05-04")
    assert {"en": "Suggestions made 0 → 1", "zh": "提出建议 0 → 1"}[language] in " ".join(
        year("report", "--issued").out.split()
    )


def test_the_hash_is_of_the_figures_alone(year: Line) -> None:
    first = year(*ISSUE, "--json").data["issued"]
    second = year(*ISSUE, "--json").data["issued"]
    assert first["sha256"] == second["sha256"]
    assert (first["number"], second["number"]) == ("R2021-0001", "R2021-0002")
    year("amend", "2020-0003", "business=gold", "--reason", "记错")
    third = year(*ISSUE, "--json").data["issued"]
    assert third["sha256"] != first["sha256"]


def test_repeating_with_a_key_issues_once(year: Line) -> None:
    first = year(*ISSUE, "--key", "k1", "--json").data["issued"]
    again = year(*ISSUE, "--key", "k1", "--json")
    assert again.data["issued"]["number"] == first["number"]
    assert len(year("report", "--issued", "--json").data["issues"]) == 1


def test_a_dry_run_issues_nothing(year: Line) -> None:
    before = year.content
    outcome = year(*ISSUE, "--dry-run")
    assert outcome.status == 0
    assert "nothing was written" in outcome.err
    assert year.content == before
    assert "No report was issued yet" in year("report", "--issued").out


def test_an_issue_can_be_taken_back(year: Line) -> None:
    year(*ISSUE)
    assert year("undo", "--reason", "wrong office", "--yes").status == 0
    assert year("report", "--issued", "--json").data["issues"] == []
    assert year("verify").status == 0


def test_a_part_of_the_cases_is_an_issue_of_its_own(year: Line) -> None:
    known = year("report", "--year", "2020", "--json").data["department"][0]["value"]
    words = ("report", "--quarter", "2020Q1", "--department", known)
    year(*words, "--issue", "部门")
    assert len(year(*words, "--json").data["issued_before"]) == 1
    assert year("report", "--quarter", "2020Q1", "--json").data["issued_before"] == []
    assert known in year("report", "--issued").out


@pytest.mark.parametrize(
    ("words", "code", "status"),
    [
        (("--issue", " "), "E211", 2),
        (("--issue", "x", "--at", "2030-01-01"), "E406", 4),
        (("--issue", "x", "--explain", "yoy"), "E105", 2),
        (("--issue", "x", "--compare", "2019,2020"), "E105", 2),
    ],
)
def test_what_cannot_be_issued(year: Line, words: tuple[str, ...], code: str, status: int) -> None:
    refused(year, "report", "--year", "2020", *words, code=code, status=status)

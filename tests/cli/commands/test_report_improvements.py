"""What the report says of improvements, and what stands behind it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from desk_line import LANGUAGES

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def improved(line: Line) -> Line:
    """Seven complaints about service in June 2020, one in July, and an issue put right in between."""
    for day in (*(f"2020-06-{day:02d}" for day in range(1, 8)), "2020-07-20"):
        line.add("--cause", "service", "--received-at", day)
    line("improve", "add", "Queue too long", "--cause", "service", "--at", "2020-06-08")
    for due in ("2020-06-30", "2020-07-31"):
        words = ("x", "--owner", "DQ-0300", "--due", due, "--at", "2020-06-09")
        assert line("improve", "measure", "I2020-0001", *words).status == 0
    for step in ("1", "2"):
        assert line("improve", "done", "I2020-0001", step, "--at", "2020-07-01").status == 0
    return line


def report(line: Line) -> dict[str, Any]:
    return line("report", "--year", "2020", "--json").data


def explain(line: Line, metric: str) -> dict[str, Any]:
    return line("report", "--year", "2020", "--explain", metric, "--json").data


def test_the_measures_behind_the_rates(improved: Line) -> None:
    found = report(improved)["metrics"]["rectify_done_rate"]
    assert (found["numerator"], found["denominator"], found["value"]) == (1, 2, "50.0")
    behind = explain(improved, "rectify_done_rate")
    assert (behind["numerator"], behind["denominator"]) == (
        *(["I2020-0001/2"], ["I2020-0001/1", "I2020-0001/2"]),
    )
    for verified in (False, True):
        behind = explain(improved, "rectify_verified_rate")
        both = ["I2020-0001/1", "I2020-0001/2"]
        assert behind["denominator"] == both
        assert behind["numerator"] == (both if verified else [])
        improved("improve", "verify", "I2020-0001")


def test_the_effect_and_the_complaints_behind_it(improved: Line) -> None:
    data = report(improved)
    assert data["metrics"]["rectify_effect"]["value"] == -6
    (effect,) = data["improvement_effects"]
    assert (len(effect["before"]), effect["after"]) == (7, ["2020-0008"])
    assert (effect["probability"], effect["effect"], effect["verified"]) == (
        *("0.0703", "unclear", False),
    )
    behind = explain(improved, "rectify_effect")
    assert behind["effects"] == [effect]
    assert behind["numerator"] is None
    lines = improved("report", "--year", "2020", "--explain", "rectify_effect", "--format", "jsonl")
    assert [json.loads(each) for each in lines.out.splitlines()] == [effect]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_both_languages(
    improved: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    title = {"en": "Effect of the improvements", "zh": "整改效果"}[language]
    page = improved("report", "--year", "2020").out
    assert title in page
    assert "0.0703" in page
    shown = improved("report", "--year", "2020", "--explain", "rectify_effect").out
    assert {"en": "After: 2020-0008", "zh": "整改后：2020-0008"}[language] in shown
    measures = improved("report", "--year", "2020", "--explain", "rectify_done_rate").out
    assert {"en": "Measures counted: 1", "zh": "计入的整改措施：1项"}[language] in measures


def test_no_difference_has_no_sign(improved: Line) -> None:
    for day in range(2, 8):
        improved.add("--cause", "service", "--received-at", f"2020-07-{day:02d}")
    page = improved("report", "--year", "2020").out
    row = next(each for each in page.splitlines() if each.startswith("I2020-0001"))
    assert row.split()[2:5] == ["7", "7", "0"]


def test_without_an_improvement_there_is_no_effect(line: Line) -> None:
    data = report(line)
    assert data["metrics"]["rectify_effect"]["value"] is None
    assert data["metrics"]["rectify_verified_rate"]["value"] is None
    assert data["improvement_effects"] == []
    assert "Effect of the improvements" not in line("report", "--year", "2020").out
    behind = explain(line, "rectify_effect")
    assert behind["effects"] == []


def test_the_effect_waits_for_the_time_after(line: Line) -> None:
    line("improve", "add", "Queue", "--cause", "service", "--at", "2020-11-01")
    words = ("x", "--owner", "DQ-0300", "--due", "2020-11-30", "--at", "2020-11-02")
    line("improve", "measure", "I2020-0001", *words)
    line("improve", "done", "I2020-0001", "--at", "2020-11-20")
    data = report(line)
    assert data["metrics"]["rectify_done_rate"]["value"] == "100.0"
    assert data["metrics"]["rectify_verified_rate"]["denominator"] == 0
    assert data["improvement_effects"] == []

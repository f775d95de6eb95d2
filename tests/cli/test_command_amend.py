from __future__ import annotations

from typing import TYPE_CHECKING

from desk_line import refused

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


def test_the_old_value_stays_in_history(line: Line) -> None:
    number = line.add()
    outcome = line("amend", number, "channel", "hotline", "--reason", "误录")
    assert outcome.status == 0
    assert outcome.out.splitlines()[:2] == [f"{number}  Corrected", "Channel: Bank hotline"]
    assert "Channel: Counter → Bank hotline" in line("show", number).out


def test_json_contract(line: Line) -> None:
    number = line.add()
    data = line("amend", number, "受理渠道", "客服热线", "--reason", "误录", "--json").data
    assert (data["action"], data["record"]["channel"]) == ("complaint.corrected", "hotline")
    assert data["details"] == {"new.channel": "hotline"}


def test_an_empty_value_makes_it_unknown(line: Line) -> None:
    number = line.add("--business", "loan")
    data = line("amend", number, "business", "", "--reason", "不明", "--json").data
    assert data["record"]["business"] == ""


def test_personal_data_comes_from_a_file_or_a_pipe(line: Line, tmp_path: Path) -> None:
    number = line.add()
    (tmp_path / "name").write_text("林听澜\n", encoding="utf-8")
    assert (
        line("amend", number, "complainant", f"@{tmp_path / 'name'}", "--reason", "补录").status
        == 0
    )
    outcome = line("amend", number, "phone", "-", "--reason", "补录", stdin="13800138000\n")
    assert outcome.status == 0
    assert "13800138000" not in outcome.out + outcome.err
    texts = line("show", number, "--json").data["texts"]
    assert (texts["complainant"], texts["phone"]) == ("林**", "138****8000")


def test_dry_run_and_key(line: Line) -> None:
    number = line.add()
    before = line.content
    words = ("amend", number, "channel", "hotline", "--reason", "误录")
    assert "Dry run" in line(*words, "-n").err
    assert line.content == before
    first = line(*words, "--key", "k", "--json").data["event"]
    assert line(*words, "--key", "k", "--json").data["event"] == first


def test_refusals(line: Line) -> None:
    number = line.add("--business", "loan")
    why = ("--reason", "x")
    refused(line, "amend", number, "chanel", "hotline", *why, code="E210", status=2)
    refused(line, "amend", number, "channel", "hotlin", *why, code="E201", status=2)
    refused(line, "amend", number, "channel", "hotline", code="E411", status=4)
    refused(line, "amend", number, "channel", "counter", *why, code="E409", status=4)
    refused(line, "amend", number, "handler", "DQ-1", *why, code="E410", status=4)
    refused(line, "amend", number, "source_id", "X-1", *why, code="E410", status=4)
    refused(line, "amend", number, "finding", "upheld", *why, code="E405", status=4)
    refused(line, "amend", number, "channel", "", *why, code="E211", status=2)
    refused(line, "amend", number, "received_at", "2021-02-30", *why, code="E203", status=2)
    refused(line, "amend", "2021-0007", "channel", "hotline", *why, code="E302", status=3)
    refused(line, "amend", number, "channel", code="E102", status=2)


def test_the_moment_of_a_correction_is_told_once(line: Line) -> None:
    number = line.add()
    line("amend", number, "channel", "hotline", "--reason", "typed wrong", "--at", "today")
    story = line("show", number).out
    assert "\n2021-01-05 (Tuesday)\n" in story
    assert "2021-01-05" not in story.partition("Corrected")[2]

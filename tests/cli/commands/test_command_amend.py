from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import refused

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


def test_the_old_value_stays_in_history(line: Line) -> None:
    number = line.add()
    outcome = line("amend", number, "channel", "hotline", "--reason", "误录")
    assert outcome.status == 0
    assert outcome.out.splitlines()[:2] == [
        f"{number}  Corrected",
        "Channel: Counter → Bank hotline",
    ]
    assert "Channel: Counter → Bank hotline" in line("show", number).out


def test_json_contract(line: Line) -> None:
    number = line.add()
    data = line("amend", number, "受理渠道", "客服热线", "--reason", "误录", "--json").data
    assert (data["action"], data["record"]["channel"]) == ("complaint.corrected", "hotline")
    assert data["details"] == {"new.channel": "hotline"}
    changes = {"channel": {"old": "counter", "new": "hotline"}}
    assert data["changes"] == [{"number": number, "changes": changes}]


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
    first = line(*words, "--key", "k", "--json").data
    line("amend", number, "channel=letter", "--reason", "又误录")
    again = line(*words, "--key", "k", "--json").data
    assert (again["event"], again["changes"]) == (first["event"], first["changes"])
    assert again["changes"][0]["changes"]["channel"] == {"old": "counter", "new": "hotline"}


def test_refusals(line: Line) -> None:
    number = line.add("--business", "loan")
    why = ("--reason", "x")
    refused(line, "amend", number, "chanel", "hotline", *why, code="E210", status=2)
    refused(line, "amend", number, "channel", "hotlin", *why, code="E201", status=2)
    refused(line, "amend", number, "channel", "hotline", code="E102", status=2)
    refused(line, "amend", number, "channel", "counter", *why, code="E409", status=4)
    refused(line, "amend", number, "handler", "DQ-1", *why, code="E410", status=4)
    refused(line, "amend", number, "source_id", "X-1", *why, code="E410", status=4)
    refused(line, "amend", number, "finding", "upheld", *why, code="E405", status=4)
    refused(line, "amend", number, "channel", "", *why, code="E211", status=2)
    refused(line, "amend", number, "received_at", "2021-02-30", *why, code="E203", status=2)
    refused(line, "amend", "2021-0007", "channel", "hotline", *why, code="E302", status=3)
    refused(line, "amend", number, "channel", *why, code="E102", status=2)
    refused(line, "amend", number, *why, code="E102", status=2)
    refused(line, "amend", number, "channel=hotline", "cause", *why, code="E102", status=2)
    refused(line, "amend", number, "channel", "hotline", "loan", *why, code="E102", status=2)
    refused(line, "amend", number, "=hotline", *why, code="E210", status=2)


def test_the_moment_of_a_correction_is_told_once(line: Line) -> None:
    number = line.add()
    line("amend", number, "channel", "hotline", "--reason", "typed wrong", "--at", "today")
    story = line("show", number).out
    assert "\n2021-01-05 (Tuesday)\n" in story
    assert "2021-01-05" not in story.partition("Corrected")[2]


def test_several_fields_are_one_correction(line: Line) -> None:
    number = line.add("--business", "loan", "--amount", "10")
    words = ("channel=hotline", "业务类别=信用卡", "amount=", "product=a=b")
    outcome = line("amend", number, *words, "--reason", "misread")
    assert outcome.out.splitlines()[1:5] == [
        "Channel: Counter → Bank hotline",
        "Business: Loans → Credit card",
        "Product: unknown → a=b",
        "Amount involved: 10.00 → unknown",
    ]
    assert line("show", number, "--json").data["history"][-1]["seq"] == 3


def test_old_and_new_value_in_chinese(line: Line) -> None:
    number = line.add()
    outcome = line("--lang", "zh", "amend", number, "channel=hotline", "--reason", "误录")
    assert outcome.out.splitlines()[:2] == [f"{number}  已更正", "受理渠道：网点现场 → 客服热线"]


def test_names_are_masked_in_both_values(line: Line) -> None:
    number = line.add("--complainant", "林听澜", "--phone", "19900000001")
    words = ("complainant=林听雨", "phone=19900000022")
    outcome = line("amend", number, *words, "--reason", "misheard")
    assert "Telephone: 199****0001 → 199****0022" in outcome.out
    assert "林听" not in outcome.out + outcome.err
    assert "19900000022" not in line("amend", number, "phone=", "--reason", "x", "--json").out


def test_a_moved_receipt_is_told_and_the_due_day_stays(line: Line) -> None:
    number = line.add("--at", "2021-01-04")
    due = line("show", number, "--json").data["record"]["due_on"]
    words = ("received_at=2020-12-28", "complexity=complex")
    outcome = line("amend", number, *words, "--reason", "read the letter again", "--json")
    received = outcome.data["changes"][0]["changes"]["received_at"]
    assert (received["old"][:10], received["new"][:10]) == ("2021-01-04", "2020-12-28")
    assert "due_on" not in outcome.data["changes"][0]["changes"]
    assert outcome.data["record"]["due_on"] == due
    story = line("show", number).out.partition("Corrected")[2]
    assert "Received: 2021-01-04 → 2020-12-28" in story


def test_json_names_fields_and_reason(line: Line, tmp_path: Path) -> None:
    number = line.add("--business", "loan")
    source = tmp_path / "said.json"
    source.write_text(json.dumps({"受理渠道": "hotline", "business": "", "reason": "misread"}))
    outcome = line("amend", number, "product=x", "--input", str(source), "--json")
    assert set(outcome.data["changes"][0]["changes"]) == {"channel", "business", "product"}
    piped = json.dumps({"channel": "letter"})
    words = ("amend", number, "--reason", "again", "--input", "-", "--json")
    assert line(*words, stdin=piped).data["record"]["channel"] == "letter"
    refused(line, "amend", number, "--input", "-", code="E102", status=2, stdin=piped)
    refused(line, *words[:-1], code="E102", status=2, stdin='{"reason": "x"}')
    refused(line, *words[:-1], code="E210", status=2, stdin='{"chanel": "x"}')
    refused(line, *words[:-1], code="E213", status=2, stdin="[]")


def test_one_value_for_one_field(line: Line) -> None:
    number = line.add()
    why = ("--reason", "x")
    refused(line, "amend", number, "channel=letter", "channel=web", *why, code="E240", status=2)
    refused(line, "amend", number, "channel=letter", "受理渠道=web", *why, code="E240", status=2)
    refused(line, "amend", number, "summary=-", "demand=-", *why, code="E105", status=2)
    words = ("amend", number, "summary=-", "--input", "-", *why)
    refused(line, *words, code="E105", status=2, stdin="{}")


class TestOnATerminal:
    @pytest.fixture(autouse=True)
    def terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(streams, "can_ask", lambda: True)

    def test_the_reason_is_asked_for(self, line: Line) -> None:
        number = line.add()
        outcome = line("amend", number, "channel=hotline", stdin="\nmisread\n\n")
        assert outcome.status == 0
        assert outcome.err.count("Reason: ") == 2
        assert "Reason: misread" in line("show", number).out

    def test_field_value_and_reason_are_asked_for(self, line: Line) -> None:
        number = line.add()
        answers = "chanel\nchannel\n?\nnowhere\nhotline\nmisread\n\n"
        outcome = line("amend", number, stdin=answers)
        assert "Channel: Counter → Bank hotline" in outcome.out
        assert ("E210" in outcome.err, "E201" in outcome.err) == (True, True)
        assert "  hotline" in outcome.err

    def test_nobody_answers(self, line: Line) -> None:
        number = line.add()
        before = line.content
        assert line("amend", number, stdin="channel\n").status == 130
        assert line.content == before

from __future__ import annotations

import subprocess
import sys

import pytest
from render_samples import HEAD, HOSTILE, receipt, row

from ledgerctl.application.desk.differences import Difference
from ledgerctl.render.words import receipt as face


def test_english_record_begins_with_the_number() -> None:
    assert face.lines(receipt(), "en") == [
        "2020-0007  Complaint received",
        "Received: 2020-03-04 09:15 (Wednesday)",
        "Channel: Bank hotline",
        "Business: Loans",
        "Amount involved: 5,000.00",
        "First receiver: 王五",
        "Due: 2020-03-19 (Thursday); 15 days, CBIRC order 2020 No. 3",
        "Handler: 王五",
        "Unknown: Cause, Demand",
        "Ledger: 26:1f0c9ab4d2e7",
    ]


@pytest.mark.usefixtures("chinese")
def test_chinese_record() -> None:
    assert face.lines(receipt(), "zh") == [
        "2020-0007  投诉已登记",
        "收到时间：2020-03-04 09:15 (周三)",
        "受理渠道：客服热线",
        "业务类别：贷款",
        "涉及金额：5,000.00",
        "首问责任人：王五",
        "处理期限：2020-03-19 (周四)；银保监会令2020年第3号，15天",
        "承办人：王五",
        "未知：投诉原因、诉求",
        "台账：26:1f0c9ab4d2e7",
    ]


def test_talk_names_the_next_command() -> None:
    assert face.talk(receipt(), "en") == ["Next: ledgerctl resolve 2020-0007 --finding …"]


def test_talk_tells_of_earlier_cases_repeats_and_warnings() -> None:
    said = face.talk(
        receipt(
            earlier=[row(number="2020-0003", received_on="2020-02-20", status="closed")],
            repeat_of="2020-0003",
            warnings=["receiver_recused"],
        ),
        "en",
    )
    assert said[:3] == [
        "Repeat complaint: same complainant and business as 2020-0003",
        "Earlier cases of this complainant: 2020-0003 (2020-02-20, Closed)",
        (
            "Attention: The first receiver is complained about: hand the case over with"
            " `ledgerctl assign 2020-0007 HANDLER`"
        ),
    ]


def test_a_dry_run_says_so_and_names_no_next_command() -> None:
    assert face.talk(receipt(dry_run=True), "en") == ["Dry run: nothing was written"]


def test_a_repeated_key_says_so() -> None:
    said = face.talk(receipt(repeated=True), "en")
    assert said[0] == "Already recorded under this key (event 26); nothing new was written"


def test_closing_shows_days_and_names_no_next_command() -> None:
    closed = receipt(
        action="complaint.resolved",
        details={"finding": "upheld", "resolved_at": "2020-03-06"},
        row=row(status="closed", closed=1, days=2, timeliness="on_time"),
    )
    assert face.lines(closed, "en") == [
        "2020-0007  Closed",
        "Finding: Upheld",
        "Resolved: 2020-03-06 (Friday)",
        "Days: 2 (On time)",
        "Status: Closed",
        "Ledger: 26:1f0c9ab4d2e7",
    ]
    assert face.talk(closed, "en") == []


def test_escalation_shows_both_rungs_and_who_took_over() -> None:
    climbed = receipt(
        action="complaint.escalated",
        details={"at": "2020-03-05", "from": "first_receiver", "to": "president", "person": "赵六"},
        row=None,
    )
    lines = face.lines(climbed, "en", encoding="ascii")
    assert "Level: First receiver -> President" in lines
    assert "Taken over by: \\u8d75\\u516d" in lines


def test_correction_shows_old_and_new_values() -> None:
    corrected = receipt(
        action="complaint.corrected",
        details={"new.business": "gold", "new.person": "f00", "cleared": ["demand"]},
        changes=[
            Difference("business", None, "gold"),
            Difference("demand", "李四 19900000001", None),
        ],
        row=None,
    )
    assert face.lines(corrected, "en", encoding="gbk") == [
        "2020-0007  Corrected",
        "Business: unknown → Precious metals",
        "Demand: 李四 199****0001 → unknown",
        "Ledger: 26:1f0c9ab4d2e7",
    ]


def test_a_setting_has_no_case_number() -> None:
    changed = receipt(
        action="setting.changed",
        number=None,
        row=None,
        details={"name": "currency", "value": "USD"},
    )
    assert face.lines(changed, "en") == [
        "Setting changed",
        "Setting: currency",
        "Value: USD",
        "Ledger: 26:1f0c9ab4d2e7",
    ]


def test_an_unknown_rule_is_shown_by_its_key() -> None:
    assert face.rule_text("house.5") == "house.5"


def test_hostile_values_are_visible_only() -> None:
    text = "\n".join(face.lines(receipt(details={"department": HOSTILE}), "en"))
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\\x1b[31m" in text


def test_data_keeps_the_pseudonym_to_itself() -> None:
    data = face.data(receipt(earlier=[row(number="2020-0003")]))
    assert "0123456789abcdef" not in str(data)
    assert data["number"] == "2020-0007"
    assert data["ledger"] == {"size": 26, "head": HEAD.hash, "short": "26:1f0c9ab4d2e7"}
    assert data["record"]["due_on"] == "2020-03-19"
    assert data["earlier"][0]["number"] == "2020-0003"


def test_data_of_an_escalation_keeps_who_took_over() -> None:
    climbed = receipt(action="complaint.escalated", details={"person": "赵六"})
    assert face.data(climbed)["details"] == {"person": "赵六"}


def test_document_holds_the_same_record() -> None:
    document = face.document(receipt(), language="en", encoding="utf-8")
    assert document.blocks[0].text == "2020-0007  Complaint received"
    assert ("Channel", "Bank hotline") in document.blocks[1].rows


def test_printing_a_receipt_loads_nothing_heavy() -> None:
    code = (
        "import sys; import ledgerctl.render.words.receipt;"
        "print(sorted({'rich', 'gettext', 'decimal', 'json', 'ledgerctl.render.words.document'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import refused

if TYPE_CHECKING:
    from desk_line import Line

ADD = ("add", "--summary", "排队", "--json")


@pytest.mark.parametrize(
    ("channel", "count", "severity", "major"),
    [
        ("counter", "20", (), True),
        ("counter", "19", (), False),
        ("hotline", "50", (), False),
        ("counter", "25", ("--severity", "general"), True),
    ],
)
def test_twenty_in_person_are_a_major_complaint(
    line: Line, channel: str, count: str, severity: tuple[str, ...], *, major: bool
) -> None:
    words = ("--channel", channel, "--complainants-count", count, *severity)
    data = line(*ADD, *words).data
    assert (data["record"]["severity"] == "major") is major
    assert ("joint_major" in data["warnings"]) is major
    assert ("major_report_now" in data["warnings"]) is major


def test_a_major_complaint_stays_what_it_was_called(line: Line) -> None:
    words = ("--channel", "counter", "--complainants-count", "30", "--severity", "major")
    assert line(*ADD, *words).data["warnings"] == ["major_report_now"]


def test_a_corrected_count_makes_it_major(line: Line) -> None:
    number = line.add("--complainants-count", "5")
    words = ("amend", number, "complainants_count", "21", "--reason", "recounted", "--json")
    assert line(*words).data["record"]["severity"] == "major"


@pytest.mark.parametrize("count", ["0", "-1", "many", "1.5", "99999999"])
def test_a_count_is_a_whole_number(line: Line, count: str) -> None:
    words = ("--channel", "counter", "--summary", "x", f"--complainants-count={count}")
    refused(line, "add", *words, code="E205", status=2)


def test_five_representatives_are_accepted_and_masked(line: Line) -> None:
    number = line.add("--representatives", "张三、李四;王五,赵六/Ann Lee")
    shown = line("show", number, "--json").data["texts"]["representatives"]
    assert shown.count("、") == 4
    for name in ("张三", "李四", "王五", "赵六", "Ann Lee"):
        assert name not in shown
        assert name not in line("show", number).out


def test_six_representatives_are_refused(line: Line) -> None:
    words = ("--channel", "counter", "--summary", "x", "--representatives", "a,b,c,d,e,f")
    outcome = refused(line, "add", *words, code="E438", status=4)
    assert "6 representatives" in outcome.err
    number = line.add()
    amend = ("amend", number, "representatives", "a,b,c,d,e,f", "--reason", "x")
    refused(line, *amend, code="E438", status=4)
    assert line("amend", number, "representatives", "a,b", "--reason", "x").status == 0


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ((), []),
        (("--filed-by", "self"), []),
        (("--filed-by", "heir"), ["missing_agent_identity", "missing_inheritance"]),
        (("--filed-by", "agent", "--documents", "授权委托书"), ["missing_agent_identity"]),
        (("--filed-by", "agent", "--documents", "authorisation;agent_identity"), []),
        (
            ("--filed-by", "法定代理人", "--documents", "identity"),
            ["missing_agent_identity", "missing_guardianship"],
        ),
    ],
)
def test_missing_documents_are_named_and_never_refused(
    line: Line, words: tuple[str, ...], missing: list[str]
) -> None:
    assert line(*ADD, "--channel", "counter", *words).data["warnings"] == missing


def test_what_is_missing_is_said_in_words(line: Line) -> None:
    words = ("add", "--summary", "x", "--channel", "counter", "--filed-by", "agent")
    assert "The authorisation is missing" in line(*words).err
    assert "缺少授权委托书" in line(*words, "--lang", "zh").err


def test_several_tags_of_a_vulnerable_customer(line: Line) -> None:
    words = ("--channel", "counter", "--vulnerability", "残障、elderly,老年")
    data = line(*ADD, *words).data
    assert data["details"]["vulnerability"] == ["elderly", "disabled"]
    assert data["record"]["vulnerability"] == "elderly; disabled"
    assert "Elderly, Disabled" in line("show", data["number"]).out
    refused(
        line, *ADD[:-1], "--channel", "counter", "--vulnerability", "rich", code="E201", status=2
    )


def test_cases_by_partner(line: Line) -> None:
    line.add("--third-party", "甲保险")
    data = line("summarize", "--by", "third_party", "--json").data
    assert "甲保险" in str(data)

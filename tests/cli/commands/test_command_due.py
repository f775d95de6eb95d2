from __future__ import annotations

from typing import TYPE_CHECKING

from desk_line import both, on_day

if TYPE_CHECKING:
    import pytest
    from desk_line import Line


def test_due_lists_every_clock_overdue_first(line: Line, hotline_case: str) -> None:
    outcome = line("due", "--days", "10", "--json")
    found = [(each["kind"], each["due"], each["overdue"]) for each in outcome.data["tasks"]]
    assert found == [
        ("contact", "2020-01-19", True),
        ("progress", "2020-01-23", False),
        ("decision", "2020-02-01", False),
    ]
    assert [
        row["number"] for row in line("due", "--json", "--handler", "nobody").data["tasks"]
    ] == []


@both
def test_due_ends_with_one_when_asked_and_something_is_overdue(
    line: Line, hotline_case: str, language: str
) -> None:
    assert line("due", "--lang", language).status == 0
    outcome = line("due", "--exit-code", "--lang", language)
    assert outcome.status == 1
    assert {"en": "Overdue", "zh": "已超期"}[language] in outcome.out
    line("note", hotline_case, "已致电", "--contact", "phone")
    assert line("due", "--exit-code").status == 0


def test_the_morning_names_what_waits_for_whoever_asks(
    line: Line, hotline_case: str, user: str
) -> None:
    data = line("--json").data
    assert [each["number"] for each in data["mine"]] == [hotline_case]
    assert data["overdue"] == 1
    assert f"Waiting for {user}" in line().out


def test_who_has_how_much_to_do(line: Line, hotline_case: str) -> None:
    words = ("add", "--channel", "hotline", "--summary", "x", "--at", "2020-01-17", "--as", "w09")
    assert line(*words).status == 0
    outcome = line("due", "--days", "0")
    assert "By handler" in outcome.out
    assert outcome.err == "2 due until 2020-01-22, 2 overdue\n"
    assert [each["handler"] for each in line("due", "--json", "--handler", "w09").data["tasks"]][
        :1
    ] == ["w09"]
    assert line("due", "--days", "soon").code == "E205"
    assert line("due", "--format", "jsonl").out.count("\n") >= 2


@both
def test_a_follow_up_is_due_until_something_follows(
    line: Line, hotline_case: str, language: str
) -> None:
    resolved = ("resolve", hotline_case, "--finding", "upheld", "--at", "2020-01-18")
    assert line(*resolved).status == 0
    words = ("followup", hotline_case, "reached", "--score", "2", "--at", "2020-01-18")
    assert line(*words).status == 0
    task = {"kind": "followup", "due": "2020-01-21", "number": hotline_case, "overdue": True}
    (found,) = line("due", "--json").data["tasks"]
    assert {name: found[name] for name in task} == task
    assert found["status"] == "closed"
    told = {"en": "Follow up with the customer", "zh": "跟进客户"}[language]
    assert told in line("due", "--lang", language).out
    assert told in line("--lang", language).out
    repair = ("followup", hotline_case, "--repair", "上门致歉", "--next", "2020-02-03")
    assert line(*repair).status == 0
    assert line("due", "--json").data["tasks"] == []
    assert [each["due"] for each in line("due", "--days", "12", "--json").data["tasks"]] == [
        "2020-02-03"
    ]


@both
def test_a_measure_is_due_until_it_is_carried_out(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    on_day(monkeypatch, "2020-01-22")
    issue = str(line("improve", "add", "排队太久", "--at", "2020-01-17", "--json").data["number"])
    measure = ("improve", "measure", issue, "增设窗口", "--owner", "w09", "--at", "2020-01-17")
    for day in ("2020-01-21", "2020-01-31"):
        assert line(*measure, "--due", day).status == 0
    (found,) = line("due", "--json").data["tasks"]
    assert (found["kind"], found["number"], found["due"]) == ("measure", issue, "2020-01-21")
    assert (found["handler"], found["status"], found["days_left"]) == ("w09", "", -1)
    told = {"en": "Carry out a measure", "zh": "落实整改措施"}[language]
    assert told in line("due", "--lang", language).out
    assert told in line("--lang", language).out
    assert line("due", "--handler", "w01", "--json").data["tasks"] == []
    coming = line("due", "--handler", "w09", "--days", "9", "--json").data["tasks"]
    assert [each["due"] for each in coming] == ["2020-01-21", "2020-01-31"]
    assert line("improve", "done", issue, "1").status == 0
    assert line("due", "--json").data["tasks"] == []


def test_nothing_is_due(line: Line) -> None:
    assert "Nothing is due" in line("due").out


@both
def test_due_says_which_years_are_provisional(
    line: Line, hotline_case: str, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    words = ("due", "--lang", language)
    said = {"en": "Working days of 2027 are provisional", "zh": "2027 年的工作日为暂定"}[language]
    assert line("due", "--json").data["provisional"] == []
    on_day(monkeypatch, "2027-03-01")
    line("add", "--channel", "hotline", "--summary", "x")
    assert line("due", "--json").data["provisional"] == [2027]
    assert said in line(*words).out
    for policy in ("branch.contact", "branch.progress"):
        line("policy", "retire", policy, "--reason", "x")
    assert said not in line(*words).out, hotline_case

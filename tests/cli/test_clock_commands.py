from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, refused

from ledgerctl.cli import streams

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

both = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def case(line: Line, monkeypatch: pytest.MonkeyPatch) -> str:
    """A case of the hotline, received on Friday 17 January 2020, looked at a week later."""
    monkeypatch.setenv("LEDGERCTL_NOW", "2020-01-22T02:00:00Z")
    words = ("add", "--channel", "hotline", "--summary", "排队", "--at", "2020-01-17", "--json")
    return str(line(*words).data["number"])


def at(patch: pytest.MonkeyPatch, day: str) -> None:
    patch.setenv("LEDGERCTL_NOW", f"{day}T02:00:00Z")


@both
def test_a_deadline_tells_every_step(line: Line, case: str, language: str) -> None:
    text = line("deadline", case, "--lang", language).out
    assert "2020-01-18" in text
    assert {"en": "a weekend day that is worked", "zh": "周末调休上班"}[language] in text
    assert {"en": "does not count, weekend", "zh": "不计，周末"}[language] in text
    assert {"en": "OVERDUE, days: 3", "zh": "已超期，天数：3"}[language] in text


def test_a_deadline_in_json(line: Line, case: str) -> None:
    clocks = {each["step"]: each for each in line("deadline", case, "--json").data["clocks"]}
    assert clocks["contact"]["due"] == "2020-01-19"
    assert clocks["contact"]["state"] == "overdue"
    assert {"day": "2020-01-19", "what": "made_up"} in clocks["contact"]["steps"]
    decision = clocks["decision"]
    assert (decision["due"], decision["days_left"], decision["verified"]) == ("2020-02-01", 10, "V")
    assert decision["policy"] == "cn.2020-3.decide.simple"


def test_due_lists_every_clock_overdue_first(line: Line, case: str) -> None:
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
    line: Line, case: str, language: str
) -> None:
    assert line("due", "--lang", language).status == 0
    outcome = line("due", "--exit-code", "--lang", language)
    assert outcome.status == 1
    assert {"en": "Overdue", "zh": "已超期"}[language] in outcome.out
    line("note", case, "已致电", "--contact", "phone")
    assert line("due", "--exit-code").status == 0


def test_the_life_of_a_clock(line: Line, case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert line("pause", case, "--reason", "送检", "--json").data["record"]["status"] == "suspended"
    assert [each["number"] for each in line("due", "--json").data["waiting"]] == [case]
    refused(line, "resolve", case, "--finding", "upheld", code="E420", status=4)
    at(monkeypatch, "2020-02-03")
    resumed = line("resume", case, "--json").data
    assert resumed["record"]["due_on"] == "2020-02-13"
    extended = line("extend", case, "--input", "-", "--json", stdin='{"reason": "复杂"}').data
    assert extended["record"]["due_on"] == "2020-02-28"
    refused(line, "extend", case, "--reason", "x", code="E424", status=4)
    told = line("notify", case, "--by", "电话", "--told", "facts,basis,remedies", "--json").data
    assert told["record"]["status"] == "notified"
    closed = line("resolve", case, "--finding", "upheld", "--json").data["record"]
    assert (closed["timeliness"], closed["ending"], closed["days"]) == ("on_time", "resolved", 5)


def test_an_extension_that_comes_too_late_says_so(
    line: Line, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2020-02-02")
    words = ("extend", case, "--reason", "x", "--at", "2020-01-30")
    assert line(*words, "--json", "--dry-run").data["warnings"] == [
        "extended_late",
        "extended_untold",
    ]
    outcome = line(*words)
    assert "does not count as on time" in outcome.err
    assert "told to the complainant" in outcome.err
    assert "extended_untold" not in line(*words, "--told", "today", "--json").data["warnings"]
    assert "Due: 2020-02-01" in outcome.out
    steps = line("deadline", case, "--json").data["clocks"][2]["steps"]
    assert "extended_late" in [each["what"] for each in steps]


@pytest.mark.parametrize(
    ("words", "status", "ending"),
    [
        (("withdraw", "--reason", "和解"), "withdrawn", "withdrawn"),
        (("decline", "--cause", "not_ours", "--reason", "他行卡"), "declined", "declined"),
    ],
)
def test_a_case_may_end_without_an_outcome(
    line: Line, case: str, words: tuple[str, ...], status: str, ending: str
) -> None:
    record = line(words[0], case, *words[1:], "--json").data["record"]
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
def test_wrong_input(line: Line, case: str, words: tuple[str, ...], code: str, status: int) -> None:
    outcome = line(*words)
    assert outcome.status == status, outcome.err
    assert outcome.code == code


@both
def test_policies_are_listed_and_adopted(line: Line, case: str, language: str) -> None:
    assert "cn.2020-3.decide.simple" in line("policy", "--lang", language).out
    assert line("policy", "adopt", "au", "--reason", "x", "--lang", language).status == 0
    stands = [
        each["key"] for each in line("policy", "list", "--json").data["policies"] if each["stands"]
    ]
    assert "au.rg271.response" in stands
    later = line.add("--at", "2020-01-20")
    assert line("show", later, "--json").data["record"]["due_on"] == "2020-02-19"
    # What was frozen stays.
    assert line("show", case, "--json").data["record"]["due_on"] == "2020-02-01"


def test_a_policy_of_ones_own_from_a_file(line: Line, case: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        '[[policy]]\nkey = "branch.contact"\nstep = "contact"\namount = 4\nunit = "hour"\n'
    )
    details = line("policy", "adopt", "--file", str(path), "--json").data["details"]
    assert details["policies"] == ["branch.contact@2"]
    words = ("add", "--channel", "hotline", "--summary", "x", "--at", "2020-01-22T09:00", "--json")
    assert line(*words).data["record"]["contact_due"] == "2020-01-22T13:00"
    assert line("policy", "show", "branch.contact", "--json").data["version"] == 2
    assert line("policy", "retire", "branch.contact", "--reason", "x").status == 0
    assert line(*words).data["record"]["contact_due"] == ""


@pytest.mark.parametrize(
    "policy",
    [
        {"step": "contact", "amount": 1},
        {"key": "own.x", "step": "lunch", "amount": 1},
        {"key": "own.x", "step": "contact", "amount": 0},
        {"key": "own.x", "step": "contact", "amount": True},
        {"key": "own.x", "step": "contact", "amount": 1, "calendar": "mars"},
        {"key": "own.x", "step": "contact", "amount": 1, "unit": "hour", "day_type": "working"},
        {"key": "own.x", "step": "contact", "amount": 1, "pauses": ["lunch"]},
        {"key": "own.x", "step": "contact", "amount": 1, "effective_from": "soon"},
        {"key": "own.x", "step": "contact", "amount": 1, "source": "\u0007"},
        {"key": "own.x", "step": "contact", "amount": 1, "nonsense": 1},
        {"key": "X!", "step": "contact", "amount": 1},
    ],
)
def test_a_policy_with_a_mistake_is_refused(line: Line, policy: dict[str, object]) -> None:
    given = json.dumps(policy)
    refused(line, "policy", "adopt", "--file", "-", code="E216", status=2, stdin=given)


@pytest.mark.parametrize("text", ["[]", "1", "{", '[{"key": 1}, 2]'])
def test_a_file_that_holds_no_policies_is_refused(line: Line, text: str) -> None:
    outcome = line("policy", "adopt", "--file", "-", stdin=text)
    assert (outcome.status, outcome.out) == (2, "")


def test_the_morning_names_what_waits_for_whoever_asks(line: Line, case: str, user: str) -> None:
    data = line("--json").data
    assert [each["number"] for each in data["mine"]] == [case]
    assert data["overdue"] == 1
    assert f"Waiting for {user}" in line().out


@both
def test_one_policy_field_by_field(line: Line, language: str) -> None:
    text = line("policy", "show", "cn.2020-3.decide.complex", "--lang", language).out
    told = {
        "en": ("with approval from above", "External appraisal"),
        "zh": ("须经上级批准", "外部鉴定"),
    }
    assert all(each in text for each in told[language])
    plain = line("policy", "show", "cn.2020-3.decide.simple", "--lang", language).out
    assert {"en": "with notice", "zh": "须告知投诉人"}[language] in plain
    shipped = line("policy", "show", "sg.fa.acknowledge", "--lang", language).out
    assert "sg" in shipped
    assert {"en": "no", "zh": "否"}[language] in shipped


def test_a_period_of_effect_is_shown(line: Line) -> None:
    own = {"key": "own.x", "step": "decision", "amount": 9, "effective_from": "2022-01-01"}
    assert line("policy", "adopt", "--file", "-", stdin=json.dumps([own])).status == 0
    assert "2022-01-01 – …" in line("policy", "show", "own.x").out
    assert line("policy", "show", "cn.2020-3.decide.special").status == 0
    early = line.add("--at", "2021-01-04")
    assert line("show", early, "--json").data["record"]["due_on"] == "2021-01-19"


def test_a_set_may_be_adopted_again_after_another(line: Line) -> None:
    assert line("policy", "adopt", "au").status == 0
    again = line("policy", "adopt", "cn", "--json").data["details"]
    assert again["policies"] == ["cn.2020-3.decide.simple", "cn.2020-3.decide.complex"]
    refused(line, "policy", "adopt", "cn", code="E430", status=4)
    number = line.add("--at", "2021-01-04")
    assert line("show", number, "--json").data["record"]["due_on"] == "2021-01-19"
    assert line("policy", "adopt", "sg.fa.final", "--json").data["details"]["policies"] == [
        "sg.fa.final"
    ]


def test_a_policy_may_not_be_adopted_tomorrow(line: Line) -> None:
    refused(line, "policy", "adopt", "au", "--at", "2021-02-01", code="E406", status=4)
    assert line("policy", "adopt", "au", "--at", "2021-01-02").status == 0


def test_a_year_without_a_schedule_is_provisional(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2027-03-02")
    number = line.add("--channel", "hotline")
    assert "Provisional" in line("deadline", number).out
    clocks = line("deadline", number, "--json").data["clocks"]
    assert [each["provisional"] for each in clocks] == [True, True, False]


def test_who_has_how_much_to_do(line: Line, case: str) -> None:
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
def test_a_follow_up_is_due_until_something_follows(line: Line, case: str, language: str) -> None:
    resolved = ("resolve", case, "--finding", "upheld", "--at", "2020-01-18")
    assert line(*resolved).status == 0
    words = ("followup", case, "reached", "--score", "2", "--at", "2020-01-18")
    assert line(*words).status == 0
    task = {"kind": "followup", "due": "2020-01-21", "number": case, "overdue": True}
    (found,) = line("due", "--json").data["tasks"]
    assert {name: found[name] for name in task} == task
    assert found["status"] == "closed"
    told = {"en": "Follow up with the customer", "zh": "跟进客户"}[language]
    assert told in line("due", "--lang", language).out
    assert told in line("--lang", language).out
    repair = ("followup", case, "--repair", "上门致歉", "--next", "2020-02-03")
    assert line(*repair).status == 0
    assert line("due", "--json").data["tasks"] == []
    assert [each["due"] for each in line("due", "--days", "12", "--json").data["tasks"]] == [
        "2020-02-03"
    ]


@both
def test_a_measure_is_due_until_it_is_carried_out(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    at(monkeypatch, "2020-01-22")
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


ACCEPTED = '{"key": "own.decide", "step": "decision", "amount": 10, "start": "accepted", "restarts": ["new_facts"]}'


@both
def test_a_clock_that_begins_with_the_acceptance_waits_for_it(
    line: Line, language: str, user: str
) -> None:
    assert line("policy", "adopt", "--file", "-", stdin=ACCEPTED).status == 0
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


@both
def test_a_start_that_makes_no_sense_is_refused(line: Line, language: str) -> None:
    own = ACCEPTED.replace("accepted", "last_note")
    words = ("policy", "adopt", "--file", "-", "--lang", language)
    outcome = refused(line, *words, code="E216", status=2, stdin=own)
    assert "registered" in outcome.err


@both
def test_sets_that_were_read_in_part_need_somebody_who_read_them(line: Line, language: str) -> None:
    mark = {"en": "source read in part: not law here", "zh": "来源只查阅了一部分"}[language]
    listed = line("policy", "list", "--lang", language).out
    for name, key in (("pboc", "cn.pboc-2020-5.reply"), ("cn-2012", "cn.cbrc-2012.decide")):
        assert any(key in each and mark in each for each in listed.splitlines())
        refused(line, "policy", "adopt", name, "--lang", language, code="E429", status=4)
        assert line("policy", "adopt", name, "--own", "--lang", language).status == 0
    shown = line("policy", "show", "cn.pboc-2020-5.reply", "--lang", language).out
    assert {"en": "Forwarded by the PBoC", "zh": "人民银行转办"}[language] in shown
    number = line.add("--channel", "pboc")
    assert line("show", number, "--json").data["record"]["due_on"] == "2021-01-20"
    other = line.add("--channel", "hotline", "--complexity", "complex")
    assert line("show", other, "--json").data["record"]["due_on"] == "2021-02-04"


def test_an_adoption_taken_back_still_explains_the_cases_that_it_ruled(line: Line) -> None:
    own = '{"key": "own.decide", "step": "decision", "amount": 7, "extension": 7, "approval": "notice"}'
    assert line("policy", "adopt", "--file", "-", stdin=own).status == 0
    number = line.add()
    assert line("undo", "2", "--reason", "x", "--yes").status == 0
    decision = next(
        each
        for each in line("deadline", number, "--json").data["clocks"]
        if each["step"] == "decision"
    )
    assert (decision["policy"], decision["due"]) == ("own.decide", "2021-01-12")
    assert [each["what"] for each in decision["steps"]] == ["received", "due"]
    assert line("extend", number, "--reason", "x", "--told", "2021-01-05").status == 0
    assert line("show", line.add(), "--json").data["record"]["due_on"] == "2021-01-20"
    assert line("policy", "adopt", "--file", "-", stdin=own.replace("7,", "9,", 1)).status == 0
    third = line.add()
    decision = line("deadline", third, "--json").data["clocks"][-1]
    assert (decision["policy"], decision["due"]) == ("own.decide@2", "2021-01-14")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["uk.disp.final", "us.cfpb.response", "au.rg271.response"])
def test_a_set_says_that_its_source_names_no_pause(line: Line, name: str, language: str) -> None:
    shown = line("policy", "show", name, "--lang", language).out
    assert shown.count({"en": "nothing; its source", "zh": "无（已查阅的来源"}[language]) == 2
    own = line("policy", "show", "branch.contact", "--lang", language).out
    assert "source, as far" not in own
    assert "已查阅" not in own


def test_questions_about_policies_say_what_there_is(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    adopted = line("policy", "adopt", stdin="?\nuk\nmaybe\nyes\nexercise\n\n")
    assert adopted.status == 0
    assert "cn-2012, uk, us" in adopted.err
    assert "E206" in adopted.err
    gone = line("policy", "retire", stdin="?\nuk.disp.final\nend of the exercise\n\n")
    assert gone.status == 0
    assert "branch.contact, branch.progress, uk.disp.summary, uk.disp.final" in gone.err

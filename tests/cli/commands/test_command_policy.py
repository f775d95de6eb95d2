from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import FROM_ACCEPTANCE, both, refused

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line


@both
def test_policies_are_listed_and_adopted(line: Line, hotline_case: str, language: str) -> None:
    assert "cn.2020-3.decide.simple" in line("policy", "--lang", language).out
    assert line("policy", "adopt", "au", "--reason", "x", "--lang", language).status == 0
    stands = [
        each["key"] for each in line("policy", "list", "--json").data["policies"] if each["stands"]
    ]
    assert "au.rg271.response" in stands
    later = line.add("--at", "2020-01-20")
    assert line("show", later, "--json").data["record"]["due_on"] == "2020-02-19"
    # What was frozen stays.
    assert line("show", hotline_case, "--json").data["record"]["due_on"] == "2020-02-01"


def test_a_policy_of_ones_own_from_a_file(line: Line, hotline_case: str, tmp_path: Path) -> None:
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


@both
def test_a_start_that_makes_no_sense_is_refused(line: Line, language: str) -> None:
    own = FROM_ACCEPTANCE.replace("accepted", "last_note")
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


@both
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


@pytest.mark.parametrize(
    ("language", "told"), [("en", "9 days; own.decide"), ("zh", "9 日；own.decide")]
)
def test_a_rule_without_a_source_ends_with_its_days(line: Line, language: str, told: str) -> None:
    own = '{"key": "own.decide", "step": "decision", "amount": 9}'
    assert line("policy", "adopt", "--file", "-", stdin=own).status == 0
    assert told in line("deadline", line.add(), "--lang", language).out

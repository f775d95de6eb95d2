"""Guided registration on a terminal: codes on `?`, back on `<`, a summary, a draft when interrupted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, Line, process

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conversation import Talk

QUESTIONS = (
    *("Channel", "Received", "Summary", "Demand", "Complainant", "Telephone", "Business", "Cause"),
    *("Department", "Complained about", "Amount involved", "Complexity", "First receiver"),
)


def answer_all(talk: Talk, answers: dict[str, str], questions: tuple[str, ...] = QUESTIONS) -> None:
    for question in questions:
        talk.answers(question, answers.get(question, ""))


def test_a_whole_registration(line: Line, talk: Callable[..., Talk], home: Path) -> None:
    asked = talk("add")
    asked.hears("? lists codes, < goes back")
    asked.answers("Channel: ", "?")
    asked.hears("counter")
    asked.hears("客服热线")
    asked.answers("Channel: ", "conter")
    asked.hears("E201")
    asked.answers("Channel: ", "柜面")
    asked.answers("Received [", "2020-02-30")
    asked.hears("E203")
    asked.answers("Received [", "yesterday")
    asked.answers("Summary: ", "")
    asked.answers("This one is needed", "排队太长")
    asked.answers("Demand: ", "<")
    asked.answers("Summary [排队太长]: ", "排队时间太长")
    answer_all(asked, {"Complainant": "林听澜", "Telephone": "13800138000"}, QUESTIONS[3:])
    asked.hears("Summary: 排队时间太长")
    asked.hears("Telephone: 138****8000")
    asked.answers("Record this complaint? [Y/n]", "Y")
    status, out = asked.ends()
    assert (status, out.splitlines()[0]) == (0, "2021-0001  Complaint received")
    assert "林听澜" not in out
    shown = line("show", "2021-0001", "--json").data
    assert shown["texts"]["summary"] == "排队时间太长"
    assert shown["record"]["received_on"] == "2021-01-04"
    assert not (home / "state" / "ledgerctl" / "drafts" / "add.json").exists()


def test_no_asks_again_with_what_was_typed(line: Line, talk: Callable[..., Talk]) -> None:
    asked = talk("add", "--summary", "排队")
    answer_all(asked, {"Channel": "counter"})
    asked.answers("Record this complaint?", "n")
    asked.answers("Channel [counter]: ", "hotline")
    answer_all(asked, {}, QUESTIONS[1:])
    asked.answers("Record this complaint?", "")
    status, _ = asked.ends()
    assert status == 0
    assert line("list", "--json").data["cases"][0]["channel"] == "hotline"


def test_an_interrupted_registration_keeps_a_draft(
    line: Line, talk: Callable[..., Talk], home: Path
) -> None:
    before = line.content
    asked = talk("add")
    asked.answers("Channel: ", "counter")
    asked.answers("Received [", "")
    asked.answers("Summary: ", "排队")
    asked.hears("Demand: ")
    asked.interrupts()
    status, out = asked.ends()
    draft = home / "state" / "ledgerctl" / "drafts" / "add.json"
    assert (status, out, line.content) == (130, "", before)
    assert "A draft was kept" in asked.said
    assert "Traceback" not in asked.said
    assert draft.stat().st_mode & 0o777 == 0o600
    assert json.loads(draft.read_text(encoding="utf-8"))["texts"]["summary"] == "排队"

    again = talk("add")
    again.answers("Go on with it? [Y/n]", "")
    again.answers("Channel [counter]: ", "")
    answer_all(again, {}, QUESTIONS[1:])
    again.answers("Record this complaint?", "")
    assert again.ends()[0] == 0
    assert line("show", "2021-0001", "--json").data["texts"]["summary"] == "排队"
    assert not draft.exists()


@pytest.fixture
def draft(line: Line, home: Path) -> Path:
    """A draft of a registration in this ledger."""
    path = home / "state" / "ledgerctl" / "drafts" / "add.json"
    path.parent.mkdir(parents=True)
    kept = {"ledger": line.ledger, "texts": {"summary": "x"}}
    path.write_text(json.dumps(kept), encoding="utf-8")
    return path


def test_an_unwanted_draft_is_thrown_away(talk: Callable[..., Talk], draft: Path) -> None:
    asked = talk("add")
    asked.answers("Go on with it? [Y/n]", "n")
    asked.hears("Channel: ")
    asked.interrupts()
    assert asked.ends()[0] == 130
    assert not draft.exists()


def test_the_end_of_input_at_the_draft_question(talk: Callable[..., Talk], draft: Path) -> None:
    asked = talk("add")
    asked.hears("Go on with it?")
    asked.types("\x04")
    assert asked.ends()[0] == 130
    assert "Traceback" not in asked.said
    assert "E899" not in asked.said
    assert draft.exists()


def test_an_outcome_is_asked_for(line: Line, talk: Callable[..., Talk]) -> None:
    number = line.add()
    asked = talk("resolve", number)
    asked.answers("Finding: ", "?")
    asked.hears("upheld")
    asked.answers("Finding: ", "属实")
    for question in (
        *("Remedy", "Compensation", "Settlement", "Resolution", "Notified", "Notice method"),
        *("Responsibility", "Nature of the cause", "Cause", "Satisfaction", "Second person"),
        "When it happened, if not now",
    ):
        asked.answers(question, "")
    asked.hears(f"  {number}  2021-01-05  ")
    asked.hears("  Finding: Upheld")
    asked.answers("Close this case? [Y/n]", "")
    assert asked.ends()[0] == 0
    assert line("list", "--json").data["cases"][0]["finding"] == "upheld"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "answers", "question"),
    [
        (
            ("judge", "--responsibility", "no_fault"),
            "\n" * 10,
            {"en": "Record this judgement?", "zh": "责任认定？"},
        ),
        (
            ("escalate",),
            "branch_head\n\n\n\n",
            {"en": "Escalate this case?", "zh": "升级此案？"},
        ),
        (("withdraw",), "\n\n", {"en": "Record the withdrawal?", "zh": "记录投诉人撤回？"}),
        (
            ("decline", "--cause", "not_ours", "--reason", "他行"),
            "\n\n\n",
            {"en": "Decline this complaint?", "zh": "不予办理此投诉？"},
        ),
    ],
)
def test_what_is_costly_is_shown_before_it_is_recorded(
    line: Line,
    words: tuple[str, ...],
    answers: str,
    question: dict[str, str],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = line.add("--complainant", "林听澜", "--summary", "林听澜说排队太长")
    command, *rest = words
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    # The number is asked, so the summary is shown; a no asks anew, and nothing is recorded yet.
    before = line.content
    outcome = line(command, *rest, "--lang", language, stdin=f"{number}\n{answers}n\n")
    assert line.content == before
    assert f"{question[language]} [Y/n]" in outcome.err
    assert "林听澜" not in outcome.err
    assert f"  {number}  2021-01-05  " in outcome.err


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("command", "rest"),
    [
        ("judge", ("--responsibility", "no_fault")),
        ("escalate", ("branch_head",)),
        ("withdraw", ()),
        ("decline", ("--cause", "not_ours", "--reason", "他行")),
    ],
)
def test_a_line_that_says_all_is_not_asked_anything(
    line: Line,
    command: str,
    rest: tuple[str, ...],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = line.add()
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    outcome = line(command, number, *rest, "--lang", language)
    assert (outcome.status, "?" in outcome.err) == (0, False)


def test_what_a_rule_refuses_is_said_before_the_summary(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = line.add("--handler", "DQ-0312")
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    before = line.content
    answers = "not_upheld\n" + "\n" * 12 + "n\n"
    outcome = line("resolve", number, "--as", "DQ-0312", stdin=answers)
    assert (outcome.status, outcome.code, line.content) == (4, "E435", before)
    assert "Close this case?" not in outcome.err


def test_the_summary_of_a_registration_says_what_the_line_said(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    given = ("--filed-by", "agent", "--documents", "authorisation,agent_identity")
    outcome = line("add", *given, "--summary", "排队", stdin="counter\n" + "\n" * 13)
    assert outcome.status == 0
    told = outcome.err.partition("Record this complaint?")[0].splitlines()
    assert "  Filed by: Agent" in told
    assert "  Documents: Authorisation, Identity of who files" in told
    assert "  Summary: 排队" in told


def test_the_name_of_the_branch_is_asked_for(
    bare: Line, talk: Callable[..., Talk], tmp_path: Path
) -> None:
    path = str(tmp_path / "new.db")
    asked = talk("init", "--ledger", path)
    asked.answers("Name of the branch", "东侨支行")
    asked.answers("When the books were opened, if not now", "")
    assert asked.ends()[0] == 0
    assert bare("config", "--ledger", path, "--json").data["ledger"]["branch"] == "东侨支行"


@pytest.mark.parametrize(
    ("words", "missing"),
    [(("add",), "--channel, --summary"), (("resolve", "2021-0001"), "--finding")],
)
def test_no_input_asks_nothing(
    line: Line, talk: Callable[..., Talk], words: tuple[str, ...], missing: str
) -> None:
    line.add()
    before = line.content
    asked = talk(*words, "--no-input")
    status, out = asked.ends()
    assert (status, out, line.content) == (2, "", before)
    assert f"E102: Missing {missing}" in asked.said


def test_a_pipe_is_nobody_to_ask(line: Line) -> None:
    outcome = process("--ledger", line.ledger, "add", stdin=b"counter\n")
    assert outcome.returncode == 2
    assert b"Missing --channel, --summary" in outcome.stderr


def test_what_a_rule_refuses_is_answered_anew(line: Line, talk: Callable[..., Talk]) -> None:
    number = line.add()
    asked = talk("escalate")
    asked.answers("Case number, for instance", "2021-9")
    asked.hears("E302")
    asked.answers("Case number, for instance", number)
    asked.answers("Level: ", "president")
    asked.answers("Who takes it over there: ", "")
    asked.answers("Reason: ", "")
    asked.answers("When it happened, if not now: ", "?")
    asked.hears("2020-03-04, 2020/3/4")
    asked.answers("When it happened, if not now: ", "2031-01-01")
    asked.hears("E406")
    asked.answers("When it happened, if not now: ", "")
    asked.hears("E403")
    asked.answers("Answer anew? [Y/n]", "")
    asked.answers(f"[{number}]: ", "")
    asked.answers("Level [president]: ", "")
    asked.answers("Who takes it over there: ", "")
    asked.answers("Reason: ", "the others are on leave")
    asked.answers("When it happened, if not now: ", "")
    asked.hears(f"  {number}  2021-01-05  ")
    asked.hears("  Level: President\r\n  Reason: the others are on leave\r\n")
    asked.answers("Escalate this case? [Y/n]", "")
    assert asked.ends()[0] == 0
    assert line("show", number, "--json").data["record"]["level"] == "president"


def test_who_does_not_answer_anew_leaves_with_the_refusal(
    line: Line, talk: Callable[..., Talk]
) -> None:
    number = line.add()
    before = line.content
    asked = talk("escalate", number)
    for question, answer in (
        ("Level: ", "president"),
        *(("Who takes it over there: ", ""), ("Reason: ", ""), ("When it happened", "")),
        ("Answer anew? [Y/n]", "n"),
    ):
        asked.answers(question, answer)
    assert asked.ends()[0] == 4
    assert asked.said.count("E403") == 1
    assert line.content == before


def test_a_score_is_one_of_five(line: Line, talk: Callable[..., Talk]) -> None:
    number = line.add()
    line("resolve", number, "--finding", "upheld")
    asked = talk("followup", number)
    asked.answers("Call-back: ", "reached")
    asked.answers("Score: ", "?")
    asked.hears("5 Very satisfied\r\n")
    asked.answers("Score: ", "refused")
    asked.hears("E201")


def test_an_open_case_is_not_asked_about_reopening(line: Line, talk: Callable[..., Talk]) -> None:
    asked = talk("reopen", line.add())
    assert asked.ends()[0] == 4
    assert "Reason" not in asked.said


def test_neither_yes_nor_no_is_asked_again(talk: Callable[..., Talk], draft: Path) -> None:
    asked = talk("add")
    asked.answers("Go on with it? [Y/n]", "柜面")
    asked.answers("Go on with it? [Y/n]", "是")
    asked.answers("Channel: ", "counter")
    asked.answers("Received [", "")
    asked.hears("Summary [x]: ")
    asked.interrupts()
    assert asked.ends()[0] == 130
    assert draft.exists()


def test_two_interrupted_notes_are_both_there(
    line: Line, talk: Callable[..., Talk], home: Path
) -> None:
    first, second = line.add(), line.add()
    for number, words in ((first, "已致电"), (second, "已上门")):
        asked = talk("note", number)
        asked.answers("What is to be noted: ", words)
        asked.hears(": ")
        asked.interrupts()
        asked.hears(f"`ledgerctl note {number}` goes on with it")
        assert asked.ends()[0] == 130
    asked = talk("note")
    asked.hears("Drafts of interrupted commands were kept:")
    asked.hears(f"1  ledgerctl note {second}")
    asked.answers(f"2  ledgerctl note {first}", "2")
    asked.answers(f"[{first}]: ", "")
    asked.answers("What is to be noted [已致电]: ", "")
    for _question in range(3):
        asked.answers(": ", "")
    status, out = asked.ends()
    assert (status, out.splitlines()[0]) == (0, f"{first}  Note written")
    asked = talk("note", second)
    asked.answers(f"interrupted `ledgerctl note {second}` was kept. Go on with it? [Y/n]", "")
    asked.hears("What is to be noted [已上门]: ")
    asked.interrupts()
    assert asked.ends()[0] == 130
    assert len(list((home / "state" / "ledgerctl" / "drafts").iterdir())) == 1

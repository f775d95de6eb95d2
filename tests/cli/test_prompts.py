"""Guided registration on a terminal: codes on `?`, back on `<`, a summary, a draft when interrupted."""

from __future__ import annotations

import codecs
import json
import os
import pty
import re
import select
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, SCRIPT, Line, process

from ledgerctl.cli import streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

QUESTIONS = (
    *("Channel", "Received", "Summary", "Demand", "Complainant", "Telephone", "Business", "Cause"),
    *("Department", "Complained about", "Amount involved", "Complexity", "First receiver"),
)
PATIENCE = 30.0


class Talk:
    """A command that talks with a person: what it says on stderr, what the person types."""

    def __init__(self, *words: str) -> None:
        self._ours, theirs = pty.openpty()
        self.child = subprocess.Popen(
            [SCRIPT, *words],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._unread = ""
        self.said = ""
        # What a terminal gives may end in the middle of a character.
        self._decode = codecs.getincrementaldecoder("utf-8")().decode

    def hears(self, text: str) -> None:
        """Wait until ``text`` has been said since the last time something was heard."""
        end = time.monotonic() + PATIENCE
        while text not in self._unread:
            assert self._more(end), f"no {text!r} in {self._unread!r}"
        self._unread = self._unread.partition(text)[2]

    def types(self, text: str) -> None:
        os.write(self._ours, f"{text}\n".encode())

    def answers(self, question: str, text: str) -> None:
        """Wait for a question and answer it."""
        self.hears(question)
        self.types(text)

    def interrupts(self) -> None:
        """Do what Ctrl-C does."""
        self.child.send_signal(signal.SIGINT)

    def ends(self) -> tuple[int, str]:
        """Wait for the end; return the exit status and what came out on stdout."""
        end = time.monotonic() + PATIENCE
        while self._more(end):
            pass
        out, _ = self.child.communicate(timeout=PATIENCE)
        return self.child.returncode, out.decode()

    def close(self) -> None:
        if self.child.poll() is None:
            self.child.kill()
        if self.child.stdout is not None:
            self.child.stdout.close()
        self.child.wait(timeout=PATIENCE)
        os.close(self._ours)

    def _more(self, end: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        try:
            read = os.read(self._ours, 65_536)
        except OSError:
            return False  # The other end is gone: everything was read
        part = self._decode(read)
        self._unread += part
        self.said += part
        return bool(read)


@pytest.fixture
def talk(line: Line) -> Iterator[Callable[..., Talk]]:
    """Start commands that ask, and end them whatever happens."""
    started: list[Talk] = []

    def start(*words: str) -> Talk:
        started.append(Talk("--ledger", line.ledger, *words))
        return started[-1]

    yield start
    for each in started:
        each.close()


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
    ("words", "left_open", "question"),
    [
        (
            ("judge", "--responsibility", "no_fault"),
            10,
            {"en": "Record this judgement?", "zh": "责任认定？"},
        ),
        (("withdraw",), 2, {"en": "Record the withdrawal?", "zh": "记录投诉人撤回？"}),
        (
            ("decline", "--cause", "not_ours", "--reason", "他行"),
            3,
            {"en": "Decline this complaint?", "zh": "不予办理此投诉？"},
        ),
    ],
)
def test_what_is_costly_is_shown_before_it_is_recorded(
    line: Line,
    words: tuple[str, ...],
    left_open: int,
    question: dict[str, str],
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    number = line.add("--complainant", "林听澜", "--summary", "林听澜说排队太长")
    command, *rest = words
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    # The number is asked, so the summary is shown; a no asks anew, and nothing is recorded yet.
    before = line.content
    outcome = line(
        command, *rest, "--lang", language, stdin=f"{number}\n" + "\n" * left_open + "n\n"
    )
    assert line.content == before
    assert f"{question[language]} [Y/n]" in outcome.err
    assert "林听澜" not in outcome.err
    assert f"  {number}  2021-01-05  " in outcome.err
    # A line that says all is not asked anything.
    assert "[Y/n]" not in line(command, number, *rest, "--lang", language).err


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


def test_a_case_that_there_is_not_is_asked_nothing(talk: Callable[..., Talk]) -> None:
    asked = talk("resolve", "2021-0007")
    assert asked.ends()[0] == 3
    assert "Finding" not in asked.said


@pytest.mark.parametrize(
    "command", ["assign", "escalate", "resolve", "extend", "pause", "decline", "withdraw"]
)
def test_what_cannot_happen_to_a_case_is_said_before_it_is_asked_about(
    line: Line, talk: Callable[..., Talk], command: str
) -> None:
    number = line.add()
    line("withdraw", number)
    asked = talk(command, number)
    assert asked.ends()[0] == 4
    assert "E404" in asked.said
    assert "Ctrl-C" not in asked.said


def test_a_question_for_a_case_lists_those_to_which_it_can_happen(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = line.add("--complainant", "林听澜", "--summary", "林听澜排队太久")
    second, third = line.add(), line.add()
    line("resolve", second, "--finding", "upheld")
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    listed = re.compile(r"^  (2021-\d{4})  2021-01-0\d  ", re.MULTILINE)
    asked = line("resolve", stdin="?\n").err
    assert listed.findall(asked.replace(": ", "\n")) == [third, first]
    assert "林听澜" not in asked
    assert listed.findall(line("reopen", stdin="?\n").err.replace(": ", "\n")) == [second]
    assert listed.findall(line("amend", stdin="?\n").err.replace(": ", "\n")) == [
        third,
        second,
        first,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_for_an_entry_lists_those_that_there_are(
    line: Line, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    words = ("suggest", "forward", "--lang", language)
    nothing = {"en": "Nothing recorded", "zh": "没有记录"}[language]
    assert nothing in line(*words, stdin="?\n").err
    for proposal in ("甲", "乙"):
        line("suggest", "add", proposal, "--kind", "process")
    asked = line(*words, stdin="?\n").err
    assert "  S2021-0001\n  S2021-0002\n" in asked


def test_a_case_that_a_suggestion_comes_from_is_there(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = line.add("--summary", "排队")
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    answers = "process\n短信叫号\n?\n2021-9\n2021-1\n\n\n"
    outcome = line("suggest", "add", stdin=answers)
    assert (outcome.status, outcome.code) == (0, "E302")
    assert f"  {number}  2021-01-05  排队" in outcome.err
    assert f"Case: {number}" in outcome.out


def test_many_cases_are_not_all_listed(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [line.add() for _each in range(17)]
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    asked = line("note", stdin="?\n").err
    assert [each in asked for each in numbers] == [False, False, *[True] * 15]


def test_an_entry_that_there_is_not_is_said_before_it_is_asked_about(
    line: Line, talk: Callable[..., Talk]
) -> None:
    line("suggest", "add", "短信叫号", "--kind", "process")
    asked = talk("suggest", "answer")
    asked.answers("Suggestion: ", "?")
    asked.hears("S2021-0001")
    asked.answers("Suggestion: ", "S2021-9")
    asked.hears("E320")
    asked.hears("`ledgerctl suggest list`")
    asked.answers("Suggestion: ", "S2021-1")
    asked.hears("Adoption: ")
    gone = talk("improve", "measure", "I2021-1")
    assert gone.ends()[0] == 3
    assert "E320" in gone.said


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

"""Every command that writes has all its faces: a new one cannot forget an option, a prompt or JSON."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import typer
from desk_line import LANGUAGES, REGISTER, Line, refused

from ledgerctl.cli.context import streams
from ledgerctl.cli.dispatch.app import main
from ledgerctl.cli.dispatch.table import COMMANDS
from ledgerctl.cli.dispatch.typed import build

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

#: What only looks; ``watch list`` and ``--reveal`` record the look by themselves, ``demo`` keeps nothing.
READS = {
    *("show", "list", "due", "deadline", "report", "summarize", "brief", "assess", "codes"),
    *("verify", "export", "demo", "suggest list", "suggest show", "improve list", "improve show"),
    *("opportunity list", "opportunity show", "watch list", "base list", "policy list"),
    *("policy show", "config show", "config views", "imports list", "imports show", "browse"),
    *("profile list", "profile show", "profile init", "profile check"),
}
COMMON = {"--dry-run", "--at", "--key", "--input", "--as"}
#: Options that another face stands for: a file is the input; `--as` says how cases are linked.
OTHERWISE = {
    "add": {"--input"},
    "import": {"--input"},
    "link": {"--as"},
    "unlink": {"--as"},
}
NUMBER, OTHER, LATER = "2021-0001", "2021-0002", "2021-01-04"


class Way(NamedTuple):
    """One command: its words in one line, the same as JSON, the same as answers at a terminal.

    ``before`` are the lines that lead there; ``talk`` leaves everything to be asked, and ends with the answer
    that agrees to the summary, where there is one.
    """

    words: tuple[str, ...]
    said: dict[str, Any]
    talk: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()


RESOLVE = ("resolve", NUMBER, "--finding", "upheld")
PAUSE = ("pause", NUMBER, "--told", LATER, "--reason", "x", "--at", LATER)
SUGGEST = ("suggest", "add", "短信叫号", "--kind", "process", "--at", "2021-01-03")
IMPROVE = ("improve", "add", "高峰少一个窗口", "--at", "2021-01-03")
MEASURE = ("improve", "measure", "I2021-0001", "加窗口", "--owner", "B", "--due", "2021-02-01")
HEAR = ("opportunity", "add", NUMBER, "小额贷款", "--at", "2021-01-03")
WATCH = ("watch", "add", NUMBER, "--reason", "多次投诉", "--at", "2021-01-03")
LINK = ("link", NUMBER, OTHER, "--as", "same-person", "--at", "2021-01-03")
WAYS = {
    "note": Way(
        (NUMBER, "已致电", "--contact", "phone", "--at", LATER),
        {"number": NUMBER, "note": "已致电", "contact": "phone", "at": LATER},
        (NUMBER, "已致电", "phone", "", LATER),
    ),
    "assign": Way(
        (NUMBER, "B", "--department", "网金部", "--reason", "专业", "--at", LATER),
        {"number": NUMBER, "handler": "B", "department": "网金部", "reason": "专业", "at": LATER},
        (NUMBER, "B", "网金部", "专业", LATER),
    ),
    "escalate": Way(
        (NUMBER, "分管行长", "--to", "D", "--reason", "复杂", "--at", LATER),
        {"number": NUMBER, "level": "deputy_president", "to": "D", "reason": "复杂", "at": LATER},
        (NUMBER, "deputy_president", "D", "复杂", LATER, ""),
    ),
    "resolve": Way(
        (NUMBER, "--finding", "upheld", "--amount", "23", "--at", LATER),
        {"number": NUMBER, "finding": "属实", "compensation": "23.00", "at": LATER},
        (NUMBER, "属实", "", "23", *[""] * 9, LATER, ""),
    ),
    "reopen": Way(
        (NUMBER, "--reason", "新证据", "--at", LATER),
        {"number": NUMBER, "reason": "新证据", "at": LATER},
        (NUMBER, "新证据", LATER),
        ((*RESOLVE, "--at", "2021-01-03"),),
    ),
    "link": Way(
        (NUMBER, OTHER, "--as", "repeat", "--reason", "同一事", "--at", LATER),
        {"number": NUMBER, "other": OTHER, "relation": "repeat", "reason": "同一事", "at": LATER},
        (NUMBER, OTHER, "repeat", "同一事", LATER),
    ),
    "unlink": Way(
        (NUMBER, OTHER, "--reason", "弄错", "--at", LATER),
        {"number": NUMBER, "other": OTHER, "reason": "弄错", "at": LATER},
        (NUMBER, OTHER, "", "弄错", LATER),
        (LINK,),
    ),
    "attach": Way(
        (NUMBER, str(REGISTER), "--description", "登记表", "--at", LATER),
        {"number": NUMBER, "file": str(REGISTER), "description": "登记表", "at": LATER},
        (NUMBER, str(REGISTER), "", "登记表", LATER),
    ),
    "followup": Way(
        (NUMBER, "reached", "--score", "5", "--note", "满意", "--at", LATER),
        {"number": NUMBER, "outcome": "reached", "score": 5, "note": "满意", "at": LATER},
        (NUMBER, "reached", "5", "满意", LATER),
        ((*RESOLVE, "--at", "2021-01-03"),),
    ),
    "extend": Way(
        (NUMBER, "--reason", "复杂", "--approved-by", "S", "--approval", "上级机构", "--at", LATER),
        {
            "number": NUMBER,
            "reason": "复杂",
            "approved_by": "S",
            "at": LATER,
            "approval": "superior_institution",
        },
        (NUMBER, "复杂", "S", "上级机构", "", "", LATER),
    ),
    "pause": Way(
        (NUMBER, "--told", LATER, "--reason", "送检", "--at", LATER),
        {"number": NUMBER, "told_at": LATER, "reason": "送检", "at": LATER},
        (NUMBER, "", LATER, "送检", LATER),
    ),
    "resume": Way(
        (NUMBER, "--reason", "结论已出", "--at", LATER),
        {"number": NUMBER, "reason": "结论已出", "at": LATER},
        (NUMBER, "结论已出", LATER),
        (PAUSE,),
    ),
    "notify": Way(
        (NUMBER, "--by", "phone", "--told", "facts,basis,remedies", "--at", LATER),
        {
            "number": NUMBER,
            "method": "phone",
            "at": LATER,
            "told": ["facts", "basis", "remedies"],
        },
        (NUMBER, "phone", "facts,basis,remedies", "", LATER),
    ),
    "withdraw": Way(
        (NUMBER, "--reason", "已协商", "--at", LATER),
        {"number": NUMBER, "reason": "已协商", "at": LATER},
        (NUMBER, "已协商", LATER, ""),
    ),
    "decline": Way(
        (NUMBER, "--cause", "not_ours", "--reason", "他行", "--at", LATER),
        {"number": NUMBER, "cause": "not_ours", "reason": "他行", "at": LATER},
        (NUMBER, "not_ours", "他行", "", "", LATER, ""),
    ),
    "judge": Way(
        (NUMBER, "--responsibility", "no_fault", "--reason", "合规", "--at", LATER),
        {"number": NUMBER, "responsibility": "无责", "reason": "合规", "at": LATER},
        (NUMBER, "no_fault", *[""] * 8, "合规", LATER, ""),
    ),
    "suggest add": Way(
        ("短信叫号", "--kind", "process", "--at", LATER),
        {"suggestion_kind": "流程", "proposal": "短信叫号", "at": LATER},
        ("process", "短信叫号", "", "", LATER),
    ),
    "suggest forward": Way(
        ("S2021-0001", "--to", "分行", "--at", LATER),
        {"suggestion": "S2021-0001", "forwarded_to": "分行", "at": LATER},
        ("s2021-1", "分行", "", LATER),
        (SUGGEST,),
    ),
    "suggest answer": Way(
        ("S2021-0001", "下季度", "--adoption", "采纳", "--at", LATER),
        {"suggestion": "S2021-0001", "adoption": "adopted", "answer": "下季度", "at": LATER},
        ("S2021-0001", "adopted", "下季度", "", LATER),
        (SUGGEST,),
    ),
    "improve add": Way(
        ("高峰少一个窗口", "--cases", NUMBER, "--at", LATER),
        {"lesson": "高峰少一个窗口", "cases": [NUMBER], "at": LATER},
        ("高峰少一个窗口", NUMBER, *[""] * 5, LATER),
    ),
    "improve link": Way(
        ("I2021-0001", NUMBER, OTHER, "--at", LATER),
        {"improvement": "I2021-0001", "cases": [NUMBER, OTHER], "at": LATER},
        ("I2021-0001", f"{NUMBER}, {OTHER}", LATER),
        (IMPROVE,),
    ),
    "improve measure": Way(
        ("I2021-0001", "加窗口", "--owner", "B", "--due", "2021-02-01", "--at", LATER),
        {
            "improvement": "I2021-0001",
            "plan": "加窗口",
            "owner": "B",
            "due_on": "2021-02-01",
            "at": LATER,
        },
        ("I2021-0001", "加窗口", "B", "2021年2月1日", LATER),
        (IMPROVE,),
    ),
    "improve done": Way(
        ("I2021-0001", "--evidence", "已开", "--at", LATER),
        {"improvement": "I2021-0001", "evidence": "已开", "at": LATER},
        ("I2021-0001", "", "已开", LATER),
        (IMPROVE, (*MEASURE, "--at", LATER)),
    ),
    "improve verify": Way(
        ("I2020-0001", "--by", "M", "--at", LATER),
        {"improvement": "I2020-0001", "by": "M", "at": LATER},
        ("I2020-0001", "M", LATER),
        (
            ("improve", "add", "x", "--at", "2020-06-01"),
            (
                *("improve", "measure", "I2020-0001", "y", "--owner", "B"),
                *("--due", "2020-08-01", "--at", "2020-06-01"),
            ),
            ("improve", "done", "I2020-0001", "--at", "2020-06-02"),
        ),
    ),
    "opportunity add": Way(
        (NUMBER, "小额贷款", "--at", LATER),
        {"case": NUMBER, "need": "小额贷款", "at": LATER},
        (NUMBER, "小额贷款", "", LATER),
    ),
    "opportunity offer": Way(
        ("O2021-0001", "信用贷", "--by", "C", "--at", LATER),
        {"opportunity": "O2021-0001", "offer": "信用贷", "by": "C", "at": LATER},
        ("O2021-0001", "信用贷", "C", LATER),
        (HEAR,),
    ),
    "opportunity conclude": Way(
        ("O2021-0001", "已签约", "--outcome", "accepted", "--at", LATER),
        {
            "opportunity": "O2021-0001",
            "result": "已签约",
            "at": LATER,
            "opportunity_outcome": "accepted",
        },
        ("O2021-0001", "accepted", "已签约", LATER),
        (HEAR,),
    ),
    "watch add": Way(
        (NUMBER, "--reason", "多次投诉", "--at", LATER),
        {"case": NUMBER, "reason": "多次投诉", "at": LATER},
        (NUMBER, "多次投诉", LATER),
    ),
    "watch lift": Way(
        (NUMBER, "--reason", "已平息", "--at", LATER),
        {"case": NUMBER, "reason": "已平息", "at": LATER},
        (NUMBER, "已平息", LATER),
        (WATCH,),
    ),
    "watch tell": Way(
        (NUMBER, "DQ-0312", "--reason", "轮班", "--at", LATER),
        {"case": NUMBER, "staff": "DQ-0312", "reason": "轮班", "at": LATER},
        (NUMBER, "DQ-0312", "轮班", LATER),
        (WATCH,),
    ),
    "base set": Way(
        ("2020", "--customers", "78000", "--source", "经营分析", "--as-of", "2020-12-30"),
        {"year": 2020, "customers": 78000, "source": "经营分析", "at": "2020-12-30"},
        ("2020", "78000", "", "", "", "", "经营分析", "2020-12-30"),
    ),
    "policy adopt": Way(
        ("au", "--own", "--reason", "学习", "--at", LATER),
        {},
        ("au", "yes", "学习", LATER),
    ),
    "policy retire": Way(
        ("branch.contact", "--reason", "改规定", "--at", LATER),
        {"policy": "branch.contact", "reason": "改规定", "at": LATER},
        ("branch.contact", "改规定", LATER),
    ),
    "config set": Way(
        ("repeat_window", "60", "--reason", "分行口径", "--at", LATER),
        {"name": "repeat_window", "value": 60, "reason": "分行口径", "at": LATER},
        ("repeat_window", "60", "分行口径", LATER),
    ),
}
#: Commands that are born or end elsewhere: their faces have tests of their own.
APART = {"add", "import", "init", "amend", "undo"}


def leaves() -> Iterator[tuple[str, Any]]:
    root = typer.main.get_command(build(list(COMMANDS)))
    for name, command in root.commands.items():  # type: ignore[attr-defined]  # a group
        inner = getattr(command, "commands", None)
        if inner is None:
            yield name, command
        else:
            yield from ((f"{name} {each}", leaf) for each, leaf in inner.items())


WRITES = {name: leaf for name, leaf in leaves() if name not in READS}


@pytest.fixture
def cases(line: Line) -> Line:
    """Two cases of one complainant, received two days ago."""
    for _ in range(2):
        person = {"complainant": "林听澜", "phone": "13800138000", "received_at": "2021-01-03"}
        said = json.dumps(
            {"channel": "counter", "summary": "排队", "complexity": "complex", **person}
        )
        line("add", "-", stdin=said)
    return line


@pytest.fixture
def lead(cases: Line) -> Callable[[str], Way]:
    """Do what leads to a command."""

    def led(name: str) -> Way:
        for words in WAYS[name].before:
            assert cases(*words).status == 0, words
        return WAYS[name]

    return led


def last(line: Line) -> tuple[Any, ...]:
    """Return what the last event of a ledger says."""
    event = json.loads(line("export", "events", "--jsonl").out.splitlines()[-1])
    return event["kind"], event["number"], event["facts"], event["texts"]


def answered(ledger: str, words: Sequence[str], answers: Sequence[str]) -> int:
    """Run a line at a terminal where a person gives these answers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(streams, "can_ask", lambda: True)
        patch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
        return main(["--ledger", ledger, *words])


def test_every_command_reads_or_writes() -> None:
    assert {name for name, _ in leaves()} >= READS
    assert set(WAYS) | APART == set(WRITES), "a command that writes has a row in WAYS"


@pytest.mark.parametrize("name", WRITES)
def test_every_write_command_takes_the_common_options(name: str) -> None:
    options = {each for parameter in WRITES[name].params for each in parameter.opts}
    missing = COMMON - OTHERWISE.get(name, set()) - options
    if "--as" in OTHERWISE.get(name, set()):
        assert "--person" in options
    assert missing == set()


@pytest.mark.parametrize("name", WAYS)
def test_a_line_json_and_answers_say_the_same(
    cases: Line, lead: Callable[[str], Way], tmp_path: Path, name: str
) -> None:
    way, path, led = lead(name), name.split(), cases.ledger
    told = []
    for face in ("line", "json", "answers") if way.said else ("line", "answers"):
        cases.ledger = str(shutil.copyfile(led, tmp_path / f"{face}.db"))
        if face == "answers":
            assert answered(cases.ledger, path, way.talk) == 0
        elif face == "json":
            outcome = cases(*path, "--input", "-", stdin=json.dumps(way.said))
            assert outcome.status == 0, outcome.err
        else:
            outcome = cases(*path, *way.words)
            assert outcome.status == 0, outcome.err
        told.append(last(cases))
    assert all(each == told[0] for each in told), told


@pytest.mark.parametrize("name", WAYS)
def test_a_dry_run_writes_nothing_and_a_key_makes_it_harmless(
    cases: Line, lead: Callable[[str], Way], name: str
) -> None:
    way = lead(name)
    words = (*name.split(), *way.words, "--key", "k")
    before = cases.content
    dry = cases(*words, "-n", "--json").data
    assert (dry["dry_run"], cases.content) == (True, before)
    first = cases(*words, "--json").data
    written = cases.content
    again = cases(*words, "--json").data
    assert (again["repeated"], again["event"], cases.content) == (True, first["event"], written)
    for language in LANGUAGES:
        assert "k" not in cases(*words, "--lang", language).out.split()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in WAYS if name != "base set"])
def test_nothing_happens_tomorrow(
    cases: Line, lead: Callable[[str], Way], name: str, language: str
) -> None:
    words = [word for word in lead(name).words if word not in {"--at", "--as-of"}]
    late = (*name.split(), *words[:-1], "--at", "2031-01-01", "--lang", language)
    refused(cases, *late, code="E406", status=4)

"""Hypothesis strategies for histories: what clerks type, in small worlds where things meet again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from doubles import CLERK, ListSource, set_clock
from hypothesis import strategies as st

from ledgerctl.application import handling, importing, keeping, receiving, reversing
from ledgerctl.application.importing import ImportChoices
from ledgerctl.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.results import Receipt

#: Histories play from here on, in steps of days, over a turn of the year.
FIRST_DAY = date(2019, 11, 20)
LAST_DAY = date(2021, 2, 10)

PHONES = ("19900000001", "19900000002", "199-0000-0001")
NAMES = ("张三", "李四", "Ann Lee")
CHANNELS = ("counter", "hotline", "nfra", "consumer_center")
BUSINESSES = ("card_debit", "loan", "wealth_own")
STAFF = ("w01", "w02", "王五")
LEVELS = ("branch_head", "operations_supervisor", "president", "superior")
RESPONSIBILITIES = ("at_fault", "no_fault", "not_complaint")
#: Quotation marks, line ends, combining marks, the wildcards of LIKE: what texts may hold.
WORDS = ("柜台排队太久", 'said "no"', "100%_ sure", "back\\slash", "cafe\u0301", "line\nbreak")

days = st.dates(FIRST_DAY, LAST_DAY)
words = st.sampled_from(WORDS)


def texts(
    required: dict[str, st.SearchStrategy[str]], optional: dict[str, st.SearchStrategy[str]]
) -> st.SearchStrategy[dict[str, str]]:
    """Texts by field name, as a clerk types them."""
    return st.fixed_dictionaries(required, optional=optional)


intakes = texts(
    {"channel": st.sampled_from(CHANNELS), "summary": words},
    {
        "complainant": st.sampled_from(NAMES),
        "phone": st.sampled_from(PHONES),
        "business": st.sampled_from(BUSINESSES),
        "complained": st.sampled_from(STAFF),
        "amount": st.sampled_from(("1", "5,000.00", "1.2万")),
        "complexity": st.sampled_from(("simple", "complex")),
        "skip_level": st.sampled_from(("yes", "no")),
    },
)

outcomes = texts(
    {"finding": st.sampled_from(("upheld", "not_upheld"))},
    {
        "responsibility": st.sampled_from(RESPONSIBILITIES),
        "compensation": st.sampled_from(("0", "88.50")),
        "resolution": words,
        "satisfaction": st.sampled_from(("1", "5")),
    },
)

corrections = st.one_of(
    st.tuples(st.just("channel"), st.sampled_from(CHANNELS)),
    st.tuples(st.just("business"), st.sampled_from((*BUSINESSES, ""))),
    st.tuples(st.just("phone"), st.sampled_from((*PHONES, ""))),
    st.tuples(st.just("complainant"), st.sampled_from((*NAMES, ""))),
    st.tuples(st.just("received_at"), days.map(date.isoformat)),
    st.tuples(st.just("resolved_at"), days.map(date.isoformat)),
    st.tuples(st.just("responsibility"), st.sampled_from(RESPONSIBILITIES)),
    st.tuples(st.just("compensation"), st.sampled_from(("0", "12.34", ""))),
    st.tuples(st.just("summary"), words),
)


#: Who complains in the numbered rows of a register: a newer row of a number tells of the same person.
COMPLAINANTS = {
    "A1": {"phone": PHONES[0], "complainant": NAMES[0]},
    "A2": {"phone": PHONES[2]},
    "A3": {"complainant": NAMES[1]},
    "A4": {},
}


@st.composite
def register_rows(draw: st.DrawFn) -> dict[str, str]:
    """One row of a register to import; few numbers, so that rows come back with other values."""
    row = draw(intakes)
    source_id = draw(st.sampled_from((*COMPLAINANTS, "")))
    if source_id:
        row = {k: v for k, v in row.items() if k not in {"phone", "complainant"}}
        row |= COMPLAINANTS[source_id]
    received = draw(st.dates(FIRST_DAY - timedelta(days=400), FIRST_DAY))
    row |= {"received_at": received.isoformat(), "source_id": source_id}
    if draw(st.booleans()):
        row |= draw(outcomes)
        row["resolved_at"] = (received + timedelta(days=draw(st.integers(0, 40)))).isoformat()
    return row


registers = st.lists(register_rows(), min_size=1, max_size=4)


class Step(NamedTuple):
    """One thing somebody does; ``case`` counts through the cases there are."""

    action: str
    case: int = 0
    texts: Mapping[str, str] = {}
    words: str = ""
    rows: tuple[Mapping[str, str], ...] = ()


_cases = st.integers(0, 7)
steps = st.one_of(
    st.builds(Step, st.just("wait"), st.integers(1, 40)),
    st.builds(Step, st.just("receive"), texts=intakes),
    st.builds(Step, st.just("assign"), _cases, words=st.sampled_from(STAFF)),
    st.builds(Step, st.just("escalate"), _cases, words=st.sampled_from(LEVELS)),
    st.builds(Step, st.just("resolve"), _cases, outcomes),
    st.builds(Step, st.just("reopen"), _cases, words=words),
    st.builds(Step, st.just("note"), _cases, words=words),
    st.builds(
        Step,
        st.just("correct"),
        _cases,
        corrections.map(lambda pair: {"field": pair[0], "value": pair[1]}),
    ),
    st.builds(Step, st.just("window"), words=st.sampled_from(("1", "30", "400"))),
    st.builds(Step, st.sampled_from(("import", "update")), rows=registers.map(tuple)),
    st.builds(Step, st.just("undo"), _cases),
)
#: What may happen to a ledger, from its first day.
histories = st.lists(steps, min_size=1, max_size=25)


def play(desk: Desk, step: Step) -> str:
    """Do one step; returns what came of it, the code of a refusal included."""
    numbers = sorted({*_numbers(desk)})
    number = numbers[step.case % len(numbers)] if numbers else "2020-0001"
    try:
        return _play(desk, step, number)
    except LedgerError as refusal:
        return refusal.code


def _play(desk: Desk, step: Step, number: str) -> str:
    match step.action:
        case "wait":
            return wait(desk, step.case)
        case "undo":
            return undo(desk, step.case)
        case "import" | "update":
            return take(desk, step)
        case _:
            return _handle(desk, step, number).head.short


def _handle(desk: Desk, step: Step, number: str) -> Receipt:
    words = step.words
    if step.action == "correct":
        field, value = step.texts["field"], step.texts["value"]
        return handling.amend(desk, number, field, value, CLERK, reason="笔误")
    handle: Mapping[str, Callable[[], Receipt]] = {
        "receive": lambda: receiving.add(desk, step.texts, CLERK),
        "assign": lambda: handling.assign(desk, number, words, CLERK),
        "escalate": lambda: handling.escalate(desk, number, words, CLERK, reason="必要"),
        "resolve": lambda: handling.resolve(desk, number, step.texts, CLERK),
        "reopen": lambda: handling.reopen(desk, number, words, CLERK),
        "note": lambda: handling.note(desk, number, words, CLERK),
        "window": lambda: keeping.change_setting(
            desk, "repeat_window", words, CLERK, reason="rule"
        ),
    }
    return handle[step.action]()


def wait(desk: Desk, days: int) -> str:
    """Let days pass, to the last day at most."""
    today = date.fromisoformat(desk.clock.local("")[:10])
    then = min(today + timedelta(days=days), LAST_DAY)
    set_clock(desk, f"{then}T09:30")
    return then.isoformat()


def take(desk: Desk, step: Step) -> str:
    """Import rows; their batch has the number of events before it in its name."""
    source = ListSource(step.rows, sha256=f"{desk.store.head().size:08d}")
    choices = ImportChoices(
        "old", on_duplicate="update" if step.action == "update" else "skip", partial=True
    )
    report = importing.import_rows(desk, source, CLERK, choices)
    return f"{report.added}+{report.updated}+{report.rejected} {report.head.short}"


def undo(desk: Desk, position: int) -> str:
    """Take back one of the batches there are."""
    batches = sorted(
        {
            batch
            for number in _numbers(desk)
            for recorded in desk.store.history(number)
            if (batch := recorded.envelope.batch) is not None
        }
    )
    batch = batches[position % len(batches)] if batches else "none"
    return reversing.undo(desk, batch, CLERK, reason="wrong file").receipt.head.short


def _numbers(desk: Desk) -> list[str]:
    from ledgerctl.application.ports import CaseFilter  # noqa: PLC0415 - only here

    standing = desk.store.cases(CaseFilter()).rows
    gone = desk.store.cases(CaseFilter(status="reversed")).rows
    return [row.number for row in (*standing, *gone)]

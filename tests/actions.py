"""Everything that can be done to a ledger, once: what is typed, the use case, the event kinds it writes.

``histories`` plays these actions at random. Whoever adds an event kind adds a row to ``ACTIONS``: the
tests of the stores then meet the kind in every order with all others.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from doubles import CLERK, ListSource, set_clock
from hypothesis import strategies as st
from strategies import (
    LAST_DAY,
    LEVELS,
    STAFF,
    corrections,
    intakes,
    outcomes,
    registers,
    words,
)

from ledgerctl.application import (
    attaching,
    following,
    handling,
    importing,
    keeping,
    linking,
    receiving,
    reversing,
    watching,
)
from ledgerctl.application.attaching import Fingerprint
from ledgerctl.application.importing import ImportChoices
from ledgerctl.application.ports import CaseFilter
from ledgerctl.domain.complaint import Complaint
from ledgerctl.domain.vocabulary import VOCABULARIES
from ledgerctl.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.results import Receipt


RELATIONS = VOCABULARIES["relation"].keys()


class Step(NamedTuple):
    """One thing somebody does; ``place`` counts through the cases (or whatever else) there are."""

    action: str
    place: int = 0
    texts: Mapping[str, str] = {}
    words: str = ""
    rows: tuple[Mapping[str, str], ...] = ()


class Action(NamedTuple):
    """One action: the event kinds it may write, what is typed, and the use case that it runs."""

    kinds: tuple[str, ...]
    do: Callable[[Desk, Step, str], Receipt | str]
    texts: st.SearchStrategy[Mapping[str, str]] = st.just({})
    words: st.SearchStrategy[str] = st.just("")
    rows: st.SearchStrategy[tuple[Mapping[str, str], ...]] = st.just(())
    #: How often it is drawn, against one for most.
    weight: int = 1

    def steps(self, name: str) -> st.SearchStrategy[Step]:
        """Return steps of this action."""
        return st.builds(Step, st.just(name), st.integers(0, 7), self.texts, self.words, self.rows)


def wait(desk: Desk, step: Step, number: str) -> str:
    """Let days pass, to the last day at most."""
    today = date.fromisoformat(desk.clock.local("")[:10])
    then = min(today + timedelta(days=1 + step.place * 5), LAST_DAY)
    set_clock(desk, f"{then}T09:30")
    return then.isoformat()


def take(desk: Desk, step: Step, number: str) -> str:
    """Import rows; their batch has the number of events before it in its name."""
    source = ListSource(step.rows, sha256=f"{desk.store.head().size:08d}")
    choices = ImportChoices("old", on_duplicate=step.words, partial=True)
    report = importing.import_rows(desk, source, CLERK, choices)
    return f"{report.added}+{report.updated}+{report.rejected} {report.head.short}"


def correct(desk: Desk, step: Step, number: str) -> Receipt:
    """Correct one field."""
    field, value = step.texts["field"], step.texts["value"]
    return handling.amend(desk, number, field, value, CLERK, reason="笔误")


def population(desk: Desk, step: Step, number: str) -> Receipt:
    """Record one or two denominators in one command."""
    sizes = {name: str(1 + step.place) for name in step.words.split("+")}
    return keeping.record_populations(desk, "2019", sizes, CLERK)


def undo(desk: Desk, step: Step, number: str) -> Receipt:
    """Take back the last command, one on a case, or any event's."""
    target = step.words
    if target == "case":
        target = number
    elif target == "event":
        target = str(1 + step.place * 5 % desk.store.head().size)
    later = step.texts.get("later") == "yes"
    return reversing.undo(desk, target, CLERK, reason="x", with_later=later).receipt


class OneFile:
    """A file that is always the same."""

    def fingerprint(self, path: str) -> Fingerprint:
        """Return what it is."""
        return Fingerprint(f"/files/{path}", 3, "ab" * 32)


def another(desk: Desk, step: Step) -> str:
    """Return the case after the one that a step names, in turn."""
    numbers = numbers_of(desk)
    return numbers[(step.place + 1) % len(numbers)] if numbers else "2020-0001"


def unlink(desk: Desk, step: Step, number: str) -> Receipt:
    """Take away one of the links there are."""
    linked = [
        (each, link.other, link.relation)
        for each in numbers_of(desk)
        for link in (desk.store.complaint(each) or Complaint(each)).links
    ]
    first, other, relation = linked[step.place % len(linked)] if linked else (number, number, "")
    return linking.unlink(desk, first, other, relation, CLERK, reason="x")


def undo_import(desk: Desk, step: Step, number: str) -> Receipt:
    """Take back one of the imports there are."""
    histories = [desk.store.history(each) for each in numbers_of(desk)]
    batches = {each.envelope.batch for history in histories for each in history}
    named = sorted(batch for batch in batches if batch is not None)
    target = named[step.place % len(named)] if named else "none"
    return reversing.undo(desk, target, CLERK, reason="x").receipt


ACTIONS: dict[str, Action] = {
    "wait": Action((), wait),
    "receive": Action(
        ("complaint.received",),
        lambda desk, step, _number: receiving.add(desk, step.texts, CLERK),
        texts=intakes,
        weight=3,
    ),
    "assign": Action(
        ("complaint.assigned",),
        lambda desk, step, number: handling.assign(desk, number, step.words, CLERK),
        words=st.sampled_from(STAFF),
    ),
    "escalate": Action(
        ("complaint.escalated",),
        lambda desk, step, number: handling.escalate(
            desk, number, step.words, CLERK, reason="必要"
        ),
        words=st.sampled_from(LEVELS),
    ),
    "resolve": Action(
        ("complaint.resolved",),
        lambda desk, step, number: handling.resolve(desk, number, step.texts, CLERK),
        texts=outcomes,
        weight=2,
    ),
    "reopen": Action(
        ("complaint.reopened",),
        lambda desk, step, number: handling.reopen(desk, number, step.words, CLERK),
        words=words,
    ),
    "note": Action(
        ("complaint.noted",),
        lambda desk, step, number: handling.note(desk, number, step.words, CLERK),
        words=words,
    ),
    "help": Action(
        ("complaint.assigned",),
        lambda desk, step, number: handling.assist(desk, number, step.words, CLERK),
        words=st.sampled_from(STAFF),
    ),
    "link": Action(
        ("complaint.linked",),
        lambda desk, step, number: linking.link(
            desk, number, another(desk, step), step.words, CLERK
        ),
        words=st.sampled_from(RELATIONS),
        weight=2,
    ),
    "unlink": Action(
        ("complaint.unlinked",),
        unlink,
    ),
    "attach": Action(
        ("complaint.attached",),
        lambda desk, _step, number: attaching.attach(desk, number, "r.wav", CLERK, OneFile()),
    ),
    "call back": Action(
        ("complaint.called_back",),
        lambda desk, step, number: following.call_back(
            desk, number, "reached" if step.words else "refused", CLERK, score=step.words
        ),
        words=st.sampled_from(("", "1", "5")),
    ),
    "repair": Action(
        ("complaint.repaired",),
        lambda desk, step, number: following.repair(desk, number, step.words, CLERK),
        words=words,
    ),
    "watch": Action(
        ("watch.added",),
        lambda desk, step, number: watching.add(desk, number, CLERK, reason=step.words),
        words=words,
    ),
    "tell": Action(
        ("watch.told",),
        lambda desk, step, number: watching.tell(desk, number, step.words, CLERK, reason="x"),
        words=st.sampled_from(STAFF),
    ),
    "lift": Action(
        ("watch.lifted",),
        lambda desk, _step, number: watching.lift(desk, number, CLERK, reason="x"),
    ),
    "look": Action(
        ("watch.viewed",),
        lambda desk, _step, _number: str(
            len(watching.view(desk, CLERK, "2019-01-01", "2021-12-31").entries)
        ),
    ),
    "correct": Action(
        ("complaint.corrected",),
        correct,
        texts=corrections.map(lambda pair: {"field": pair[0], "value": pair[1]}),
        weight=2,
    ),
    "window": Action(
        ("setting.changed",),
        lambda desk, step, _number: keeping.change_setting(
            desk, "repeat_window", step.words, CLERK, reason="rule"
        ),
        words=st.sampled_from(("1", "30", "400")),
    ),
    "population": Action(
        ("population.recorded",),
        population,
        words=st.sampled_from(("customers", "outlets", "customers+outlets")),
    ),
    "import": Action(
        ("complaint.received", "complaint.corrected", "complaint.resolved"),
        take,
        words=st.sampled_from(("skip", "update")),
        rows=registers.map(tuple),
    ),
    "undo": Action(
        ("events.reversed", "batch.reversed"),
        undo,
        texts=st.sampled_from(({}, {"later": "yes"})),
        words=st.sampled_from(("", "", "case", "event")),
        weight=3,
    ),
    "undo import": Action(("batch.reversed",), undo_import),
}
#: Written when a ledger is created, and then never again.
AT_BIRTH = frozenset({"ledger.created"})

steps = st.one_of(
    [action.steps(name) for name, action in ACTIONS.items() for _ in range(action.weight)]
)
#: What may happen to a ledger, from its first day.
histories = st.lists(steps, min_size=1, max_size=25)


def play(desk: Desk, step: Step) -> str:
    """Do one step; returns what came of it, the code of a refusal included."""
    numbers = numbers_of(desk)
    number = numbers[step.place % len(numbers)] if numbers else "2020-0001"
    try:
        came = ACTIONS[step.action].do(desk, step, number)
    except LedgerError as refusal:
        return refusal.code
    return came if isinstance(came, str) else came.head.short


def numbers_of(desk: Desk) -> list[str]:
    """Return every case number, those taken back included."""
    pages = [desk.store.cases(CaseFilter(status=each)) for each in (None, "reversed")]
    return sorted(row.number for page in pages for row in page.rows)

"""Everything that can be done to a ledger, once: what is typed, the use case, the event kinds it writes.

``histories`` plays these actions at random. Whoever adds an event kind adds a row to ``ACTIONS``: the
tests of the stores then meet the kind in every order with all others.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from doubles import CLERK, ListSource, set_clock
from hypothesis import strategies as st
from strategies import (
    CLOCK_STEPS,
    DEPARTMENTS,
    LAST_DAY,
    LEVELS,
    POLICIES,
    STAFF,
    clock_texts,
    corrections,
    intakes,
    judgements,
    notes,
    outcomes,
    registers,
    words,
)

from ledgerctl.application import (
    attaching,
    clocks,
    following,
    handling,
    importing,
    issuing,
    keeping,
    linking,
    policies,
    receiving,
    revealing,
    reversing,
    watching,
)
from ledgerctl.application.attaching import Fingerprint
from ledgerctl.application.importing import ImportChoices
from ledgerctl.application.learning import improving, judging, opportunities, suggesting
from ledgerctl.application.records import CaseFilter
from ledgerctl.domain.complaint import Complaint
from ledgerctl.domain.periods import quarter_period
from ledgerctl.domain.policies import STARTS
from ledgerctl.domain.vocabulary import VOCABULARIES
from ledgerctl.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.records import Meta
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
    return handling.amend(desk, number, {field: value}, CLERK, reason="笔误")


def note(desk: Desk, step: Step, number: str) -> Receipt:
    """Write a note, perhaps of a contact or of new facts."""
    contact, new = step.texts.get("contact", ""), "new_facts" in step.texts
    return handling.note(desk, number, step.words, CLERK, contact=contact, new_facts=new)


def work_clock(name: str, desk: Desk, step: Step, number: str) -> Receipt:
    """Do something to the clocks of a case, or end it without an outcome."""
    if name == "resume":
        # At random the one case whose clock stands still would hardly ever be met.
        stopped = desk.store.cases(CaseFilter(status="suspended")).rows
        number = stopped[step.place % len(stopped)].number if stopped else number
    use_case: Callable[..., Receipt] = getattr(clocks, name)
    return use_case(desk, number, step.texts, CLERK)


def change_policy(desk: Desk, step: Step, number: str) -> Receipt:
    """Adopt a set of policies, or retire a policy."""
    if step.words in STARTS:
        own = {"key": f"own.{step.words}", "step": "decision", "amount": 9, "start": step.words}
        return policies.adopt(desk, "", CLERK, values=[own])
    if "." in step.words:
        return policies.retire(desk, step.words, CLERK, reason="rule")
    return policies.adopt(desk, step.words, CLERK, own=True)


def name_units(desk: Desk, step: Step, _number: str) -> Receipt:
    """Name the departments, perhaps as of an earlier day."""
    names, _, day = step.words.partition(" ")
    return keeping.change_setting(desk, "departments", names, CLERK, reason="rule", at=day)


def population(desk: Desk, step: Step, number: str) -> Receipt:
    """Record one or two denominators in one command."""
    sizes = {name: str(1 + step.place) for name in step.words.split("+")}
    return keeping.record_populations(desk, "2019", sizes, CLERK)


def reveal(desk: Desk, step: Step, number: str) -> Receipt:
    """Look at the personal data of one case, or take the whole register away."""
    case = number if step.place % 2 else ""
    purpose = "show" if case else "export"
    return revealing.reveal(
        desk, purpose, step.words, CLERK, records=1 + step.place, fields=("complainant",), case=case
    )


def owner(desk: Desk, number: str) -> Meta:
    """Return the owner of a case as the person who acts."""
    row = desk.store.row(number)
    return CLERK._replace(on_behalf_of=row.handler if row is not None else "w01")


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


def watched(desk: Desk, number: str) -> str:
    """Return somebody on the watch list, else whoever complained in a case."""
    return next(iter(sorted(watching.listed(desk.store))), number)


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


def one_of(entries: Mapping[str, object], step: Step) -> str:
    """Return the number of one of the entries there are, or of one that there is not."""
    return [*entries, "none"][step.place % max(len(entries), 1)]


def suggest(desk: Desk, step: Step, number: str) -> Receipt:
    """Make a suggestion."""
    texts = {"suggestion_kind": "process", "proposal": step.words, "at": _BEFORE}
    return suggesting.make(desk, texts, CLERK)


def improve(desk: Desk, step: Step, number: str) -> Receipt:
    """Open an issue, long ago."""
    texts = {"lesson": step.words, "cases": number, "cause": "service", "at": _BEFORE}
    return improving.open_issue(desk, texts, CLERK)


def measure(desk: Desk, step: Step, number: str) -> Receipt:
    """Set a measure, long ago."""
    texts = {"plan": step.words, "owner": "w01", "due_on": "2019-12-31", "at": _BEFORE}
    return improving.plan(desk, one_of(improving.every(desk.store), step), texts, CLERK)


def put_right(desk: Desk, step: Step, number: str) -> Receipt:
    """Open an issue, carry out its only measure, look at the effect."""
    opened = improve(desk, step, number).number or ""
    texts = {"plan": step.words, "owner": "w01", "due_on": _BEFORE, "at": _BEFORE}
    improving.plan(desk, opened, texts, CLERK)
    improving.carry_out(desk, opened, {"evidence": step.words, "at": _BEFORE}, CLERK)
    return improving.verify(desk, opened, {}, CLERK)


def hear(desk: Desk, step: Step, number: str) -> Receipt:
    """Hear a need in a case."""
    return opportunities.hear(desk, {"case": number, "need": step.words}, CLERK)


#: More than the time that an effect needs before the first day.
_BEFORE = "2019-06-03"

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
    "accept": Action(
        ("complaint.assigned",),
        lambda desk, _step, number: handling.accept(desk, number, owner(desk, number)),
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
        note,
        texts=notes,
        words=words,
    ),
    **{
        name: Action((f"complaint.{kind}",), partial(work_clock, name), texts=clock_texts, weight=3)
        for name, kind in CLOCK_STEPS.items()
    },
    "policy": Action(
        ("policy.adopted", "policy.retired"), change_policy, words=st.sampled_from(POLICIES)
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
        weight=2,
    ),
    "tell": Action(
        ("watch.told",),
        lambda desk, step, number: watching.tell(
            desk, watched(desk, number), step.words, CLERK, reason="x"
        ),
        words=st.sampled_from(STAFF),
    ),
    "lift": Action(
        ("watch.lifted",),
        lambda desk, _step, number: watching.lift(desk, watched(desk, number), CLERK, reason="x"),
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
    "judge": Action(
        ("complaint.judged",),
        lambda desk, step, number: judging.judge(desk, number, step.texts, CLERK),
        texts=judgements,
        weight=2,
    ),
    "suggest": Action(("suggestion.made",), suggest, words=words, weight=2),
    "forward": Action(
        ("suggestion.forwarded",),
        lambda desk, step, _number: suggesting.forward(
            desk, one_of(suggesting.every(desk.store), step), {"forwarded_to": "分行"}, CLERK
        ),
    ),
    "answer": Action(
        ("suggestion.answered",),
        lambda desk, step, _number: suggesting.answer(
            desk,
            one_of(suggesting.every(desk.store), step),
            {"adoption": "adopted", "answer": step.words},
            CLERK,
        ),
        words=words,
    ),
    "improve": Action(("improvement.opened",), improve, words=words, weight=2),
    "link issue": Action(
        ("improvement.linked",),
        lambda desk, step, number: improving.link(
            desk, one_of(improving.every(desk.store), step), {"cases": number}, CLERK
        ),
    ),
    "measure": Action(("improvement.planned",), measure, words=words),
    "done": Action(
        ("improvement.done",),
        lambda desk, step, _number: improving.carry_out(
            desk, one_of(improving.every(desk.store), step), {"evidence": step.words}, CLERK
        ),
        words=words,
    ),
    "put right": Action(("improvement.verified",), put_right, words=words),
    "hear": Action(("opportunity.heard",), hear, words=words, weight=2),
    "offer": Action(
        ("opportunity.offered",),
        lambda desk, step, _number: opportunities.offer(
            desk, one_of(opportunities.every(desk.store), step), {"offer": step.words}, CLERK
        ),
        words=words,
    ),
    "conclude": Action(
        ("opportunity.concluded",),
        lambda desk, step, _number: opportunities.conclude(
            desk,
            one_of(opportunities.every(desk.store), step),
            {"opportunity_outcome": "lapsed"},
            CLERK,
        ),
    ),
    "issue": Action(
        ("report.issued",),
        lambda desk, step, _number: issuing.issue(
            desk,
            issuing.Request(quarter_period("2020Q1"), {}, step.words),
            CLERK,
            fingerprint=lambda report: f"{report.received:064x}",
        )[1],
        words=words,
    ),
    "window": Action(
        ("setting.changed",),
        lambda desk, step, _number: keeping.change_setting(
            desk, "repeat_window", step.words, CLERK, reason="rule"
        ),
        words=st.sampled_from(("1", "30", "400")),
    ),
    "units": Action(
        ("setting.changed",),
        name_units,
        words=st.sampled_from(
            ("known", "营业部 2019-12-31", "公司部、个人金融部 2020-06-30", DEPARTMENTS[0])
        ),
    ),
    "population": Action(
        ("population.recorded",),
        population,
        words=st.sampled_from(("customers", "outlets", "customers+outlets")),
    ),
    "import": Action(
        ("complaint.received", "complaint.corrected", "complaint.resolved", "import.recorded"),
        take,
        words=st.sampled_from(("skip", "update")),
        rows=registers.map(tuple),
    ),
    "reveal": Action(("data.revealed",), reveal, words=words),
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

"""Everything that can be done to a ledger, once: what is typed, the use case, the event kinds it writes.

``histories`` plays these actions at random. Whoever adds an event kind adds a row to ``ACTIONS``: the
tests of the stores then meet the kind in every order with all others.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from deeds import (
    OneFile,
    Step,
    another,
    change_policy,
    correct,
    hear,
    improve,
    measure,
    name_units,
    note,
    numbers_of,
    one_of,
    owner,
    population,
    put_right,
    reveal,
    suggest,
    take,
    undo,
    undo_import,
    unlink,
    wait,
    watched,
    work_clock,
)
from doubles import CLERK
from hypothesis import strategies as st
from strategies import (
    CLOCK_STEPS,
    DEPARTMENTS,
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

from ledgerctl.application.cases import attaching, following, handling, linking, receiving, watching
from ledgerctl.application.learning import improving, judging, opportunities, suggesting
from ledgerctl.application.ledger import keeping
from ledgerctl.application.reports import issuing
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.days.periods import quarter_period
from ledgerctl.errors.base import LedgerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt


RELATIONS = VOCABULARIES["relation"].keys()


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

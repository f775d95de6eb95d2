"""Improvements 溯源整改: a lesson becomes an issue of many complaints, measures, and an effect verified.

``improvements`` folds the family's events; the other functions decide.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.events.base import sealed_text, text, whole
from ledgerctl.domain.events.improvement_done import ImprovementDone
from ledgerctl.domain.events.improvement_linked import ImprovementLinked
from ledgerctl.domain.events.improvement_opened import ImprovementOpened
from ledgerctl.domain.events.improvement_planned import ImprovementPlanned
from ledgerctl.domain.events.improvement_verified import ImprovementVerified
from ledgerctl.domain.learning.entries import fold, in_order, needed
from ledgerctl.errors.house import NothingChanges
from ledgerctl.errors.learning import (
    AlreadyVerified,
    BeforeItBegan,
    MeasureDone,
    NoSuchMeasure,
    NotYetDone,
    TooEarly,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.events.base import Event, Facts, Sealed
    from ledgerctl.domain.learning.effects import Effect

#: What begins the number of an improvement (整改; an issue to put right).
LETTER = "I"
#: Days that are compared on either side of the day on which the last measure was carried out.
WINDOW = 90
#: Fields that say which complaints are of the same issue, whether somebody linked them or not.
SCOPE = ("cause", "business", "handling_channel", "product")


class Measure(NamedTuple):
    """One measure 整改措施: numbered from 1; ``done_on`` is empty until it was carried out."""

    step: int
    plan: str
    owner: str
    set_on: str
    due_on: str
    done_on: str = ""
    evidence: str = ""

    def overdue(self, today: str) -> bool:
        """Whether its day has passed and it was not carried out 逾期."""
        return not self.done_on and self.due_on < today


class Verified(NamedTuple):
    """What a verification found; ``probability`` is decimal text, ``effect`` a code of its vocabulary."""

    on: str
    done_on: str
    before: int
    after: int
    probability: str
    effect: str


class Improvement(NamedTuple):
    """One improvement as its events have made it; ``cases`` in the order in which they were linked."""

    number: str
    by: str
    opened_on: str
    lesson: str
    cases: tuple[str, ...]
    scope: Mapping[str, str]
    measures: tuple[Measure, ...] = ()
    verified: Verified | None = None

    @property
    def done_on(self) -> str:
        """The ISO day on which the last measure was carried out; empty while one is to do."""
        days = [measure.done_on for measure in self.measures]
        return max(days) if days and all(days) else ""

    @property
    def status(self) -> str:
        """Its state: a code of the ``rectification`` vocabulary."""
        if not self.measures:
            return "not_started"
        if not self.done_on:
            return "in_progress"
        return "verified" if self.verification is not None else "done"

    @property
    def verification(self) -> Verified | None:
        """The verification of the measures there are; one of fewer measures holds no longer."""
        verified = self.verified
        return verified if verified is not None and verified.done_on == self.done_on else None

    def measure(self, step: int) -> Measure:
        """Return a measure by its number.

        Raises:
            NoSuchMeasure.
        """
        for measure in self.measures:
            if measure.step == step:
                return measure
        raise NoSuchMeasure(number=self.number, step=step)

    @property
    def next_step(self) -> int:
        """The number that the next measure gets."""
        return max((measure.step for measure in self.measures), default=0) + 1


def improvements(events: Iterable[Event]) -> Mapping[str, Improvement]:
    """Return every improvement by number, in the order in which they were opened; total."""
    return fold(events, ImprovementOpened.kind, _opened, _after)


def _opened(number: str, event: Event) -> Improvement:
    facts, sealed = event.facts(), event.sealed()
    return Improvement(
        number,
        text(facts, "by"),
        text(facts, "at")[:10],
        sealed_text(sealed, "lesson"),
        _cases(facts),
        {name: text(facts, name) for name in SCOPE if name in facts},
    )


def _after(before: Improvement, event: Event) -> Improvement:
    facts, sealed = event.facts(), event.sealed()
    day = text(facts, "at")[:10]
    measures = before.measures
    match event.kind:
        case ImprovementLinked.kind:
            return before._replace(cases=tuple(dict.fromkeys((*before.cases, *_cases(facts)))))
        case ImprovementPlanned.kind:
            plan, owner = sealed_text(sealed, "plan"), text(facts, "owner")
            made = Measure(whole(facts, "step"), plan, owner, day, text(facts, "due_on"))
            return before._replace(measures=(*measures, made))
        case ImprovementDone.kind:
            step, evidence = whole(facts, "step"), sealed_text(sealed, "evidence")
            return before._replace(
                measures=tuple(
                    each._replace(done_on=day, evidence=evidence) if each.step == step else each
                    for each in measures
                )
            )
        case ImprovementVerified.kind:
            counts = whole(facts, "before"), whole(facts, "after")
            codes = text(facts, "probability"), text(facts, "effect")
            return before._replace(verified=Verified(day, text(facts, "done_on"), *counts, *codes))
        case _:
            return before


def _cases(facts: Facts) -> tuple[str, ...]:
    value = facts.get("cases", ())
    return tuple(dict.fromkeys(value)) if isinstance(value, list) else ()


def open_issue(number: str, facts: Facts, sealed: Sealed, *, now: str) -> ImprovementOpened:
    """Return an issue opened from a lesson; ``facts`` has who, when, the cases and perhaps the scope.

    Raises:
        EmptyValue (no lesson), FutureDate.
    """
    needed(facts, "by")
    needed(sealed, "lesson")
    in_order("at", text(facts, "at"), began="", now=now)
    return ImprovementOpened({"improvement": number, **facts}, sealed)


def link(issue: Improvement, facts: Facts, *, now: str) -> ImprovementLinked:
    """Return further complaints linked to an issue; those already linked are left out.

    Raises:
        NothingChanges: all of them are linked; FutureDate, BeforeItBegan.
    """
    in_order("at", text(facts, "at"), began=issue.opened_on, now=now)
    fresh = [number for number in _cases(facts) if number not in issue.cases]
    if not fresh:
        raise NothingChanges(field="cases", number=issue.number)
    return ImprovementLinked({**facts, "improvement": issue.number, "cases": fresh}, {})


def plan(issue: Improvement, facts: Facts, sealed: Sealed, *, now: str) -> ImprovementPlanned:
    """Return a measure set, with its owner and the day it is due.

    Raises:
        EmptyValue (no measure, owner or day), FutureDate, BeforeItBegan (set or due too early).
    """
    needed(facts, "owner", "due_on")
    needed(sealed, "plan")
    at, due_on = text(facts, "at"), text(facts, "due_on")
    in_order("at", at, began=issue.opened_on, now=now)
    if due_on < at[:10]:
        raise BeforeItBegan(field="due_on", value=due_on, began=at[:10])
    return ImprovementPlanned(
        {"improvement": issue.number, "step": issue.next_step, **facts}, sealed
    )


def carry_out(
    issue: Improvement, step: int | None, facts: Facts, sealed: Sealed, *, now: str
) -> ImprovementDone:
    """Return a measure carried out; without a number, the only one still to do.

    Raises:
        NoSuchMeasure, MeasureDone, EmptyValue (no number, several to do), FutureDate, BeforeItBegan.
    """
    if step is None:
        waiting = [measure.step for measure in issue.measures if not measure.done_on]
        if len(waiting) > 1:
            raise EmptyValue(field="step")
        step = waiting[0] if waiting else issue.next_step - 1
    measure = issue.measure(step)
    if measure.done_on:
        raise MeasureDone(number=issue.number, step=step, day=measure.done_on)
    in_order("at", text(facts, "at"), began=measure.set_on, now=now)
    return ImprovementDone({"improvement": issue.number, "step": step, **facts}, sealed)


def last_day(issue: Improvement) -> str:
    """Return the last ISO day of the period after an issue was put right; empty while it is not."""
    if not issue.done_on:
        return ""
    return (date.fromisoformat(issue.done_on) + timedelta(days=WINDOW)).isoformat()


def verify(
    issue: Improvement, effect: Effect | None, facts: Facts, *, now: str
) -> ImprovementVerified:
    """Return the effect verified, once every measure was carried out and the period after is over.

    Raises:
        NotYetDone, TooEarly, AlreadyVerified, FutureDate, BeforeItBegan.
    """
    if effect is None or not issue.done_on:
        done = sum(1 for measure in issue.measures if measure.done_on)
        raise NotYetDone(number=issue.number, whole=len(issue.measures), done=done)
    if issue.verification is not None:
        raise AlreadyVerified(number=issue.number, day=issue.verification.on)
    last = last_day(issue)
    if now[:10] <= last:
        raise TooEarly(number=issue.number, days=WINDOW, done_on=issue.done_on, day=last)
    in_order("at", text(facts, "at"), began=last, now=now)
    return ImprovementVerified(
        {
            "improvement": issue.number,
            "done_on": issue.done_on,
            "days": WINDOW,
            "before": effect.before,
            "after": effect.after,
            "probability": str(effect.probability),
            "effect": effect.code,
            **facts,
        },
        {},
    )

"""Improvements 溯源整改: opening, linking, measures, the effect verified, listing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.learning.entries import Family, names_of, read_cases
from ledgerctl.domain.learning import improvements
from ledgerctl.domain.learning.effects import compared, window
from ledgerctl.errors.base import N_
from ledgerctl.errors.usage import BadNumber

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.learning.entries import Said
    from ledgerctl.domain.events.base import Event
    from ledgerctl.domain.learning.effects import Effect
    from ledgerctl.domain.learning.improvements import Improvement, Measure
    from ledgerctl.domain.register.register import Row

FAMILY = Family("improvement", improvements.LETTER, "ledgerctl improve", improvements.improvements)
every, listing = FAMILY.every, FAMILY.listing
#: A measure's number has no more digits than this.
_DIGITS = 4


class DueMeasure(NamedTuple):
    """A measure still to do, with the number of its improvement."""

    number: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class ImprovementCard:
    """One improvement with its effect so far; ``effect`` is None while a measure is to do.

    ``complete`` when the period after the last measure is over, ``last_day`` its last ISO day. ``names``
    are those of its cases, to be hidden in its words.
    """

    improvement: Improvement
    effect: Effect | None
    complete: bool
    last_day: str
    today: str
    names: Sequence[str] = ()


def open_issue(
    desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Open an issue from a lesson; the acting person drew it unless another is named.

    Raises:
        LedgerError: no lesson, no such case, a bad value.
    """

    def decide(number: str, said: Said) -> Event:
        read_cases(said.ledger, said.facts)
        return improvements.open_issue(number, said.facts, said.words, now=said.now)

    return FAMILY.open(desk, texts, meta, "improvement.opened", decide, dry_run=dry_run)


def link(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Link further cases to an issue.

    Raises:
        LedgerError: no such issue or case, all of them linked already, a bad date.
    """

    def decide(entry: Improvement, said: Said) -> Event:
        read_cases(said.ledger, said.facts)
        return improvements.link(entry, said.facts, now=said.now)

    kind = "improvement.linked"
    return FAMILY.go_on(desk, number, texts, meta, kind, decide, dry_run=dry_run)


def plan(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Set a measure with its owner and the day it is due.

    Raises:
        LedgerError: no such issue, something is missing, a bad date.
    """

    def decide(entry: Improvement, said: Said) -> Event:
        return improvements.plan(entry, said.facts, said.words, now=said.now)

    kind = "improvement.planned"
    return FAMILY.go_on(desk, number, texts, meta, kind, decide, dry_run=dry_run)


def carry_out(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record that a measure was carried out; ``step`` may be left out when one only is to do.

    Raises:
        LedgerError: no such issue or measure, carried out already, a bad date.
    """

    def decide(entry: Improvement, said: Said) -> Event:
        step = read_step(texts.get("step", ""))
        return improvements.carry_out(entry, step, said.facts, said.words, now=said.now)

    rest, kind = {name: text for name, text in texts.items() if name != "step"}, "improvement.done"
    return FAMILY.go_on(desk, number, rest, meta, kind, decide, dry_run=dry_run)


def verify(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Verify the effect: complaints of the issue before and after, counted from the ledger.

    Raises:
        LedgerError: no such issue, a measure is to do, the period after is not over, verified already.
    """

    def decide(entry: Improvement, said: Said) -> Event:
        return improvements.verify(entry, effect_of(said.ledger, entry), said.facts, now=said.now)

    by_whom, kind = {"by": meta.person, **texts}, "improvement.verified"
    return FAMILY.go_on(desk, number, by_whom, meta, kind, decide, dry_run=dry_run)


def read_step(text: str) -> int | None:
    """Return the number of a measure; None for a blank text.

    Raises:
        BadNumber: it is not a whole number above zero.
    """
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= _DIGITS and int(plain)):
        raise BadNumber(value=text, field="step", expected=N_("A whole number above zero"))
    return int(plain)


def effect_of(reader: Reader, issue: Improvement) -> Effect | None:
    """Return the effect as the ledger has it now; None while a measure is to do.

    With a scope every complaint within it counts, linked or not, so that a forgotten link makes no
    success; without one the linked cases count.
    """
    if not issue.done_on:
        return None
    return compared(cases_of(reader, issue), issue.done_on, improvements.WINDOW)


def cases_of(reader: Reader, issue: Improvement) -> list[Row]:
    """Return the complaints of an issue's two periods, or its linked ones when it has no scope."""
    if not issue.scope:
        rows = (reader.row(number) for number in issue.cases)
        return [row for row in rows if row is not None]
    days = window(issue.done_on, improvements.WINDOW)
    query = CaseFilter(received_from=days.before_from, received_to=days.after_to, equal=issue.scope)
    return list(reader.cases(query).rows)


def measures_due(reader: Reader, until: str, *, as_of: str) -> list[DueMeasure]:
    """Return the measures due by an ISO day that were still to do at the end of ``as_of``, soonest first."""
    found = [
        DueMeasure(issue.number, measure)
        for issue in every(reader).values()
        for measure in issue.measures
        if measure.set_on <= as_of
        and measure.due_on <= until
        and not (measure.done_on and measure.done_on <= as_of)
    ]
    return sorted(found, key=lambda each: (each.measure.due_on, each.number))


def one(desk: Desk, number: str) -> ImprovementCard:
    """Return one improvement with its effect so far.

    Raises:
        NoSuchEntry.
    """
    issue = FAMILY.one(desk, number)
    today = branch_now(desk, desk.store.ledger().settings).local[:10]
    last = improvements.last_day(issue)
    return ImprovementCard(
        issue,
        effect_of(desk.store, issue),
        bool(last) and today > last,
        last,
        today,
        names_of(desk, [issue]),
    )

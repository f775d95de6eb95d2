"""Opportunities 化危为机: a need heard in a complaint, what was offered, what came of it.

``opportunities`` folds the family's events; the other functions decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.events.base import sealed_text, text
from ledgerctl.domain.events.opportunity_concluded import OpportunityConcluded
from ledgerctl.domain.events.opportunity_heard import OpportunityHeard
from ledgerctl.domain.events.opportunity_offered import OpportunityOffered
from ledgerctl.domain.learning.entries import fold, in_order, needed
from ledgerctl.errors.learning import AlreadyEnded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.events.base import Event, Facts, Sealed

#: What begins the number of an opportunity.
LETTER = "O"


class Opportunity(NamedTuple):
    """One opportunity 机会 as its events have made it; days are ISO, what is unknown is empty."""

    number: str
    case: str
    by: str
    heard_on: str
    need: str
    offer: str = ""
    offered_on: str = ""
    opportunity_outcome: str = ""
    concluded_on: str = ""
    result: str = ""

    @property
    def status(self) -> str:
        """Its state: a code of the ``opportunity_status`` vocabulary."""
        if self.concluded_on:
            return "concluded"
        return "offered" if self.offered_on else "heard"


def opportunities(events: Iterable[Event]) -> Mapping[str, Opportunity]:
    """Return every opportunity by number, in the order in which they were heard; total."""
    return fold(events, OpportunityHeard.kind, _heard, _after)


def _heard(number: str, event: Event) -> Opportunity:
    facts, need = event.facts(), sealed_text(event.sealed(), "need")
    day = text(facts, "at")[:10]
    return Opportunity(number, text(facts, "case"), text(facts, "by"), day, need)


def _after(before: Opportunity, event: Event) -> Opportunity:
    facts, sealed = event.facts(), event.sealed()
    day = text(facts, "at")[:10]
    match event.kind:
        case OpportunityOffered.kind:
            return before._replace(offer=sealed_text(sealed, "offer"), offered_on=day)
        case OpportunityConcluded.kind:
            return before._replace(
                opportunity_outcome=text(facts, "opportunity_outcome"),
                concluded_on=day,
                result=sealed_text(sealed, "result"),
            )
        case _:
            return before


def hear(
    number: str, facts: Facts, sealed: Sealed, *, received_on: str, now: str
) -> OpportunityHeard:
    """Return a need heard in a case that was received on an ISO day.

    Raises:
        EmptyValue (no case, no need), FutureDate, BeforeItBegan.
    """
    needed(facts, "case", "by")
    needed(sealed, "need")
    in_order("at", text(facts, "at"), began=received_on, now=now)
    return OpportunityHeard({"opportunity": number, **facts}, sealed)


def offer(
    opportunity: Opportunity, facts: Facts, sealed: Sealed, *, now: str
) -> OpportunityOffered:
    """Return an offer made to meet the need; a better one may follow until it is concluded.

    Raises:
        AlreadyEnded, EmptyValue (no offer), FutureDate, BeforeItBegan.
    """
    _open(opportunity)
    needed(sealed, "offer")
    _next(opportunity, facts, now)
    return OpportunityOffered({"opportunity": opportunity.number, **facts}, sealed)


def conclude(
    opportunity: Opportunity, facts: Facts, sealed: Sealed, *, now: str
) -> OpportunityConcluded:
    """Return what came of an opportunity; one that nobody pursued needs no offer.

    Raises:
        AlreadyEnded, EmptyValue (no outcome), FutureDate, BeforeItBegan.
    """
    _open(opportunity)
    needed(facts, "opportunity_outcome")
    _next(opportunity, facts, now)
    return OpportunityConcluded({"opportunity": opportunity.number, **facts}, sealed)


def _open(opportunity: Opportunity) -> None:
    if opportunity.concluded_on:
        raise AlreadyEnded(
            number=opportunity.number, day=opportunity.concluded_on, command="ledgerctl opportunity"
        )


def _next(opportunity: Opportunity, facts: Facts, now: str) -> None:
    began = opportunity.offered_on or opportunity.heard_on
    in_order("at", text(facts, "at"), began=began, now=now)

"""Suggestions 合理建议: improvements of product, policy or process, made, passed up, answered.

They are no complaints and are counted apart. ``suggestions`` folds the family's events; the other
functions decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.events.base import sealed_text, text
from ledgerctl.domain.events.suggestion_answered import SuggestionAnswered
from ledgerctl.domain.events.suggestion_forwarded import SuggestionForwarded
from ledgerctl.domain.events.suggestion_made import SuggestionMade
from ledgerctl.domain.learning.entries import fold, in_order, needed
from ledgerctl.errors.learning import AlreadyEnded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.events.base import Event, Facts, Sealed

#: What begins the number of a suggestion.
LETTER = "S"


class Suggestion(NamedTuple):
    """One suggestion 建议 as its events have made it; days are ISO, what is unknown is empty."""

    number: str
    suggestion_kind: str
    by: str
    made_on: str
    case: str
    proposal: str
    forwarded_to: str = ""
    forwarded_on: str = ""
    answered_by: str = ""
    answered_on: str = ""
    adoption: str = ""
    answer: str = ""

    @property
    def status(self) -> str:
        """Its state: a code of the ``suggestion_status`` vocabulary."""
        if self.answered_on:
            return "answered"
        return "forwarded" if self.forwarded_on else "made"


def suggestions(events: Iterable[Event]) -> Mapping[str, Suggestion]:
    """Return every suggestion by number, in the order in which they were made; total."""
    return fold(events, SuggestionMade.kind, _made, _after)


def _made(number: str, event: Event) -> Suggestion:
    facts = event.facts()
    return Suggestion(
        number,
        text(facts, "suggestion_kind"),
        text(facts, "by"),
        text(facts, "at")[:10],
        text(facts, "case"),
        sealed_text(event.sealed(), "proposal"),
    )


def _after(before: Suggestion, event: Event) -> Suggestion:
    facts = event.facts()
    day = text(facts, "at")[:10]
    match event.kind:
        case SuggestionForwarded.kind:
            return before._replace(forwarded_to=text(facts, "forwarded_to"), forwarded_on=day)
        case SuggestionAnswered.kind:
            return before._replace(
                answered_by=text(facts, "answered_by"),
                answered_on=day,
                adoption=text(facts, "adoption"),
                answer=sealed_text(event.sealed(), "answer"),
            )
        case _:
            return before


def make(number: str, facts: Facts, sealed: Sealed, *, now: str) -> SuggestionMade:
    """Return a suggestion made; ``facts`` has its kind, who made it, when, and perhaps the case.

    Raises:
        EmptyValue (no kind, no proposal), FutureDate.
    """
    needed(facts, "suggestion_kind", "by")
    needed(sealed, "proposal")
    in_order("at", text(facts, "at"), began="", now=now)
    return SuggestionMade({"suggestion": number, **facts}, sealed)


def forward(
    suggestion: Suggestion, facts: Facts, sealed: Sealed, *, now: str
) -> SuggestionForwarded:
    """Return a suggestion passed up 上报; it may be passed further up until it is answered.

    Raises:
        AlreadyEnded, EmptyValue (to whom), FutureDate, BeforeItBegan.
    """
    _unanswered(suggestion)
    needed(facts, "forwarded_to")
    _next(suggestion, facts, now)
    return SuggestionForwarded({"suggestion": suggestion.number, **facts}, sealed)


def answer(suggestion: Suggestion, facts: Facts, sealed: Sealed, *, now: str) -> SuggestionAnswered:
    """Return a suggestion answered: adopted, in part, or not.

    What was never passed up may be answered in the branch. Who answers is the one it was passed to
    unless another is named.

    Raises:
        AlreadyEnded, EmptyValue (adopted or not), FutureDate, BeforeItBegan.
    """
    _unanswered(suggestion)
    needed(facts, "adoption")
    _next(suggestion, facts, now)
    by = {"answered_by": suggestion.forwarded_to} if suggestion.forwarded_to else {}
    return SuggestionAnswered({"suggestion": suggestion.number, **by, **facts}, sealed)


def _unanswered(suggestion: Suggestion) -> None:
    if suggestion.answered_on:
        raise AlreadyEnded(
            number=suggestion.number, day=suggestion.answered_on, command="ledgerctl suggest"
        )


def _next(suggestion: Suggestion, facts: Facts, now: str) -> None:
    began = suggestion.forwarded_on or suggestion.made_on
    in_order("at", text(facts, "at"), began=began, now=now)

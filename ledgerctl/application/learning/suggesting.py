"""Suggestions 合理建议: making, passing up, answering, listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.learning.entries import Family, read_case
from ledgerctl.domain.learning import suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.learning.entries import Said
    from ledgerctl.domain.events.base import Event
    from ledgerctl.domain.learning.suggestions import Suggestion

FAMILY = Family("suggestion", suggestions.LETTER, "ledgerctl suggest", suggestions.suggestions)
every, listing, one = FAMILY.every, FAMILY.listing, FAMILY.one


def make(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False) -> Receipt:
    """Record a suggestion; the acting person made it unless another is named.

    Raises:
        LedgerError: no kind or no proposal, no such case, a bad date.
    """

    def decide(number: str, said: Said) -> Event:
        read_case(said.ledger, said.facts)
        return suggestions.make(number, said.facts, said.words, now=said.now)

    return FAMILY.open(desk, texts, meta, "suggestion.made", decide, dry_run=dry_run)


def forward(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record that a suggestion was passed up 上报.

    Raises:
        LedgerError: no such suggestion, answered already, to nobody, a bad date.
    """

    def decide(entry: Suggestion, said: Said) -> Event:
        return suggestions.forward(entry, said.facts, said.words, now=said.now)

    kind = "suggestion.forwarded"
    return FAMILY.go_on(desk, number, texts, meta, kind, decide, dry_run=dry_run)


def answer(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record the answer 答复 to a suggestion: adopted, in part, or not.

    Raises:
        LedgerError: no such suggestion, answered already, a bad value or date.
    """

    def decide(entry: Suggestion, said: Said) -> Event:
        return suggestions.answer(entry, said.facts, said.words, now=said.now)

    kind = "suggestion.answered"
    return FAMILY.go_on(desk, number, texts, meta, kind, decide, dry_run=dry_run)

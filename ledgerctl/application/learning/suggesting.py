"""Suggestions 合理建议: making, passing up, answering, listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk import record
from ledgerctl.application.learning.entries import (
    chosen,
    events_of,
    found,
    next_number,
    read_case,
    read_parts,
)
from ledgerctl.domain import suggestions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk import Desk, Moment
    from ledgerctl.application.ports import Meta, Reader, Transaction
    from ledgerctl.application.receipt import Receipt
    from ledgerctl.domain.events.base import Event
    from ledgerctl.domain.suggestions import Suggestion

FAMILY = "suggestion"
COMMAND = "ledgerctl suggest"


def make(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False) -> Receipt:
    """Record a suggestion; the acting person made it unless another is named.

    Raises:
        LedgerError: no kind or no proposal, no such case, a bad date.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, words = read_parts({"by": meta.person, **texts}, moment)
        read_case(transaction, facts)
        number = next_number(transaction, FAMILY, suggestions.LETTER, facts)
        return [suggestions.make(number, facts, words, now=moment.local)], None

    return record(desk, meta, "suggestion.made", work, dry_run=dry_run)


def forward(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record that a suggestion was passed up 上报.

    Raises:
        LedgerError: no such suggestion, answered already, to nobody, a bad date.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, words = read_parts(texts, moment)
        entry = found(every(transaction), number, COMMAND)
        return [suggestions.forward(entry, facts, words, now=moment.local)], None

    return record(desk, meta, "suggestion.forwarded", work, dry_run=dry_run, number=number)


def answer(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record the answer 答复 to a suggestion: adopted, in part, or not.

    Raises:
        LedgerError: no such suggestion, answered already, a bad value or date.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, words = read_parts(texts, moment)
        entry = found(every(transaction), number, COMMAND)
        return [suggestions.answer(entry, facts, words, now=moment.local)], None

    return record(desk, meta, "suggestion.answered", work, dry_run=dry_run, number=number)


def every(reader: Reader) -> Mapping[str, Suggestion]:
    """Return every suggestion by number."""
    return suggestions.suggestions(events_of(reader, FAMILY))


def listing(desk: Desk, *, status: str = "", year: int | None = None) -> list[Suggestion]:
    """Return the suggestions of a status and of a year."""
    return chosen(every(desk.store), status=status, year=year)


def one(desk: Desk, number: str) -> Suggestion:
    """Return one suggestion.

    Raises:
        NoSuchEntry.
    """
    return found(every(desk.store), number, COMMAND)

"""Opportunities 化危为机: hearing a need, offering, what came of it, listing."""

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
from ledgerctl.domain import opportunities
from ledgerctl.errors import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk import Desk, Moment
    from ledgerctl.application.ports import Meta, Reader, Transaction
    from ledgerctl.application.receipt import Receipt
    from ledgerctl.domain.events.base import Event
    from ledgerctl.domain.opportunities import Opportunity

FAMILY = "opportunity"
COMMAND = "ledgerctl opportunity"


def hear(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False) -> Receipt:
    """Record a need heard in a case; the acting person heard it unless another is named.

    Raises:
        LedgerError: no such case, no need, a bad date.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, words = read_parts({"by": meta.person, **texts}, moment)
        complaint = read_case(transaction, facts)
        if complaint is None:
            raise EmptyValue(field="case")
        number = next_number(transaction, FAMILY, opportunities.LETTER, facts)
        event = opportunities.hear(
            number, facts, words, received_on=complaint.received_on, now=moment.local
        )
        return [event], None

    return record(desk, meta, "opportunity.heard", work, dry_run=dry_run)


def offer(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record what was offered to meet the need.

    Raises:
        LedgerError: no such opportunity, concluded already, no offer, a bad date.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, words = read_parts({"by": meta.person, **texts}, moment)
        entry = found(every(transaction), number, COMMAND)
        return [opportunities.offer(entry, facts, words, now=moment.local)], None

    return record(desk, meta, "opportunity.offered", work, dry_run=dry_run, number=number)


def conclude(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record what came of an opportunity.

    Raises:
        LedgerError: no such opportunity, concluded already, no outcome, a bad date.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, words = read_parts(texts, moment)
        entry = found(every(transaction), number, COMMAND)
        return [opportunities.conclude(entry, facts, words, now=moment.local)], None

    return record(desk, meta, "opportunity.concluded", work, dry_run=dry_run, number=number)


def every(reader: Reader) -> Mapping[str, Opportunity]:
    """Return every opportunity by number."""
    return opportunities.opportunities(events_of(reader, FAMILY))


def listing(desk: Desk, *, status: str = "", year: int | None = None) -> list[Opportunity]:
    """Return the opportunities of a status and of a year."""
    return chosen(every(desk.store), status=status, year=year)


def one(desk: Desk, number: str) -> Opportunity:
    """Return one opportunity.

    Raises:
        NoSuchEntry.
    """
    return found(every(desk.store), number, COMMAND)

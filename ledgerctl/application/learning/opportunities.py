"""Opportunities 化危为机: hearing a need, offering, what came of it, listing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.learning.entries import Family, read_case
from ledgerctl.domain.learning import opportunities
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.learning.entries import Said
    from ledgerctl.domain.events.base import Event
    from ledgerctl.domain.learning.opportunities import Opportunity

FAMILY = Family(
    "opportunity", opportunities.LETTER, "ledgerctl opportunity", opportunities.opportunities
)
every, listing, one = FAMILY.every, FAMILY.listing, FAMILY.one


def hear(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False) -> Receipt:
    """Record a need heard in a case; the acting person heard it unless another is named.

    Raises:
        LedgerError: no such case, no need, a bad date.
    """

    def decide(number: str, said: Said) -> Event:
        complaint = read_case(said.ledger, said.facts)
        if complaint is None:
            raise EmptyValue(field="case")
        received = complaint.received_on
        return opportunities.hear(
            number, said.facts, said.words, received_on=received, now=said.now
        )

    return FAMILY.open(desk, texts, meta, "opportunity.heard", decide, dry_run=dry_run)


def offer(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record what was offered to meet the need; the acting person offered it unless another is named.

    Raises:
        LedgerError: no such opportunity, concluded already, no offer, a bad date.
    """

    def decide(entry: Opportunity, said: Said) -> Event:
        return opportunities.offer(entry, said.facts, said.words, now=said.now)

    by_whom, kind = {"by": meta.person, **texts}, "opportunity.offered"
    return FAMILY.go_on(desk, number, by_whom, meta, kind, decide, dry_run=dry_run)


def conclude(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record what came of an opportunity.

    Raises:
        LedgerError: no such opportunity, concluded already, no outcome, a bad date.
    """

    def decide(entry: Opportunity, said: Said) -> Event:
        return opportunities.conclude(entry, said.facts, said.words, now=said.now)

    kind = "opportunity.concluded"
    return FAMILY.go_on(desk, number, texts, meta, kind, decide, dry_run=dry_run)

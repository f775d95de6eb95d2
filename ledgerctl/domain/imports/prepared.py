"""A receipt made ready 备妥: everything about it that depends on nothing but itself.

Canonical texts and the register row are the same whichever ledger takes the receipt, so a large import can
make them ready elsewhere while the ledger is writing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.register.register import Row, row_of

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts, Sealed

#: Where the part of a row begins that only a ledger knows, and where it ends.
BATCH = Row._fields.index("batch")
AFTER = Row._fields.index("received_seq") + 1


class Prepared(NamedTuple):
    """A receipt made ready; ``row`` still lacks number, batch and sequence."""

    facts: str
    sealed: str
    row: tuple[str | int | None, ...]

    def placed(
        self, number: str, batch: str, recorded_on: str, seq: int
    ) -> tuple[str | int | None, ...]:
        """Return the register row in its place in a ledger."""
        row = self.row
        return (number, *row[1:BATCH], batch, recorded_on, seq, *row[AFTER:])


def prepare(facts: Facts, sealed: Sealed) -> Prepared:
    """Return a receipt made ready; ``facts`` has its due day already."""
    complaint = ComplaintReceived("", facts, sealed).apply(Complaint(""))
    row = row_of(complaint, batch="", recorded_at="", received_seq=0)
    body = chain.canonical(sealed) if sealed else ""
    return Prepared(chain.canonical(facts), body, tuple(row))

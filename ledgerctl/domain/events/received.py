"""``complaint.received``: a complaint entered the ledger, possibly with its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.complaint import Complaint, Spell, stands_at_superior
from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintReceived:
    """A complaint was received 登记.

    ``intake`` holds the facts by field name and ``private`` the sealed fields. A complaint settled on
    the spot, or taken over from another register, arrives with its outcome: then ``closed`` is a fact.
    """

    number: str
    intake: Facts
    private: Sealed

    kind: ClassVar[str] = "complaint.received"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the facts by field name; unknown fields are absent."""
        return self.intake

    def sealed(self) -> Sealed:
        """Return names, contacts and free text."""
        return self.private

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(number or "", facts, sealed)

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint at its start; a closing day nobody knows is the day of receipt."""
        received = text(self.intake, "received_at")[:10]
        closed = None
        if self.intake.get("closed"):
            closed = text(self.intake, "resolved_at")[:10] or received
        return Complaint(
            complaint.number,
            self.intake,
            self.private,
            (Spell(received, closed),),
            assigned="handler" in self.intake,
            reached_superior=stands_at_superior(self.intake),
        )

"""``complaint.escalated``: a case climbed the ladder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.codes.ladder import SUPERIOR
from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintEscalated:
    """The case climbed from one rung to a higher one 升级; ``person`` takes it over when named."""

    number: str
    at: str
    origin: str
    target: str
    person: str = ""
    reason: str = ""

    kind: ClassVar[str] = "complaint.escalated"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, both rungs and, when named, the person."""
        facts = {"at": self.at, "from": self.origin, "to": self.target}
        return {**facts, "person": self.person} if self.person else facts

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "from"),
            text(facts, "to"),
            text(facts, "person"),
            sealed_text(sealed, "reason"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint on its new rung."""
        facts = {**complaint.facts, "level": self.target}
        if self.person:
            facts["handler"] = self.person
        return complaint._replace(
            facts=facts,
            assigned=complaint.assigned or bool(self.person),
            reached_superior=complaint.reached_superior or self.target == SUPERIOR,
        )

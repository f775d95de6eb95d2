"""``complaint.resumed``: the clock of a case runs again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import clocks_of, sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintResumed:
    """The clock runs again 恢复计时; ``clocks`` hold the due days as the pause has moved them."""

    number: str
    at: str
    clocks: Facts = field(default_factory=dict)
    reason: str = ""

    kind: ClassVar[str] = "complaint.resumed"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment and the clocks."""
        return {**self.clocks, "at": self.at}

    def sealed(self) -> Sealed:
        """Return what the appraisal found, when it was said."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        reason = sealed_text(sealed, "reason")
        return cls(number or "", text(facts, "at"), clocks_of(facts), reason)

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with its clock running; without a pause nothing happens."""
        if not complaint.suspended:
            return complaint
        ended = complaint.pauses[-1]._replace(closed=self.at[:10])
        return complaint._replace(
            facts={**complaint.facts, **self.clocks}, pauses=(*complaint.pauses[:-1], ended)
        )

"""``complaint.called_back``: the customer was called after the case was closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed

REACHED = "reached"


@dataclass(frozen=True, slots=True)
class ComplaintCalledBack:
    """A call-back 回访: ``outcome`` is ``reached``, ``not_reached`` or ``refused``, ``score`` 1 to 5 or empty.

    ``next_on`` is the day by which something must follow a low score, ISO; empty when nothing must.
    """

    number: str
    at: str
    outcome: str
    caller: str
    score: str = ""
    next_on: str = ""
    note: str = ""

    kind: ClassVar[str] = "complaint.called_back"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the outcome, who called and, when there are, score and next day."""
        facts = {"at": self.at, "call_back": self.outcome, "caller": self.caller}
        further = {"score": self.score, "next_on": self.next_on}
        return facts | {name: value for name, value in further.items() if value}

    def sealed(self) -> Sealed:
        """Return what was said."""
        return {"note": self.note} if self.note else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "call_back"),
            text(facts, "caller"),
            text(facts, "score"),
            text(facts, "next_on"),
            sealed_text(sealed, "note"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with what the customer thinks; a score stays when a later call fails."""
        facts = {**complaint.facts}
        earlier = text(facts, "called_back_at")
        if not earlier or earlier[:10] < complaint.closed_on:
            # A call before the case was taken up again says nothing about this closing.
            facts["called_back_at"] = self.at
        if self.outcome == REACHED:
            if self.score:
                facts["satisfaction"] = self.score
            facts["followup_due"] = self.next_on
        elif not text(facts, "satisfaction").isdigit():
            facts["satisfaction"] = self.outcome
        return complaint._replace(facts=facts)

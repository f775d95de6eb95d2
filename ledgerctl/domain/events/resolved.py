"""``complaint.resolved``: a case was closed with its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.complaint import stands_at_superior
from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintResolved:
    """The case was closed 办结; ``outcome`` holds the outcome's facts, ``resolved_at`` among them."""

    number: str
    outcome: Facts
    private: Sealed

    kind: ClassVar[str] = "complaint.resolved"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the outcome by field name."""
        return self.outcome

    def sealed(self) -> Sealed:
        """Return the decision and its grounds."""
        return self.private

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(number or "", facts, sealed)

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint closed; closing twice moves the closing day.

        A newer row of another register may close a case and correct its receipt at once.
        """
        closed_on = text(self.outcome, "resolved_at")[:10]
        spells = complaint.spells
        if spells and "received_at" in self.outcome:
            opened = text(self.outcome, "received_at")[:10]
            spells = (spells[0]._replace(opened=opened), *spells[1:])
        if spells:
            spells = (*spells[:-1], spells[-1]._replace(closed=closed_on, ending=""))
        facts = {**complaint.facts, **self.outcome}
        facts.pop("ending", None)
        return complaint._replace(
            facts=facts,
            sealed={**complaint.sealed, **self.private},
            spells=spells,
            reached_superior=complaint.reached_superior or stands_at_superior(self.outcome),
        )

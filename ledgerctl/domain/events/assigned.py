"""``complaint.assigned``: a case was handed to somebody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintAssigned:
    """The case was handed over 转办: from now on ``handler`` owns it."""

    number: str
    at: str
    handler: str
    department: str = ""
    reason: str = ""

    kind: ClassVar[str] = "complaint.assigned"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the new owner and, when named, the department."""
        facts = {"at": self.at, "handler": self.handler}
        return {**facts, "department": self.department} if self.department else facts

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "handler"),
            text(facts, "department"),
            sealed_text(sealed, "reason"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with its new owner."""
        facts = {**complaint.facts, "handler": self.handler}
        if self.department:
            facts["department"] = self.department
        return complaint._replace(facts=facts, assigned=True)

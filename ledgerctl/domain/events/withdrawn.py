"""``complaint.withdrawn``: the complainant took the complaint back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import ended, sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintWithdrawn:
    """The complaint was withdrawn 撤回; the procedure ends the day the request is received (order 2020 No. 3)."""

    number: str
    at: str
    by: str
    reason: str = ""

    kind: ClassVar[str] = "complaint.withdrawn"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment and who closed the case."""
        return {"at": self.at, "resolved_by": self.by}

    def sealed(self) -> Sealed:
        """Return the reason that was given."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        reason = sealed_text(sealed, "reason")
        return cls(number or "", text(facts, "at"), text(facts, "resolved_by"), reason)

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint closed on that day without an outcome."""
        return ended(complaint, "withdrawn", self.at, {"resolved_by": self.by})

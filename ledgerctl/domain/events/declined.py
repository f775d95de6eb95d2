"""``complaint.declined``: the branch does not handle the complaint, and says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import ended, sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Fact, Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintDeclined:
    """The complaint is not handled 不予办理, for a coded cause; the complainant is told."""

    number: str
    at: str
    by: str
    cause: str
    told_at: str = ""
    method: str = ""
    reason: str = ""

    kind: ClassVar[str] = "complaint.declined"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, who closed the case, the cause (``decline_cause``), when and how it was told."""
        return {"at": self.at, "resolved_by": self.by, **self._outcome()}

    def _outcome(self) -> dict[str, Fact]:
        facts = {
            "decline_cause": self.cause,
            "notified_at": self.told_at,
            "notice_method": self.method,
        }
        return {name: value for name, value in facts.items() if value}

    def sealed(self) -> Sealed:
        """Return the reason in words."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "resolved_by"),
            text(facts, "decline_cause"),
            text(facts, "notified_at"),
            text(facts, "notice_method"),
            sealed_text(sealed, "reason"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint closed on that day without an outcome."""
        outcome = {**self._outcome(), "resolved_by": self.by}
        return ended(complaint, "declined", self.at, outcome)

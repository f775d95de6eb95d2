"""``complaint.reopened``: a closed case was taken up again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.complaint import Spell
from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintReopened:
    """New facts came up after closing 重新启动: the clock starts anew (order 2020 No. 3)."""

    number: str
    at: str
    due_on: str
    policy: str
    reason: str

    kind: ClassVar[str] = "complaint.reopened"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the new due day and the policy that made it."""
        return {"at": self.at, "due_on": self.due_on, "policy": self.policy}

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "due_on"),
            text(facts, "policy"),
            sealed_text(sealed, "reason"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint open again; the outcome so far stays until a new one replaces it."""
        settled = {"resolved_at", "resolved_by", "notified_at", "notice_method", "closed"}
        facts = {name: value for name, value in complaint.facts.items() if name not in settled}
        facts |= {"due_on": self.due_on, "policy": self.policy}
        spells = complaint.spells
        # Where the closing was taken back with its batch, the first stretch simply goes on.
        if complaint.closed or not spells:
            spells = (*spells, Spell(self.at[:10], None))
        return complaint._replace(facts=facts, spells=spells)

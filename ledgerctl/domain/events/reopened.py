"""``complaint.reopened``: a closed case was taken up again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.complaint import Spell
from ledgerctl.domain.events.base import UNDONE, clocks_of, sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintReopened:
    """New facts came up after closing 重新启动: the clock starts anew (order 2020 No. 3)."""

    number: str
    at: str
    due_on: str
    policy: str
    reason: str
    clocks: Facts = field(default_factory=dict)

    kind: ClassVar[str] = "complaint.reopened"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the new due day, the policy that made it, the other clocks."""
        return {**self.clocks, "at": self.at, "due_on": self.due_on, "policy": self.policy}

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
            {k: v for k, v in clocks_of(facts).items() if k not in {"due_on", "policy"}},
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint open again; the outcome so far stays until a new one replaces it."""
        settled = {*UNDONE, "resolved_at", "resolved_by", "closed", "ending"}
        facts = {name: value for name, value in complaint.facts.items() if name not in settled}
        facts |= {**self.clocks, "due_on": self.due_on, "policy": self.policy}
        spells, pauses = complaint.spells, complaint.pauses
        if pauses and pauses[-1].closed is None and complaint.closed:
            # The case was closed while its clock stood still.
            pauses = (*pauses[:-1], pauses[-1]._replace(closed=complaint.closed_on))
        # Where the closing was taken back with its batch, the first stretch simply goes on.
        if complaint.closed or not spells:
            spells = (*spells, Spell(self.at[:10], None))
        return complaint._replace(facts=facts, spells=spells, pauses=pauses)

"""``complaint.corrected``: a value of a case was put right, with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.complaint import stands_at_superior
from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintCorrected:
    """Values were corrected 更正; the old ones stay in the events before this one.

    ``cleared`` names fields that are unknown again.
    """

    number: str
    values: Facts
    private: Sealed
    cleared: tuple[str, ...] = ()
    reason: str = ""
    at: str = ""

    kind: ClassVar[str] = "complaint.corrected"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the corrected facts (prefixed ``new.``), the cleared fields, the moment."""
        facts: dict[str, str | int | bool | list[str]] = {
            f"new.{name}": value for name, value in self.values.items()
        }
        if self.cleared:
            facts["cleared"] = list(self.cleared)
        if self.at:
            facts["at"] = self.at
        return facts

    def sealed(self) -> Sealed:
        """Return the corrected sealed fields (prefixed ``new.``) and the reason."""
        sealed = {f"new.{name}": value for name, value in self.private.items()}
        return {**sealed, "reason": self.reason} if self.reason else sealed

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        cleared = facts.get("cleared", [])
        return cls(
            number or "",
            {name[4:]: value for name, value in facts.items() if name.startswith("new.")},
            {name[4:]: value for name, value in sealed.items() if name.startswith("new.")},
            tuple(cleared) if isinstance(cleared, list) else (),
            sealed_text(sealed, "reason"),
            text(facts, "at"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with the corrected values; open and closed days follow."""
        gone = set(self.cleared)
        facts = {k: v for k, v in {**complaint.facts, **self.values}.items() if k not in gone}
        sealed = {k: v for k, v in {**complaint.sealed, **self.private}.items() if k not in gone}
        spells = complaint.spells
        if spells and "received_at" in self.values:
            opened = text(facts, "received_at")[:10]
            first = spells[0]._replace(opened=opened)
            if complaint.closed and len(spells) == 1 and "resolved_at" not in facts:
                # A closing day nobody knows is the day of receipt.
                first = first._replace(closed=opened)
            spells = (first, *spells[1:])
        if spells and complaint.closed and "resolved_at" in self.values:
            closed_on = text(facts, "resolved_at")[:10]
            spells = (*spells[:-1], spells[-1]._replace(closed=closed_on))
        return complaint._replace(
            facts=facts,
            sealed=sealed,
            spells=spells,
            assigned=complaint.assigned or "handler" in self.values,
            reached_superior=complaint.reached_superior or stands_at_superior(self.values),
        )

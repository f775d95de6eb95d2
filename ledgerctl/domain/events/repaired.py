"""``complaint.repaired``: something was done for the relationship with the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintRepaired:
    """A step of relationship repair 关系修复: what was done, its ``result``, the next day if there is one."""

    number: str
    at: str
    repairer: str
    done: str
    result: str = ""
    next_on: str = ""

    kind: ClassVar[str] = "complaint.repaired"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, who did it and, when known, the result and the next day."""
        further = {"repair": self.result, "next_on": self.next_on}
        own = {"at": self.at, "repairer": self.repairer}
        return own | {name: value for name, value in further.items() if value}

    def sealed(self) -> Sealed:
        """Return what was done."""
        return {"note": self.done} if self.done else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "repairer"),
            sealed_text(sealed, "note"),
            text(facts, "repair"),
            text(facts, "next_on"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with the day on which it goes on; none ends the task."""
        return complaint._replace(facts={**complaint.facts, "followup_due": self.next_on})

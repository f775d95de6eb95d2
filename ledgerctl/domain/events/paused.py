"""``complaint.paused``: the clock of a case stands still."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.complaint import Spell
from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintPaused:
    """The clock stands still 中止计时 from the day of ``at`` on, for a cause that its policy knows.

    An external appraisal 外部鉴定 is not counted (order 2020 No. 3); ``told_at`` is when the complainant was told.
    """

    number: str
    at: str
    cause: str
    told_at: str = ""
    reason: str = ""

    kind: ClassVar[str] = "complaint.paused"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the cause (``pause_cause``) and when the complainant was told."""
        facts = {"at": self.at, "pause_cause": self.cause}
        return {**facts, "told_at": self.told_at} if self.told_at else facts

    def sealed(self) -> Sealed:
        """Return who appraises what, when it was said."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "pause_cause"),
            text(facts, "told_at"),
            sealed_text(sealed, "reason"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint standing still; a second pause in a pause is the first."""
        if complaint.suspended or complaint.closed:
            return complaint
        return complaint._replace(pauses=(*complaint.pauses, Spell(self.at[:10], None)))

"""``complaint.judged``: whose fault it was, who answers for it, and what was decided about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed

#: What a judgement settles as a whole: a later one leaves nothing of an earlier one behind.
SETTLED = (
    *("responsibility", "invalid_kind", "responsible", "responsible_department"),
    *("accountability", "approved_by"),
)


@dataclass(frozen=True, slots=True)
class ComplaintJudged:
    """Responsibility was determined 责任认定, and accountability decided 责任追究.

    ``judgement`` holds the facts by field name and the moment ``at``; ``private`` the words.
    """

    number: str
    judgement: Facts
    private: Sealed

    kind: ClassVar[str] = "complaint.judged"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the judgement by field name, and when it was made."""
        return self.judgement

    def sealed(self) -> Sealed:
        """Return the grounds and the words of the decision."""
        return self.private

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(number or "", facts, sealed)

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint judged; a later judgement replaces an earlier one."""
        kept = {name: value for name, value in complaint.facts.items() if name not in SETTLED}
        judged = {name: value for name, value in self.judgement.items() if name != "at"}
        return complaint._replace(facts={**kept, **judged, "judged_at": text(self.judgement, "at")})

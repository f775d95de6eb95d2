"""``complaint.linked``: a case was linked to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.links import Link
from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintLinked:
    """One side of a link 关联 that was drawn; the other case has an event of its own."""

    number: str
    at: str
    link: Link
    reason: str = ""

    kind: ClassVar[str] = "complaint.linked"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment and the link."""
        return {"at": self.at, **self.link._asdict()}

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        link = Link(text(facts, "relation"), text(facts, "other"), bool(facts.get("outgoing")))
        return cls(number or "", text(facts, "at"), link, sealed_text(sealed, "reason"))

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with this link."""
        others = tuple(link for link in complaint.links if link != self.link)
        return complaint._replace(links=(*others, self.link))

"""``complaint.linked``: a case was linked to another; and what taking a link away shares with that."""

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
class LinkEvent:
    """One side of what happened to a link 关联 between two cases."""

    number: str
    at: str
    link: Link
    reason: str = ""

    kind: ClassVar[str]
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

    def others(self, complaint: Complaint) -> tuple[Link, ...]:
        """Return the links of a case beside this one."""
        return tuple(link for link in complaint.links if link != self.link)


class ComplaintLinked(LinkEvent):
    """One side of a link 关联 that was drawn; the other case has an event of its own."""

    __slots__ = ()

    kind: ClassVar[str] = "complaint.linked"

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with this link."""
        return complaint._replace(links=(*self.others(complaint), self.link))

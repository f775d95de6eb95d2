"""``complaint.unlinked``: a link between two cases was taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.linked import LinkEvent

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint


class ComplaintUnlinked(LinkEvent):
    """One side of a link 关联 that was taken away, with the reason."""

    __slots__ = ()

    kind: ClassVar[str] = "complaint.unlinked"

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint without this link."""
        return complaint._replace(links=self.others(complaint))

"""``complaint.noted``: something was written down about a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintNoted:
    """A progress note 跟进记录; ``at`` is the moment it speaks of."""

    number: str
    at: str
    note: str

    kind: ClassVar[str] = "complaint.noted"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment."""
        return {"at": self.at}

    def sealed(self) -> Sealed:
        """Return the note."""
        return {"note": self.note}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(number or "", text(facts, "at"), sealed_text(sealed, "note"))

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint unchanged: a note moves nothing."""
        return complaint

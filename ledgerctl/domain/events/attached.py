"""``complaint.attached``: a file about a case was noted, where it lies and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text, whole

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintAttached:
    """A recording, document or photo 附件 by reference: the file itself stays where it is.

    ``size`` in bytes, ``sha256`` in hexadecimal digits; ``path`` may name a customer and is sealed.
    """

    number: str
    at: str
    attachment: str
    size: int
    sha256: str
    path: str
    description: str = ""

    kind: ClassVar[str] = "complaint.attached"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the kind of file, its size and its hash."""
        return {
            "at": self.at,
            "attachment": self.attachment,
            "bytes": self.size,
            "sha256": self.sha256,
        }

    def sealed(self) -> Sealed:
        """Return where the file lies and what it shows."""
        sealed = {"path": self.path, "description": self.description}
        return {name: value for name, value in sealed.items() if value}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "attachment"),
            whole(facts, "bytes"),
            text(facts, "sha256"),
            sealed_text(sealed, "path"),
            sealed_text(sealed, "description"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint unchanged: a file moves nothing."""
        return complaint

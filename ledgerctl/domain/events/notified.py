"""``complaint.notified``: the complainant was told the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintNotified:
    """The decision was told 告知: the legal end of the handling period.

    ``told`` names what was said: the verified facts, the basis and reasons, the remedies that are open
    (order 2020 No. 3). ``proof`` says how that can be shown.
    """

    number: str
    notified_at: str
    method: str
    told: tuple[str, ...]
    proof: str = ""

    kind: ClassVar[str] = "complaint.notified"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, the method, what was told."""
        return {
            "notified_at": self.notified_at,
            "notice_method": self.method,
            "told": list(self.told),
        }

    def sealed(self) -> Sealed:
        """Return the proof: a posting number, a recording, a signature."""
        return {"proof": self.proof} if self.proof else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        told = facts.get("told", [])
        return cls(
            number or "",
            text(facts, "notified_at"),
            text(facts, "notice_method"),
            tuple(told) if isinstance(told, list) else (),
            sealed_text(sealed, "proof"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with its answer; it stays open until it is closed."""
        return complaint._replace(facts={**complaint.facts, **self.facts()})

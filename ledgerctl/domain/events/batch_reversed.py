"""``batch.reversed``: everything that one batch wrote was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class BatchReversed:
    """A batch was taken back 撤销批次.

    Its events stay in the chain; folding a case leaves them out, and a case that the batch received
    stands as taken back. Its numbers are not used again: this event explains the gap.
    """

    batch: str
    reason: str = ""
    at: str = ""

    kind: ClassVar[str] = "batch.reversed"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the batch's name and, when given, the moment."""
        return {"batch": self.batch, "at": self.at} if self.at else {"batch": self.batch}

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        return cls(text(facts, "batch"), sealed_text(sealed, "reason"), text(facts, "at"))

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it is: which events stand follows from all reversals together."""
        return ledger

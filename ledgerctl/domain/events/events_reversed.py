"""``events.reversed``: what one command wrote was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text, whole

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class EventsReversed:
    """The events from ``first`` to ``last`` were taken back 撤销.

    They stay in the chain. Naming a reversal takes that reversal back: what it took back stands again.
    """

    first: int
    last: int
    reason: str = ""
    at: str = ""

    kind: ClassVar[str] = "events.reversed"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return both sequence numbers and, when given, the moment."""
        facts: dict[str, str | int | bool | list[str]] = {"first": self.first, "last": self.last}
        return {**facts, "at": self.at} if self.at else facts

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        reason = sealed_text(sealed, "reason")
        return cls(whole(facts, "first"), whole(facts, "last"), reason, text(facts, "at"))

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it is: which events stand follows from all reversals together."""
        return ledger

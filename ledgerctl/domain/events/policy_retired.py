"""``policy.retired``: the ledger no longer follows a deadline policy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class PolicyRetired:
    """A deadline policy 时限规则 was retired 停用; cases that it was frozen into keep it."""

    key: str
    at: str = ""
    reason: str = ""

    kind: ClassVar[str] = "policy.retired"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the policy's key and, when given, the moment."""
        return {"key": self.key, "at": self.at} if self.at else {"key": self.key}

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        return cls(text(facts, "key"), text(facts, "at"), sealed_text(sealed, "reason"))

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it is: its rules are folded from their own events when they are asked for."""
        return ledger

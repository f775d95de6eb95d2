"""``setting.changed``: a rule of the house was changed, with its reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class SettingChanged:
    """A setting of the ledger was changed 设置变更; settings are events, so reports can name them."""

    name: str
    value: str
    reason: str = ""
    at: str = ""

    kind: ClassVar[str] = "setting.changed"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return name, new value and, when given, the moment."""
        facts = {"name": self.name, "value": self.value}
        return {**facts, "at": self.at} if self.at else facts

    def sealed(self) -> Sealed:
        """Return the reason, when one was given."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        reason = sealed_text(sealed, "reason")
        return cls(text(facts, "name"), text(facts, "value"), reason, text(facts, "at"))

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger with the new value."""
        return replace(ledger, settings={**ledger.settings, self.name: self.value})

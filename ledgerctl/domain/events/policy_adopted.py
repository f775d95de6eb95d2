"""``policy.adopted``: the ledger follows a deadline policy from now on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.days.policies import Policy
from ledgerctl.domain.events.base import sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Fact, Facts, Sealed

_DEFAULTS = Policy("", "", 0)


@dataclass(frozen=True, slots=True)
class PolicyAdopted:
    """A deadline policy 时限规则 was adopted 采用; the event holds all of it, so it outlives the program's sets."""

    policy: Policy
    set_name: str = ""
    at: str = ""
    reason: str = ""

    kind: ClassVar[str] = "policy.adopted"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the policy field by field where it differs from the usual, the set it came from, the moment."""
        facts: dict[str, Fact] = {}
        for name, value in self.policy._asdict().items():
            if value != getattr(_DEFAULTS, name):
                facts[name] = list(value) if isinstance(value, tuple) else value
        optional = {"set": self.set_name, "at": self.at}
        return {**facts, **{name: value for name, value in optional.items() if value}}

    def sealed(self) -> Sealed:
        """Return the reason, when one was given."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event; a field of another form keeps its usual value."""
        values: dict[str, object] = {}
        for name, usual in _DEFAULTS._asdict().items():
            value = facts.get(name, usual)
            found = tuple(value) if isinstance(value, list) else value
            values[name] = found if type(found) is type(usual) else usual
        return cls(
            Policy(**values),  # type: ignore[arg-type]  # each value has its field's type
            text(facts, "set"),
            text(facts, "at"),
            sealed_text(sealed, "reason"),
        )

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it is: its rules are folded from their own events when they are asked for."""
        return ledger

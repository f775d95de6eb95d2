"""``ledger.created``: the first event of every ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class LedgerCreated:
    """A branch opened its ledger 建账.

    ``identity`` is a random name, ``algorithm`` the hash of the chain, ``settings`` the first values,
    ``at`` when it was, if not when it was recorded.
    """

    identity: str
    branch: str
    settings: dict[str, str]
    algorithm: str = "sha256"
    at: str = ""

    kind: ClassVar[str] = "ledger.created"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return identity, branch, algorithm and the first settings."""
        own = {"algorithm": self.algorithm, "branch": self.branch, "identity": self.identity}
        own |= {"at": self.at} if self.at else {}
        return {**own, **{f"setting.{name}": value for name, value in self.settings.items()}}

    def sealed(self) -> Sealed:
        """Return nothing: a ledger's birth holds no personal data."""
        return {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        settings = {
            name.removeprefix("setting."): str(value)
            for name, value in facts.items()
            if name.startswith("setting.")
        }
        return cls(
            text(facts, "identity"),
            text(facts, "branch"),
            settings,
            text(facts, "algorithm"),
            text(facts, "at"),
        )

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger with its identity and first settings."""
        return replace(
            ledger,
            identity=self.identity,
            branch=self.branch,
            algorithm=self.algorithm,
            settings={**ledger.settings, **self.settings},
        )

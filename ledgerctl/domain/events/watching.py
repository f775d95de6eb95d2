"""What the events of the watch list 重点关注名单 share: a person by pseudonym, a moment, a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class WatchEvent:
    """One thing that happened to the list; ``body`` are its facts, ``private`` the reason."""

    body: Facts
    private: Sealed

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the moment, the person by pseudonym, and what else belongs to it."""
        return self.body

    def sealed(self) -> Sealed:
        """Return the reason."""
        return self.private

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        return cls(facts, sealed)

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it was: the list is folded when somebody asks."""
        return ledger

"""What the events of entries that are no cases share: suggestions, improvements, opportunities.

An entry has a number of its own, such as ``S2020-0001``; it stands in the facts under the family's name.
The events change no state of the ledger: pure functions fold a family when somebody asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class FamilyEvent:
    """One thing that happened to an entry; ``body`` are its facts, ``private`` its words."""

    body: Facts
    private: Sealed

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    @property
    def entry(self) -> str:
        """The number of the entry it belongs to."""
        return text(self.body, self.kind.partition(".")[0])

    def facts(self) -> Facts:
        """Return the entry's number and the facts by name."""
        return self.body

    def sealed(self) -> Sealed:
        """Return the words by name."""
        return self.private

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        return cls(facts, sealed)

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it was."""
        return ledger

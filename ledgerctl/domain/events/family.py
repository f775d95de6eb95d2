"""What the events of entries that are no cases share: suggestions, improvements, opportunities, the watch list.

They change no state of the ledger: pure functions fold a family when somebody asks.
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
class FoldedEvent:
    """One thing that happened beside the cases; ``body`` are its facts, ``private`` its words."""

    body: Facts
    private: Sealed

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the facts by name."""
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


class FamilyEvent(FoldedEvent):
    """One thing that happened to an entry.

    An entry has a number of its own, such as ``S2020-0001``; it stands in the facts under the family's name.
    """

    __slots__ = ()

    @property
    def entry(self) -> str:
        """The number of the entry it belongs to."""
        return text(self.body, self.kind.partition(".")[0])

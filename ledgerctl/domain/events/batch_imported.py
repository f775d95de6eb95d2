"""``batch.imported``: a file was imported; the last event of its batch says what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.events.base import Facts, Sealed
    from ledgerctl.domain.ledger import Ledger


@dataclass(frozen=True, slots=True)
class BatchImported:
    """A register was handed in and imported 导入登记: which file, how many rows went where.

    ``body`` holds the SHA-256 of the file, the profile, the counts of rows, the first and the last new
    number and, when given, the moment at which it was handed in; ``private`` the file's name, in which a
    person may be named.
    """

    body: Facts
    private: Sealed

    kind: ClassVar[str] = "batch.imported"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return the hash, the profile, the counts and the numbers by name."""
        return self.body

    def sealed(self) -> Sealed:
        """Return the file's name."""
        return self.private

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        return cls(facts, sealed)

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger as it was: the rows speak for themselves."""
        return ledger

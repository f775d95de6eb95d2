"""``population.recorded``: how many customers, transactions or outlets a year had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.cases.ledger import Population
from ledgerctl.domain.events.base import text, whole

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class PopulationRecorded:
    """A denominator 基数 was recorded; a later record of the same year and measure replaces it."""

    population: Population

    kind: ClassVar[str] = "population.recorded"
    version: ClassVar[int] = 1
    number: ClassVar[None] = None

    def facts(self) -> Facts:
        """Return year, measure, size, the day of the count and its source."""
        return self.population._asdict()

    def sealed(self) -> Sealed:
        """Return nothing."""
        return {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:  # noqa: ARG003 - the protocol's signature
        """Return the stored event."""
        return cls(
            Population(
                whole(facts, "year"),
                text(facts, "measure"),
                whole(facts, "size"),
                text(facts, "as_of"),
                text(facts, "source"),
            )
        )

    def apply(self, ledger: Ledger) -> Ledger:
        """Return the ledger with this denominator."""
        key = (self.population.year, self.population.measure)
        return replace(ledger, populations={**ledger.populations, key: self.population})

"""The ledger 台账 itself as its own events have made it: identity, settings, populations, what was taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.reversal import TakenBack

if TYPE_CHECKING:
    from collections.abc import Mapping


class Population(NamedTuple):
    """A denominator 基数: how many customers, transactions or outlets a year had.

    ``as_of`` is the ISO day the count was taken; ``source`` says who or what counted.
    """

    year: int
    measure: str
    size: int
    as_of: str
    source: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the ledger knows about itself 台账."""

    identity: str = ""
    branch: str = ""
    algorithm: str = "sha256"
    settings: Mapping[str, str] = field(default_factory=dict)
    populations: Mapping[tuple[int, str], Population] = field(default_factory=dict)
    taken_back: TakenBack = field(default_factory=TakenBack)

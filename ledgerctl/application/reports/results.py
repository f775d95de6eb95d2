"""What the use cases return: frozen results; renderers print them and compute nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE
from ledgerctl.domain.complainants.known_names import names_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ledgerctl.application.cases.attaching import FileCheck
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.application.learning.naming import Naming
    from ledgerctl.application.reports.rectified import IssueEffect
    from ledgerctl.domain.cases.chain import Fault, Head
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.custody import Holding
    from ledgerctl.domain.cases.ledger import Ledger, Population
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.events.base import Sealed
    from ledgerctl.domain.metrics.members import Period
    from ledgerctl.domain.metrics.metric import Figure, Metric
    from ledgerctl.domain.register.register import Row
    from ledgerctl.domain.reports.cross_measures import Proportion


@dataclass(frozen=True, slots=True)
class Card:
    """One case with its whole story 卡片: state, register row, timeline.

    ``reversals`` took something of the history back, or took such a reversal back; ``timezone`` is the
    branch's offset from UTC. ``naming`` are the suggestions, improvements and opportunities of the case.
    """

    complaint: Complaint
    row: Row
    history: Sequence[Recorded]
    taken_back: TakenBack
    earlier: Sequence[Row] = ()
    reversals: Sequence[Recorded] = ()
    timezone: str = DEFAULT_TIMEZONE
    custody: Sequence[Holding] = ()
    naming: Sequence[Naming] = ()

    @property
    def names(self) -> Sequence[str]:
        """Every name that the case ever held, longest first."""
        return names_in([self.complaint.sealed, *(each.sealed for each in self.history)])


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases a list shows, with their texts, and how many there are in all."""

    rows: Sequence[Row]
    texts: Mapping[str, Sealed]
    total: int
    today: str


@dataclass(frozen=True, slots=True)
class Populations:
    """The denominators recorded 基数."""

    populations: Sequence[Population]
    recorded: Sequence[Receipt] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """The ledger's own settings and what they mean when unset."""

    ledger: Ledger
    values: Mapping[str, str]
    defaults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure explained 口径说明: its definition, its inputs, the cases behind it.

    ``figure`` is None for what is no single figure. ``numerator`` and ``denominator`` are case numbers,
    for ``measures`` those of improvements with the measure's (``I2020-0001/1``);
    None where no set of either stands behind it (a population, a comparison). ``effects`` are the
    improvements behind an effect.
    """

    metric: Metric
    reported: ReportPeriod
    equal: Mapping[str, str]
    branch: str
    period: Period
    figure: Figure | None
    numerator: Sequence[str] | None
    denominator: Sequence[str] | None
    head: Head
    measures: bool = False
    effects: Sequence[IssueEffect] | None = None

    @property
    def year(self) -> int:
        """The year of the period's last day."""
        return self.reported.year


@dataclass(frozen=True, slots=True)
class CrossTable:
    """A cross table 交叉表: rows by the first dimension, columns by the second when there is one.

    ``cells`` holds, per (row, column), one text-free value per measure; totals have the key "".
    """

    dimensions: Sequence[str]
    measures: Sequence[str]
    first: str
    last: str
    row_keys: Sequence[str]
    column_keys: Sequence[str]
    cells: Mapping[tuple[str, str], Mapping[str, int | Decimal | Proportion | None]]
    row_totals: Mapping[str, Mapping[str, int | Decimal | Proportion | None]]
    column_totals: Mapping[str, Mapping[str, int | Decimal | Proportion | None]]
    total: Mapping[str, int | Decimal | Proportion | None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``verify`` found: nothing wrong, or each place where something is."""

    head: Head
    events: int
    cases: int
    faults: Sequence[Fault]
    derived: Sequence[str]
    receipt: str
    receipt_holds: bool | None
    recusal_breaches: Sequence[str]
    rebuilt: bool = False
    files: FileCheck | None = None

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        files = self.files.faults if self.files is not None else ()
        broken = bool(self.faults or self.derived or self.recusal_breaches or files)
        return not broken and self.receipt_holds is not False

"""The report of a period 报告 as one frozen result; every face shows its figures and computes none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from ledgerctl.application.reports.rectified import IssueEffect
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.cases.ledger import Population
    from ledgerctl.domain.codes.units import Units
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.metrics import Change, Rate, StockFlow
    from ledgerctl.domain.metrics.control import ControlPoint
    from ledgerctl.domain.metrics.metric import Figure
    from ledgerctl.domain.register.tallies import Sums


@dataclass(frozen=True, slots=True)
class Split:
    """One table of a report: counts by the values of a dimension.

    ``shares`` are percentages of the cases with a known value and add up to 100; the unknown (value
    "") is a row of its own without a share.
    """

    dimension: str
    values: Sequence[str]
    sums: Sequence[Sums]
    shares: Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class Quarter:
    """The complaints of one quarter against the same of last year (同比) and the one before (环比)."""

    number: int
    year_before: Change
    quarter_before: Change

    @property
    def cases(self) -> int:
        """Complaints received in the quarter."""
        return self.year_before.now


@dataclass(frozen=True, slots=True)
class Month:
    """The complaints received in one month of the period, with its limits in the control chart.

    ``name`` is like ``2020-07``; the exposure of the point is the days of the month that lie in the period
    and not after the report date.
    """

    name: str
    point: ControlPoint


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose day of receipt was corrected: from which day to which, both ISO."""

    number: str
    recorded: str
    corrected: str


@dataclass(frozen=True, slots=True)
class Learning:
    """What was learnt from complaints in the period 建议与整改, by the day on which it happened.

    ``adopted`` are those answered in the period of which all or a part was adopted; ``effective`` those
    verified in it after which there were fewer complaints.
    """

    suggestions: int
    answered: int
    adopted: int
    improvements: int
    measures_done: int
    verified: int
    effective: int
    opportunities: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure that is no longer what it was when a report was issued."""

    figure: str
    issued: str | None
    now: str | None


@dataclass(frozen=True, slots=True)
class Issue:
    """A report that was issued 已出具的报告: its number, to whom, by whom, when; ``sha256`` of its figures.

    ``as_of`` is its report date; ``changes`` are the figures that have changed since.
    """

    number: str
    period: ReportPeriod
    equal: Mapping[str, str]
    as_of: str
    to: str
    by: str
    at: str
    sha256: str
    head: Head
    changes: Sequence[Changed] = ()


@dataclass(frozen=True, slots=True)
class YearReport:
    """The report of a period 报告, of a year by default: every figure that any face of it shows.

    Counts are of complaints received in the period (not reversed, not reclassified) unless a name says
    otherwise; ``days_*`` are of the cases answered in the period,
    ``contact_*`` of those first contacted in it, in hours; ``overdue`` is as of ``today``,
    ``overdue_longest`` the most days that any case received by the end of the period is overdue.
    ``figures`` holds every metric of the catalogue that the data allows; ``ages`` counts the cases open
    at ``point`` by band of age; ``moved`` names every case that a corrected day of receipt brought into
    the period or took out of it.

    Attributes:
        period: the period; ``period.year`` is the year whose populations are the denominators.
        equal: the filter: values by column (``institution``, ``department``); empty for all cases. With a
            filter there are no rates: populations are those of the whole branch.
        before: received, against the same period last year 同比.
        previous: received, against the period before 环比; of a year, the same as ``before``.
        quarters: of a year only.
        months: the months of the period in order, with their control limits.
        months_by: received by month for each value of a dimension (``channel``, ``department``), in the
            order of ``months`` and of the dimension's split.
        learning: suggestions and improvements; None with a filter, as they belong to the whole branch.
        units: the units of the branch by dimension, with those that had no complaint; none with a filter.
        watched: complainants on the watch list now; None with a filter.
        version: of this program.
        recorded_since: the year of the earliest complaint in the ledger; None while there is none.
        under_way: whether the period had begun and was not over when it was asked for, whatever the report date.
        effects: those of the improvements completed in the period.
        issues: earlier issues of this report, with what has changed since.
        issued: the issue that this very output is; None when it is not issued.
    """

    period: ReportPeriod
    equal: Mapping[str, str]
    branch: str
    today: str
    head: Head
    received: int
    excluded: Mapping[str, int]
    before: Change
    previous: Change
    rates: Mapping[str, Rate]
    populations: Mapping[str, Population]
    missing_populations: Sequence[str]
    splits: Mapping[str, Split]
    totals: Sums
    external: int
    internal: int
    regulator: int
    settled_percent: Decimal | None
    open_cases: int
    overdue: int
    overdue_longest: int | None
    days_median: Decimal | None
    days_p90: Decimal | None
    days_max: int | None
    days_known: int
    stock: StockFlow
    currency: str
    unknown: Mapping[str, int]
    figures: Mapping[str, Figure]
    days_mean: Decimal | None
    point: str
    ages: Mapping[str, int]
    quarters: Sequence[Quarter]
    months: Sequence[Month]
    months_by: Mapping[str, Mapping[str, Sequence[int]]]
    moved: Sequence[Moved]
    window: int
    scored: int
    not_reached: int
    known_before: int
    contact_median: Decimal | None
    contact_p90: Decimal | None
    contact_known: int
    learning: Learning | None
    units: Mapping[str, Units]
    watched: int | None
    version: str
    recorded_since: int | None = None
    under_way: bool = False
    effects: Sequence[IssueEffect] = ()
    issues: Sequence[Issue] = ()
    issued: Issue | None = None

    @property
    def year(self) -> int:
        """The year whose populations are the denominators: that of the last day."""
        return self.period.year

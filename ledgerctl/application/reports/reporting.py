"""The report of a period 报告: counts from the store, rates from ``metrics``, one frozen result."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ledgerctl import __version__
from ledgerctl.application.desk.hindsight import overdue_on
from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.reports.beside import learning_of, units_of, watched_now
from ledgerctl.application.reports.figuring import (
    ages_of,
    figures_of,
    overdue_since,
    quarters_of,
    regulator_cases,
    total_of,
)
from ledgerctl.application.reports.monthly import by_value, months_of_period
from ledgerctl.application.reports.rectified import rectified
from ledgerctl.application.reports.report_results import Moved, Quarter, Split, YearReport
from ledgerctl.domain import metrics
from ledgerctl.domain.codes.vocabulary import MEASURE, VOCABULARIES
from ledgerctl.domain.complainants.repeats import window_of
from ledgerctl.domain.days.eras import ordinal
from ledgerctl.domain.days.periods import DAYS, YEAR, days_period, year_period
from ledgerctl.domain.metrics.members import Period
from ledgerctl.domain.register import anchors, coded_anchors
from ledgerctl.domain.register.tallies import EXCLUDED, Sums
from ledgerctl.errors.system import StatisticsDisagree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import YearCounts
    from ledgerctl.domain.cases.ledger import Ledger, Population
    from ledgerctl.domain.days.periods import ReportPeriod

#: The dimensions of the report, in the order in which they are shown.
SPLITS = (
    "channel",
    "fault_nature",
    "cause",
    "business",
    "handling_channel",
    "severity",
    "level",
    "finding",
    "remedy",
    "settlement",
    "responsibility",
    "satisfaction",
    "department",
    "handler",
)
#: Fields whose unknown values the report counts (data quality).
_WATCHED = ("business", "cause", "fault_nature", "responsibility", "finding", "department")
#: Denominators without which a rate cannot be printed.
_DENOMINATORS = ("customers", "transactions")
#: Measures that add up over a year.
_FLOWS = frozenset({"transactions"})


def year_report(desk: Desk, year: int) -> YearReport:
    """Return the report of a calendar year; see ``period_report``."""
    return period_report(desk, year_period(year))


def period_report(
    desk: Desk, period: ReportPeriod, equal: Mapping[str, str] | None = None, *, on: str = ""
) -> YearReport:
    """Return the report of a period; the stock-flow identity is checked before anything is returned.

    Args:
        desk: store, clock, entropy.
        period: the period.
        equal: only cases with these values by column (``institution``, ``department``).
        on: the report date, ISO; today by default.

    Raises:
        StatisticsDisagree: opening + received + reopened - closed - withdrawn - declined is not closing.
    """
    equal = equal or {}
    ledger = desk.store.ledger()
    day = on or today(desk)
    counts = counts_of(desk, period, equal, day)
    totals = total_of(counts)
    stock = _stock(counts, totals)
    window = window_of(ledger.settings)
    sizes = populations_of(ledger, period, equal)
    figures = figures_of(
        counts,
        {measure: population.size for measure, population in sizes.items()},
        today=day,
        window=window,
    )
    contacted = counts.anchors.get(anchors.CONTACTED, {})
    improved = None
    if not equal:
        improved = rectified(desk.store, Period(period.first, period.last, day, window))
        figures |= improved.figures
    point, ages = _ages(desk, counts, equal, day)
    classes = counts.sums.get("intake_class", {})
    earlier = _earlier(desk, period, equal, day)
    return YearReport(
        period=period,
        equal=equal,
        branch=ledger.branch,
        today=day,
        head=desk.store.head(),
        received=totals.cases,
        excluded={value: sums.cases for value, sums in counts.sums.get(EXCLUDED, {}).items()},
        before=metrics.change(totals.cases, earlier.year_before),
        previous=metrics.change(totals.cases, earlier.before),
        rates={
            measure: metrics.rate(totals.cases, sizes[measure].size if measure in sizes else None)
            for measure in _DENOMINATORS
        },
        populations=sizes,
        missing_populations=[
            measure
            for measure in _DENOMINATORS
            if not equal and (period.year, measure) not in ledger.populations
        ],
        splits={name: _split(name, counts.sums.get(name, {})) for name in SPLITS},
        totals=totals,
        external=classes.get("external", Sums()).cases,
        internal=classes.get("internal", Sums()).cases,
        regulator=regulator_cases(counts),
        settled_percent=metrics.percent(totals.settled_at_branch, totals.cases),
        open_cases=totals.cases - totals.closed,
        overdue=counts.overdue,
        overdue_longest=max(
            (ordinal(day) - due for due in overdue_since(counts, day)), default=None
        ),
        days_median=metrics.percentile(counts.days, Decimal("0.5")),
        days_p90=metrics.percentile(counts.days, Decimal("0.9")),
        days_max=max(counts.days, default=None),
        days_known=sum(counts.days.values()),
        stock=stock,
        currency=ledger.settings.get("currency", "CNY"),
        unknown={
            name: counts.sums[name][""].cases
            for name in _WATCHED
            if "" in counts.sums.get(name, {})
        },
        figures=figures,
        days_mean=metrics.mean(counts.days),
        point=point,
        ages=metrics.ageing(ages),
        quarters=earlier.quarters,
        months=months_of_period(counts, day),
        months_by=by_value(counts),
        moved=_moved(desk, period, equal) if figures["received_date_changes"].numerator else [],
        window=window,
        scored=counts.count(coded_anchors.SCORED),
        not_reached=counts.count(coded_anchors.NOT_REACHED),
        known_before=counts.count(coded_anchors.SKIPPED_KNOWN),
        contact_median=metrics.percentile(contacted, Decimal("0.5"), per=10),
        contact_p90=metrics.percentile(contacted, Decimal("0.9"), per=10),
        contact_known=sum(contacted.values()),
        learning=None if equal else learning_of(desk.store, period),
        units=units_of(desk.store, counts, equal),
        watched=None if equal else watched_now(desk.store),
        effects=() if improved is None else improved.effects,
        version=__version__,
        recorded_since=min(desk.store.years(), default=None),
        under_way=period.first <= today(desk) < period.last,
    )


def counts_of(desk: Desk, period: ReportPeriod, equal: Mapping[str, str], day: str) -> YearCounts:
    """Return the counts of a period: those of a whole year as they are kept, others from the cases."""
    counts = (
        desk.store.year_counts(period.year, day)
        if period.kind == YEAR and not equal
        else desk.store.period_counts(period, day, equal)
    )
    return counts if day >= today(desk) else _in_hindsight(desk, counts, equal, day)


def _in_hindsight(desk: Desk, counts: YearCounts, equal: Mapping[str, str], day: str) -> YearCounts:
    """Return counts whose overdue cases are those of a past report date; the sums know those of now."""
    period = counts.period
    rows = overdue_on(desk.store, day, received_to=period.last, equal=equal)
    return counts._replace(
        overdue=sum(row.received_on >= period.first for row in rows),
        open_due=Counter(ordinal(row.due_on[:10]) for row in rows),
    )


def _ages(
    desk: Desk, counts: YearCounts, equal: Mapping[str, str], day: str
) -> tuple[str, Mapping[int, int]]:
    """Return a point in time and the ages of the cases open then, those closed since included."""
    if day < min(counts.period.last, today(desk)):
        # The sums of the period know what was open at its end, or is open now.
        counts = desk.store.period_counts(days_period(day, day), day, equal)
    return ages_of(counts, day)


def populations_of(
    ledger: Ledger, period: ReportPeriod, equal: Mapping[str, str]
) -> dict[str, Population]:
    """Return the denominators of a period by measure.

    Customers, outlets and accounts are counted on a day and hold for any period of that year.
    Transactions are those of a whole year: over any other period they are no denominator. A filter leaves
    a part of the branch's complaints, of whose customers nobody wrote down the number.
    """
    if equal:
        return {}
    return {
        measure: population
        for (year, measure), population in ledger.populations.items()
        if year == period.year and (measure not in _FLOWS or period.kind == YEAR)
    }


@dataclass(frozen=True, slots=True)
class _Earlier:
    year_before: int
    before: int
    quarters: list[Quarter]


def _earlier(desk: Desk, period: ReportPeriod, equal: Mapping[str, str], day: str) -> _Earlier:
    """Return what was received in the periods that this one is set against."""
    if period.kind == YEAR and not equal:
        counts = desk.store.year_counts(period.year, day)
        before = desk.store.year_counts(period.year - 1, day)
        quarters = [
            Quarter(number, *changes)
            for number, changes in enumerate(quarters_of(counts, before), 1)
        ]
        received = total_of(before).cases
        return _Earlier(received, received, quarters)
    # Of a year the two are one.
    wanted = {period.year_before, period.before}
    found = {each: received_in(desk, each, equal) if each else 0 for each in wanted}
    return _Earlier(found[period.year_before], found[period.before], [])


def received_in(desk: Desk, period: ReportPeriod, equal: Mapping[str, str]) -> int:
    """Return the complaints received in a period: from kept sums where whole months of a year are asked for."""
    if period.kind == YEAR and len(equal) == 1:
        ((dimension, value),) = equal.items()
        sums = desk.store.year_counts(period.year, period.last).sums
        return sums.get(dimension, {}).get(value, Sums()).cases
    if equal or period.kind == DAYS:
        return desk.store.received(period, equal)
    year = desk.store.year_counts(period.year, period.last)
    months = year.anchors.get(anchors.RECEIVED, {})
    return sum(months.get(int(month[5:]), 0) for month in period.months)


def _moved(desk: Desk, period: ReportPeriod, equal: Mapping[str, str]) -> list[Moved]:
    return [
        Moved(row.number, row.first_received_on, row.received_on)
        for row in desk.store.cases(CaseFilter(moved=True, equal=equal)).rows
        if row.counted
        and any(
            period.first <= each <= period.last for each in (row.first_received_on, row.received_on)
        )
    ]


def _stock(counts: YearCounts, totals: Sums) -> metrics.StockFlow:
    stock = metrics.StockFlow(
        counts.opening,
        counts.received,
        counts.reopened,
        counts.closed,
        counts.closing,
        counts.count(anchors.WITHDRAWN),
        counts.count(anchors.DECLINED),
    )
    if not stock.balanced or totals.cases != counts.received:
        raise StatisticsDisagree(
            year=counts.period.name,
            opening=stock.opening,
            received=stock.received,
            reopened=stock.reopened,
            closed=stock.closed,
            withdrawn=stock.withdrawn,
            declined=stock.declined,
            closing=stock.closing,
        )
    return stock


def _split(dimension: str, sums: Mapping[str, Sums]) -> Split:
    values = ordered(dimension, sums)
    known = [value for value in values if value]
    shares = dict(zip(known, metrics.shares([sums[value].cases for value in known]), strict=True))
    return Split(
        dimension,
        values,
        [sums[value] for value in values],
        [shares.get(value) for value in values],
    )


def ordered(dimension: str, values: Mapping[str, object] | list[str]) -> list[str]:
    """Return values in vocabulary order, free ones by name, the unknown last."""
    vocabulary = VOCABULARIES.get(dimension)
    order = {key: place for place, key in enumerate(vocabulary.keys())} if vocabulary else {}
    if dimension == "measure":
        order = {key: place for place, key in enumerate(MEASURE.keys())}
    return sorted(values, key=lambda value: (not value, order.get(value, len(order)), value))

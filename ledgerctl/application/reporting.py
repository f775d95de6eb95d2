"""The yearly report 年度报告: counts from the store, rates from ``metrics``, one frozen result."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledgerctl.application.figuring import (
    ages_of,
    figures_of,
    quarters_of,
    regulator_cases,
    total_of,
)
from ledgerctl.application.keeping import today
from ledgerctl.application.ports import CaseFilter
from ledgerctl.application.rectified import rectified
from ledgerctl.application.results import Moved, Quarter, Split, YearReport
from ledgerctl.domain import anchors, coded_anchors, metrics
from ledgerctl.domain.metrics.members import Period
from ledgerctl.domain.repeats import window_of
from ledgerctl.domain.tallies import EXCLUDED, Sums
from ledgerctl.domain.vocabulary import MEASURE, VOCABULARIES
from ledgerctl.errors import StatisticsDisagree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.ports import YearCounts
    from ledgerctl.domain.ledger import Ledger

#: The dimensions of the yearly report, in the order in which they are shown.
SPLITS = (
    "channel",
    "fault_nature",
    "cause",
    "business",
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


def year_report(desk: Desk, year: int) -> YearReport:
    """Return the report of a year; the stock-flow identity is checked before anything is returned.

    Raises:
        StatisticsDisagree: opening + received + reopened - closed - withdrawn - declined is not closing.
    """
    ledger = desk.store.ledger()
    day = today(desk)
    counts = desk.store.year_counts(year, day)
    before = desk.store.year_counts(year - 1, day)
    totals = total_of(counts)
    stock = _stock(counts, totals)
    window = window_of(ledger.settings)
    figures = figures_of(counts, _sizes(ledger, year), today=day, window=window)
    contacted = counts.anchors.get(anchors.CONTACTED, {})
    period = Period(f"{year:04d}-01-01", f"{year:04d}-12-31", day, window)
    improved = rectified(desk.store, period)
    figures |= improved.figures
    point, ages = ages_of(counts, day)
    classes = counts.sums.get("intake_class", {})
    return YearReport(
        year=year,
        branch=ledger.branch,
        today=day,
        head=desk.store.head(),
        received=totals.cases,
        excluded={value: sums.cases for value, sums in counts.sums.get(EXCLUDED, {}).items()},
        before=metrics.change(totals.cases, total_of(before).cases),
        rates=_rates(ledger, year, totals.cases),
        populations={
            measure: population
            for (of, measure), population in ledger.populations.items()
            if of == year
        },
        missing_populations=[
            measure for measure in _DENOMINATORS if (year, measure) not in ledger.populations
        ],
        splits={name: _split(name, counts.sums.get(name, {})) for name in SPLITS},
        totals=totals,
        external=classes.get("external", Sums()).cases,
        internal=classes.get("internal", Sums()).cases,
        regulator=regulator_cases(counts),
        settled_percent=metrics.percent(totals.settled_at_branch, totals.cases),
        open_cases=totals.cases - totals.closed,
        overdue=counts.overdue,
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
        quarters=[
            Quarter(number, *changes)
            for number, changes in enumerate(quarters_of(counts, before), 1)
        ],
        moved=_moved(desk, year) if figures["received_date_changes"].numerator else [],
        window=window,
        scored=counts.count(coded_anchors.SCORED),
        not_reached=counts.count(coded_anchors.NOT_REACHED),
        known_before=counts.count(coded_anchors.SKIPPED_KNOWN),
        contact_median=metrics.percentile(contacted, Decimal("0.5"), per=10),
        contact_p90=metrics.percentile(contacted, Decimal("0.9"), per=10),
        contact_known=sum(contacted.values()),
        effects=improved.effects,
    )


def _sizes(ledger: Ledger, year: int) -> dict[str, int]:
    return {
        measure: population.size
        for (of, measure), population in ledger.populations.items()
        if of == year
    }


def _moved(desk: Desk, year: int) -> list[Moved]:
    return [
        Moved(row.number, row.first_received_on, row.received_on)
        for row in desk.store.cases(CaseFilter(moved=True)).rows
        if row.counted and str(year) in {row.first_received_on[:4], row.received_on[:4]}
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
            year=counts.year,
            opening=stock.opening,
            received=stock.received,
            reopened=stock.reopened,
            closed=stock.closed,
            withdrawn=stock.withdrawn,
            declined=stock.declined,
            closing=stock.closing,
        )
    return stock


def _rates(ledger: Ledger, year: int, count: int) -> dict[str, metrics.Rate]:
    rates = {}
    for measure in _DENOMINATORS:
        population = ledger.populations.get((year, measure))
        rates[measure] = metrics.rate(count, population.size if population else None)
    return rates


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

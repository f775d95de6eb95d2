"""From the kept counts of a year to its figures: every metric of the catalogue that the data allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain import metrics
from ledgerctl.domain.codes.vocabulary import REGULATOR_CHANNELS
from ledgerctl.domain.days.eras import ordinal
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.register import anchors, coded_anchors
from ledgerctl.domain.register.coded_anchors import SHORTER_TIER
from ledgerctl.domain.register.tallies import TOTAL, Sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgerctl.application.desk.records import YearCounts
    from ledgerctl.domain.metrics.metric import Figure

#: Rates of all complaints, and rates of those that a regulator forwarded → their population.
ALL_RATES = {
    "rate_customers": "customers",
    "rate_transactions": "transactions",
    "rate_accounts": "accounts",
}
FORWARDED_RATES = {"rate_nfra_customers": "personal_customers", "rate_nfra_outlets": "outlets"}


def total_of(counts: YearCounts) -> Sums:
    """Return the sums of the whole year."""
    return counts.sums.get(TOTAL, {}).get("", Sums())


def regulator_cases(counts: YearCounts) -> int:
    """Return the complaints that a regulator forwarded 监管件."""
    channels = counts.sums.get("channel", {})
    return sum(channels.get(key, Sums()).cases for key in REGULATOR_CHANNELS)


def overdue_since(counts: YearCounts, today: str) -> list[int]:
    """Return the due days (ordinals) before ``today`` (ISO) of open cases received by the end of the period."""
    return [day for day, cases in counts.open_due.items() if cases and day < ordinal(today)]


def figures_of(
    counts: YearCounts, populations: Mapping[str, int], *, today: str, window: int
) -> dict[str, Figure]:
    """Return the figures of a year by metric, in the order of the catalogue.

    Args:
        counts: the year's counts.
        populations: the year's denominators by measure.
        today: the report date, ISO.
        window: the days within which a complaint repeats, or a case comes back.
    """
    found = {
        key: METRICS[key].of(numerator, denominator, unknown=unknown)
        for parts in (
            _volume(counts, populations),
            _timing(counts, today),
            _settling(counts, today, window),
            _outcomes(counts),
            _quality(counts),
        )
        for key, numerator, denominator, unknown in parts
    }
    return {key: found[key] for key in METRICS if key in found}


_Part = tuple[str, int, "int | None", int]


def _volume(counts: YearCounts, populations: Mapping[str, int]) -> Iterator[_Part]:
    received, forwarded = total_of(counts).cases, regulator_cases(counts)
    outside = counts.sums.get("intake_class", {}).get("external", Sums()).cases
    yield "complaints_received", received, None, 0
    for key, measure in ALL_RATES.items():
        yield key, received, populations.get(measure), 0
    for key, measure in FORWARDED_RATES.items():
        yield key, forwarded, populations.get(measure), 0
    yield "external_share", outside, received, 0
    yield "regulatory_share", forwarded, received, 0


def _timing(counts: YearCounts, today: str) -> Iterator[_Part]:
    totals = total_of(counts)
    waiting = _after(counts.anchors.get(anchors.AWAITED, {}), ordinal(today))
    withdrawn = counts.count(anchors.RECEIVED_WITHDRAWN)
    yield "closing_rate_cohort", totals.closed - withdrawn, totals.cases - withdrawn, 0
    stock = counts.opening + counts.received
    yield "closing_rate_period", counts.count(anchors.CLOSED_OF_STOCK), stock, 0
    yield (
        "on_time_rate",
        counts.count(anchors.DUE_MET),
        counts.count(anchors.DUE) - waiting,
        counts.count(anchors.DUE_UNKNOWN),
    )
    decided = counts.count(coded_anchors.DECIDED)
    yield "extension_rate", counts.count(coded_anchors.EXTENDED), decided, 0
    by_period = counts.anchors.get(coded_anchors.EXTENDED, {})
    yield "extension_rate_30", _up_to(by_period, SHORTER_TIER), decided, 0
    yield "extension_rate_60", _after(by_period, SHORTER_TIER), decided, 0
    overdue = sum(counts.open_due[day] for day in overdue_since(counts, today))
    yield "overdue_open", overdue, None, 0
    yield (
        "contact_in_time_rate",
        counts.count(coded_anchors.CONTACT_MET),
        counts.count(coded_anchors.FIRST_CONTACTS),
        counts.count(coded_anchors.CONTACT_UNBOUND),
    )


def _settling(counts: YearCounts, today: str, window: int) -> Iterator[_Part]:
    received = total_of(counts).cases
    known = counts.anchors
    elapsed = ordinal(today) - window
    settled, closed, unknown = (
        _up_to(known.get(name, {}), elapsed)
        for name in (anchors.SETTLED_FIRST, anchors.CLOSED_ON, anchors.FIRST_UNKNOWN)
    )
    yield "fcr", settled, closed, unknown
    yield "branch_resolution", counts.count(coded_anchors.AT_BRANCH), _closed(counts), 0
    yield "escalation_rate", counts.count(coded_anchors.TO_SUPERIOR), received, 0
    own = counts.sums.get("intake_class", {}).get("internal", Sums()).cases
    yield "regulatory_conversion", counts.count(coded_anchors.BECAME_REGULATORY), own, 0
    yield "skip_level_rate", total_of(counts).skip_level, received, 0
    yield "repeat_rate_cases", total_of(counts).repeats, received, 0
    persons = counts.count(coded_anchors.PERSONS)
    yield "repeat_rate_people", counts.count(coded_anchors.PERSONS_AGAIN), persons, 0
    reopened = _up_to(known.get(anchors.REOPENED_AFTER, {}), window)
    yield "reopen_rate", reopened, counts.count(anchors.CLOSED_ONCE), 0


def _outcomes(counts: YearCounts) -> Iterator[_Part]:
    count = counts.count
    yield "upheld_rate", count(coded_anchors.UPHELD), count(coded_anchors.FOUND), 0
    yield "at_fault_rate", count(coded_anchors.AT_FAULT), count(coded_anchors.DETERMINED), 0
    yield "accountability_rate", count(coded_anchors.ACCOUNTABLE), count(coded_anchors.AT_FAULT), 0
    unknown = count(coded_anchors.SETTLEMENT_UNKNOWN)
    yield "agreement_rate", count(coded_anchors.AGREED), _closed(counts), unknown
    yield "satisfaction_rate", count(coded_anchors.SATISFIED), count(coded_anchors.SCORED), 0
    # An outcome without its day, as imports bring it: nobody knows how soon the call was.
    undated = count(coded_anchors.RATED) - count(coded_anchors.CALLED_BACK_RATED)
    yield "satisfaction_response", count(coded_anchors.CALLED_BACK), _closed(counts), undated
    yield "redress_total", count(coded_anchors.REDRESS), None, 0
    yield "timely_response_us", count(coded_anchors.TIMELY), count(coded_anchors.SENT), 0
    yield "conflict_check", count(coded_anchors.CONFLICTS), None, 0


def _quality(counts: YearCounts) -> Iterator[_Part]:
    moved = counts.count(anchors.MOVED_HERE) + counts.count(anchors.MOVED_AWAY)
    yield "late_registrations", counts.count(anchors.LATE), None, 0
    yield "back_dated", counts.count(anchors.BACKDATED), None, 0
    yield "received_date_changes", moved, None, 0


def _closed(counts: YearCounts) -> int:
    return counts.count(anchors.CLOSED_ON)


def _up_to(histogram: Mapping[int, int], most: int) -> int:
    return sum(cases for value, cases in histogram.items() if value <= most)


def _after(histogram: Mapping[int, int], least: int) -> int:
    return sum(cases for value, cases in histogram.items() if value > least)


def ages_of(counts: YearCounts, today: str) -> tuple[str, dict[int, int]]:
    """Return a point in time and the ages in days of the cases open then 在办账龄.

    The point is the report date or the end of the period, whichever comes first; at the end of a period
    the ages add up to the closing stock.
    """
    point = min(today, counts.period.last)
    ages: dict[int, int] = {}
    if point == counts.period.last:
        ages |= counts.anchors.get(anchors.CARRIED, {})
    for day, cases in counts.open_since.items():
        age = ordinal(point) - day
        if age >= 0:
            ages[age] = ages.get(age, 0) + cases
    return point, ages


def months_of(counts: YearCounts, name: str = anchors.RECEIVED) -> list[int]:
    """Return the complaints received in each month of the period in order, all or those of an anchor."""
    histogram = counts.anchors.get(name, {})
    return [histogram.get(month, 0) for month in range(1, len(counts.period.months) + 1)]


def quarters_of(now: YearCounts, before: YearCounts) -> list[tuple[metrics.Change, metrics.Change]]:
    """Return each quarter against the same quarter last year (同比) and the quarter before (环比)."""
    cases = [
        sum(months[first : first + 3])
        for months in (months_of(before), months_of(now))
        for first in range(0, 12, 3)
    ]
    return [
        (
            metrics.change(cases[place], cases[place - 4]),
            metrics.change(cases[place], cases[place - 1]),
        )
        for place in range(4, 8)
    ]

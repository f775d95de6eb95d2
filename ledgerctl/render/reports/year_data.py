"""The report of a period 报告 as JSON data: the contract that scripts read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ledgerctl.domain.cases import chain
from ledgerctl.render.reports import definitions, figures, issues, periods, report_sections
from ledgerctl.render.words.receipt import head_data

if TYPE_CHECKING:
    from decimal import Decimal

    from ledgerctl.application.reports.report_results import Split, YearReport
    from ledgerctl.domain.cases.ledger import Population
    from ledgerctl.domain.metrics import Rate
    from ledgerctl.render.words.envelope import Json

#: Fewer cases than this say nothing in per cent about one person or department.
FEWEST_FOR_PERCENT = 5
_GUARDED = frozenset({"handler", "department"})
#: What says how a report came to be, not what it reports.
_APART = frozenset({"ledger", "tool", "issued", "issued_before", "definitions"})
#: Splits whose key in the contract is not their dimension's name.
_KEYS = {"cause": "causes", "channel": "channel_split"}


def data(report: YearReport) -> dict[str, Json]:
    """Return every figure of the report; Decimals are texts, what cannot be computed is null."""
    totals = report.totals
    return {
        "year": report.year,
        "branch": report.branch,
        "today": report.today,
        "received": report.received,
        "rates": {
            measure: _rate(rate, report.populations.get(measure))
            for measure, rate in report.rates.items()
        },
        "intake": {
            "internal": report.internal,
            "external": report.external,
            "regulator": report.regulator,
        },
        "channels": _counts(report.splits.get("channel")),
        "resolved_at_branch": {
            "count": totals.settled_at_branch,
            "of": totals.cases,
            "percent": _decimal(report.settled_percent),
        },
        "escalated": totals.escalated,
        "over_the_head": totals.skip_level,
        "repeat": totals.repeats,
        "reopened": totals.reopened,
        "compensation": {"minor_units": totals.compensation, "currency": report.currency},
        "previous_year": {
            "received": report.before.before,
            "difference": report.before.difference,
            "percent": _decimal(report.before.percent),
        },
        **periods.data(report.period, report.equal),
        "previous_period": {
            "received": report.previous.before,
            "difference": report.previous.difference,
            "percent": _decimal(report.previous.percent),
        },
        **{_KEYS.get(name, name): _split(split) for name, split in report.splits.items()},
        "days": {
            "median": _decimal(report.days_median),
            "p90": _decimal(report.days_p90),
            "max": report.days_max,
            "mean": _decimal(report.days_mean),
            "known": report.days_known,
        },
        "first_contact_hours": {
            "median": _decimal(report.contact_median),
            "p90": _decimal(report.contact_p90),
            "known": report.contact_known,
        },
        **_time(report),
        **figures.data(report),
        **report_sections.data(report),
        "excluded": dict(report.excluded),
        "unknown": dict(report.unknown),
        "missing_populations": list(report.missing_populations),
        "issued_before": [issues.issue_data(each) for each in report.issues],
        "issued": None if report.issued is None else issues.issue_data(report.issued),
        "definitions": definitions.data(definitions.printed(report)),
        "ledger": head_data(report.head),
    }


def fingerprint(report: YearReport) -> str:
    """Return the SHA-256 of a report's figures in canonical JSON.

    Ledger head, program, definitions and issues are left out: they change when nothing that is reported
    does.
    """
    told = {name: value for name, value in data(report).items() if name not in _APART}
    return hashlib.sha256(chain.canonical_value(told).encode()).hexdigest()


def _time(report: YearReport) -> dict[str, Json]:
    stock = report.stock
    return {
        "on_time": report.totals.on_time,
        "late": report.totals.late,
        "undated": report.totals.undated,
        "open": report.open_cases,
        "overdue": report.overdue,
        "overdue_longest_days": report.overdue_longest,
        "stock": {
            "opening": stock.opening,
            "received": stock.received,
            "reopened": stock.reopened,
            "closed": stock.closed,
            "withdrawn": stock.withdrawn,
            "declined": stock.declined,
            "closing": stock.closing,
        },
    }


def shown_share(split: Split, position: int) -> Decimal | None:
    """Return a value's share; None for a person or department with too few cases for a percentage."""
    few = too_few(split.dimension, split.sums[position].cases)
    return None if few else split.shares[position]


def too_few(dimension: str, cases: int) -> bool:
    """Whether so many cases of one person or department are too few for a percentage."""
    return dimension in _GUARDED and cases < FEWEST_FOR_PERCENT


def _rate(rate: Rate, population: Population | None) -> dict[str, Json]:
    return {
        "count": rate.count,
        "denominator": rate.denominator,
        f"per_{rate.per}": _decimal(rate.value),
        "low": _decimal(rate.low),
        "high": _decimal(rate.high),
        "as_of": None if population is None else population.as_of,
        "source": None if population is None else population.source,
    }


def _counts(split: Split | None) -> dict[str, Json]:
    if split is None:
        return {}
    return {key: sums.cases for key, sums in zip(split.values, split.sums, strict=True)}


def _split(split: Split) -> list[Json]:
    return [
        {
            "value": value,
            "count": sums.cases,
            "share": _decimal(shown_share(split, position)),
            "closed": sums.closed,
            "settled_at_branch": sums.settled_at_branch,
            "escalated": sums.escalated,
            "at_fault": sums.at_fault,
            "late": sums.late,
            "repeat": sums.repeats,
        }
        for position, (value, sums) in enumerate(zip(split.values, split.sums, strict=True))
    ]


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else str(value)

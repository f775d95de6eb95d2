"""The figures of a year counted a second time, from exported events alone: slow, plain, its own arithmetic.

Written from the definitions of the metrics and not from the program, of which nothing is imported here.
``report_of`` returns what ``ledgerctl report --json`` must say of a year, with two differences of form:
tables are mappings by value, and nothing is said of the ledger's head.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from recount_arithmetic import mean, ratio, signed, spread
from recount_beside import (
    effects_of,
    learning_of,
    months_by,
    months_of,
    period_before,
    period_of,
    units_of,
    watched,
)
from recount_issued import issued_before
from recount_metrics import metrics_of, overdue
from recount_story import day_of
from recount_year import (
    OUTSIDE,
    REGULATORS,
    SPLITS,
    WATCHED,
    Year,
    days_to_answer,
    escalated,
    first_contact,
    resolved,
    settled,
    timeliness,
    told,
    value_of,
    within,
)

if TYPE_CHECKING:
    from datetime import date

    from recount_story import Line
    from recount_year import Span


def report_of(
    lines: list[Line],
    span: Span,
    today: str,
    orders: dict[str, list[str]],
    only: dict[str, str] | None = None,
) -> dict[str, Any]:
    """Return the report of a period, with its earlier issues.

    Args:
        lines: every event of the ledger, as exported.
        span: its first and last day.
        today: the day of the report, ISO.
        orders: the order in which each table prints its values; nothing but ties follows from it.
        only: the values by field that a case must have; of all cases by default.
    """

    def as_of(day: str) -> dict[str, Any]:
        return _figures(Year(lines, span, day, only), orders)

    return {**as_of(today), "issued_before": issued_before(lines, span, only or {}, as_of)}


def _figures(of: Year, orders: dict[str, list[str]]) -> dict[str, Any]:
    """Return every figure of the report of a period."""
    lines, span = of.lines, of.span
    units = {} if of.only else units_of(of)
    received = of.received
    channels = Counter(str(case.facts["channel"]) for case in received)
    outside = sum(count for name, count in channels.items() if name in OUTSIDE)
    kept = of.count(settled)
    answers = [
        days
        for case in of.all
        if within(told(case), span) and (days := days_to_answer(case)) is not None
    ]
    tenths = [hours for case in of.all if (hours := first_contact(case, span)) is not None]
    ends = Counter(timeliness(case) for case in received)
    before, previous = (
        of.count(lambda case, days=days: within(case.received, days), of.all)
        for days in (year_before(span), period_before(span))
    )
    figures = metrics_of(of)
    late = overdue(of)
    return {
        "year": of.year,
        "branch": of.settings["branch"],
        "today": of.today.isoformat(),
        "received": len(received),
        "rates": {measure: of.rate(measure) for measure in ("customers", "transactions")},
        "intake": {
            "internal": len(received) - outside,
            "external": outside,
            "regulator": sum(channels[name] for name in REGULATORS),
        },
        "channels": dict(channels),
        "resolved_at_branch": {
            "count": kept,
            "of": len(received),
            "percent": ratio(kept, len(received)),
        },
        "escalated": of.count(escalated),
        "over_the_head": of.count(lambda case: case.facts.get("skip_level")),
        "over_the_head_known_before": of.count(
            lambda case: case.facts.get("skip_level") and of.repeats(case)
        ),
        "repeat": of.count(of.repeats),
        "reopened": of.count(lambda case: len(case.open) > 1),
        "compensation": {
            "minor_units": sum(case.facts.get("compensation", 0) for case in received),
            "currency": of.settings.get("currency", "CNY"),
        },
        "previous_year": {
            "received": before,
            "difference": len(received) - before,
            "percent": signed(len(received), before),
        },
        "period": period_of(span),
        "filter": of.only,
        "previous_period": {
            "received": previous,
            "difference": len(received) - previous,
            "percent": signed(len(received), previous),
        },
        **{key: of.rows(name, orders[key]) for key, name in SPLITS.items()},
        "days": {**spread(answers), "max": max(answers, default=None), "mean": mean(answers)},
        "first_contact_hours": spread(tenths, 10),
        "on_time": ends["on_time"],
        "late": ends["late"],
        "undated": ends["undated"],
        "open": ends["open"],
        "overdue": len([case for case in late if within(case.received, of.span)]),
        "overdue_longest_days": max(
            ((of.today - day_of(case.facts["due_on"])).days for case in late), default=None
        ),
        "stock": of.stock(),
        "metrics": figures,
        "quarters": of.quarters() if of.whole and not of.only else [],
        "months": months_of(of),
        "months_by": months_by(of),
        "learning": None if of.only else learning_of(lines, span),
        "without_complaint": {
            name: silent for name, each in units.items() if (silent := each.pop("silent"))
        },
        "units": units,
        "watch_list": None if of.only else watched(lines),
        "improvement_effects": [] if of.only else effects_of(of),
        "ageing": of.ageing(),
        "repeat_window": of.window,
        "satisfaction_answers": {
            "scored": figures["satisfaction_rate"]["denominator"],
            "not_reached": of.count(
                lambda case: (
                    resolved(case)
                    and within(case.closed, span)
                    and case.facts.get("satisfaction") in {"not_reached", "refused"}
                ),
                of.all,
            ),
        },
        "data_quality": {
            "late_registrations": figures["late_registrations"]["value"],
            "back_dated": figures["back_dated"]["value"],
            "received_date_changes": [
                {
                    "number": case.number,
                    "recorded": case.first_received,
                    "corrected": case.received.isoformat(),
                }
                for case in sorted(of.moved(), key=lambda case: (case.received, case.number))
            ],
        },
        "excluded": dict(of.excluded),
        "unknown": {
            name: missing
            for name in WATCHED
            if (missing := of.count(lambda case, name=name: not value_of(case, name)))
        },
        "missing_populations": [
            name
            for name in ("customers", "transactions")
            if not of.only and name not in of.recorded
        ],
    }


def year_before(span: Span) -> Span:
    """Return the same days of the year before; there is no 29 February then."""
    first, last = (_a_year_earlier(day) for day in span)
    return first, last


def _a_year_earlier(day: date) -> date:
    shorter = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if shorter else day.day)

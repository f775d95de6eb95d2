"""Periods side by side, counted a second time: counts, differences, and what chance says of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from recount_arithmetic import signed
from recount_beside import effect_of, period_of
from recount_year import OUTSIDE, REGULATORS, Year, at_fault, escalated, timeliness

if TYPE_CHECKING:
    from recount_story import Line
    from recount_year import Span


def comparison_of(
    lines: list[Line], spans: list[Span], today: str, only: dict[str, str] | None = None
) -> dict[str, Any]:
    """Return what ``report --compare`` says of periods in the order of time."""
    years = [Year(lines, span, today, only) for span in sorted(spans)]
    days = [max((min(of.span[1], of.today) - of.span[0]).days + 1, 0) for of in years]
    counts = [_counts(of) for of in years]
    return {
        "branch": years[-1].settings["branch"],
        "today": date.fromisoformat(today).isoformat(),
        "filter": only or {},
        "periods": [
            {name: period_of(of.span)[name] for name in ("name", "first", "last")}
            | {"days_passed": passed}
            for of, passed in zip(years, days, strict=True)
        ],
        "figures": {
            name: {
                "counts": [each[name] for each in counts],
                "changes": [
                    _change(before[name], now[name], exposures)
                    for (before, now), exposures in zip(
                        pairwise(counts), pairwise(days), strict=True
                    )
                ],
            }
            for name in counts[0]
        },
        "customers": [
            {name: of.rate("customers")[name] for name in ("per_10000", "denominator")}
            for of in years
        ],
    }


def _counts(of: Year) -> dict[str, int]:
    channels = Counter(str(case.facts["channel"]) for case in of.received)
    outside = sum(count for name, count in channels.items() if name in OUTSIDE)
    return {
        "received": len(of.received),
        "internal": len(of.received) - outside,
        "external": outside,
        "regulator": sum(channels[name] for name in REGULATORS),
        "escalated": of.count(escalated),
        "over_the_head": of.count(lambda case: case.facts.get("skip_level")),
        "repeat": of.count(of.repeats),
        "reopened": of.count(lambda case: len(case.open) > 1),
        "at_fault": of.count(at_fault),
        "late": of.count(lambda case: timeliness(case) == "late"),
    }


def _change(before: int, now: int, days: tuple[int, int]) -> dict[str, Any]:
    # A period that has not begun can be compared with nothing.
    chance, said = effect_of(before, now, days) if all(days) else (None, None)
    return {
        "difference": now - before,
        "percent": signed(now, before),
        "probability": chance,
        "finding": said,
    }

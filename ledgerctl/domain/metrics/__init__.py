"""Metrics (统计指标): the only place where counts become rates, shares, durations and comparisons.

Queries return counts; what a report prints beside them is made here, in exact integer arithmetic,
and rounded once, half away from zero (``ROUND_HALF_UP``). No result depends on the caller's
``decimal`` context. A ratio without a denominator is None (n/a), never 0 % and never 100 %.
What each metric counts, over what, and by which source stands in ``catalogue``.
"""

from __future__ import annotations

from ledgerctl.domain.metrics.comparisons import Change, StockFlow, change
from ledgerctl.domain.metrics.durations import ageing, mean, percentile
from ledgerctl.domain.metrics.intervals import poisson_limits
from ledgerctl.domain.metrics.rates import Rate, rate
from ledgerctl.domain.metrics.shares import pareto, percent, shares

__all__ = [
    "Change",
    "Rate",
    "StockFlow",
    "ageing",
    "change",
    "mean",
    "pareto",
    "percent",
    "percentile",
    "poisson_limits",
    "rate",
    "shares",
]

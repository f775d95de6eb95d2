"""Rates 投诉率: cases per so many of a population, with their interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.exact import quotient, refuse_negative
from ledgerctl.domain.metrics.intervals import poisson_limits

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A count per so many of a population, with its 95 % interval (投诉率).

    With ``per=10_000`` and customers below the line this is 万客户投诉率 (‱), with transactions
    万笔业务投诉率.

    Attributes:
        count: cases, not persons.
        denominator: customers, transactions, outlets or accounts; None when nobody recorded it.
        per: the size of the population that the value speaks of, 10,000 for ‱.
        value: cases per ``per``, rounded; None (n/a) when the denominator is missing or zero.
        low: lower limit of the interval, in the unit of ``value``; None when ``value`` is.
        high: upper limit of the interval, in the unit of ``value``; None when ``value`` is.
    """

    count: int
    denominator: int | None
    per: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None


def rate(count: int, denominator: int | None, *, per: int = 10_000, places: int = 1) -> Rate:
    """Return the rate of a count in a population, with its exact Poisson 95 % interval.

    Args:
        count: cases.
        denominator: the population; None or 0 makes the value and both limits None.
        per: the size of the population that the value speaks of.
        places: decimals to which the value and the limits are rounded, each once.

    Raises:
        ValueError: the count or the denominator is negative.
    """
    refuse_negative(count, denominator or 0)
    if not denominator:
        return Rate(count, denominator, per, None, None, None)
    value, low, high = (
        quotient(numerator * per, divisor * denominator, places)
        for numerator, divisor in (
            (count, 1),
            *(limit.as_integer_ratio() for limit in poisson_limits(count)),
        )
    )
    return Rate(count, denominator, per, value, low, high)

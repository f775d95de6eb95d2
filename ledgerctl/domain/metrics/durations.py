"""Durations 时长: percentiles, means and ages, from histograms."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.exact import quotient, refuse_negative

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

#: Bands of age 账龄 → the last day of each, None for the open end.
AGE_BANDS: dict[str, int | None] = {
    "0-7": 7,
    "8-15": 15,
    "16-30": 30,
    "31-60": 60,
    "61+": None,
}


def percentile(histogram: Mapping[int, int], fraction: Decimal, *, per: int = 1) -> Decimal | None:
    """Return the value below which a fraction of the cases lie, one decimal, rounded half up.

    Interpolates linearly between the two nearest cases in order, as ``percentile_cont`` of the SQL
    standard (ISO/IEC 9075-2) and PostgreSQL do. ``Decimal("0.5")`` asks for the median (中位数).

    Args:
        histogram: how many cases have each value (days, hours), in any order.
        fraction: from 0 (the smallest value) to 1 (the largest).
        per: how many of the histogram's steps make one unit of the result.

    Returns:
        The percentile in the unit of the values; None (n/a) when there are no cases.

    Raises:
        ValueError: the fraction is outside 0 to 1, or a number of cases is negative.
    """
    if not (fraction.is_finite() and 0 <= fraction <= 1):
        message = f"a percentile's fraction lies between 0 and 1, not {fraction}"
        raise ValueError(message)
    refuse_negative(*histogram.values())
    values = sorted(histogram)
    passed = list(accumulate(histogram[value] for value in values))
    if not any(passed):
        return None
    numerator, denominator = fraction.as_integer_ratio()
    rank, beyond = divmod(numerator * (passed[-1] - 1), denominator)
    below = values[bisect_right(passed, rank)]
    above = values[bisect_right(passed, rank + 1)] if beyond else below
    return quotient(below * denominator + (above - below) * beyond, denominator * per, 1)


def mean(histogram: Mapping[int, int]) -> Decimal | None:
    """Return the arithmetic mean of a histogram, one decimal; None (n/a) when there are no cases.

    Printed only beside the median: a single long case moves it.

    Raises:
        ValueError: a number of cases is negative.
    """
    refuse_negative(*histogram.values())
    cases = sum(histogram.values())
    total = sum(value * number for value, number in histogram.items())
    return quotient(total, cases, 1) if cases else None


def ageing(histogram: Mapping[int, int]) -> dict[str, int]:
    """Return open cases by band of age in days (在办账龄); every band is there, 0 cases included.

    The bands end where the tiers of CBIRC order 2020 No. 3 do: 15 days, 30 days, 30 more.

    Raises:
        ValueError: a number of cases is negative.
    """
    refuse_negative(*histogram.values())
    found = dict.fromkeys(AGE_BANDS, 0)
    for days, number in histogram.items():
        found[band(days)] += number
    return found


def band(days: int) -> str:
    """Return the band of an age in days."""
    return next(name for name, last in AGE_BANDS.items() if last is None or days <= last)

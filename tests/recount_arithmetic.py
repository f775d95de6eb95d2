"""The arithmetic of the second count: fractions, halves away from zero, Poisson limits by halving."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def rounded(value: Fraction, places: int = 1) -> str:
    """Return a number as text with so many decimals, halves away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def ratio(count: int, whole: int | None, per: int = 100) -> str | None:
    """Return ``count`` of ``whole`` per so many; None without a denominator."""
    return rounded(Fraction(count * per, whole)) if whole else None


def hundredths(counts: list[int]) -> list[str]:
    """Return shares in per cent with two decimals that add up to 100.00: the largest remainders gain."""
    whole = sum(counts)
    if not whole:
        return ["0.00" for _ in counts]
    exact = [Fraction(count * 10_000, whole) for count in counts]
    floors = [math.floor(each) for each in exact]
    by_remainder = sorted(range(len(counts)), key=lambda place: floors[place] - exact[place])
    for place in by_remainder[: 10_000 - sum(floors)]:
        floors[place] += 1
    return [rounded(Fraction(each, 100), 2) for each in floors]


def quantile(values: list[int], part: Fraction) -> Fraction | None:
    """Return the value below which a part of all lies, between neighbours by their distance."""
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * part
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def at_most(count: int, mean: float) -> float:
    """Return the chance that a Poisson count with this mean is at most ``count``, term by term."""
    terms = (
        math.exp(each * math.log(mean) - mean - math.lgamma(each + 1)) for each in range(count + 1)
    )
    return math.fsum(terms)


def limit(reached: Callable[[float], bool], upper: float) -> float:
    """Return the point from which on something is so, by halving."""
    low, high = 1e-12, upper
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


def poisson_limits(count: int) -> tuple[float, float]:
    """Return the 95 % limits of a count: the means that would give as much, or as little, once in 40."""
    upper = count + 10 * math.sqrt(count + 1) + 20
    low = limit(lambda mean: 1 - at_most(count - 1, mean) >= 0.025, upper) if count else 0.0
    return low, limit(lambda mean: at_most(count, mean) <= 0.025, upper)


def interval(count: int, size: int | None, per: int) -> tuple[str | None, str | None]:
    """Return both 95 % limits of a rate; None without a denominator."""
    if not size:
        return None, None
    low, high = poisson_limits(count)
    return rounded(Fraction(low) * per / size), rounded(Fraction(high) * per / size)


def two_counts(first: int, second: int, sizes: tuple[int, int]) -> Fraction:
    """Return the chance of an outcome no likelier than this parting of all cases, under one common rate."""
    whole = first + second
    share = Fraction(sizes[0], sum(sizes))
    chances = [
        math.comb(whole, each) * share**each * (1 - share) ** (whole - each)
        for each in range(whole + 1)
    ]
    return sum((each for each in chances if each <= chances[first]), Fraction(0))


def changed(now: int, before: int) -> dict[str, Any]:
    """Return the change against an earlier count."""
    return {"before": before, "difference": now - before, "percent": signed(now, before)}


def signed(now: int, before: int) -> str | None:
    """Return the change in per cent; None against nothing."""
    return rounded(Fraction((now - before) * 100, before)) if before else None


def spread(values: list[int], per: int = 1) -> dict[str, Any]:
    """Return median, 90th percentile and how many there are."""
    median, most = quantile(values, Fraction(1, 2)), quantile(values, Fraction(9, 10))
    return {
        "median": None if median is None else rounded(median / per),
        "p90": None if most is None else rounded(most / per),
        "known": len(values),
    }


def mean(values: list[int]) -> str | None:
    """Return the mean, None of nothing."""
    return rounded(Fraction(sum(values), len(values))) if values else None

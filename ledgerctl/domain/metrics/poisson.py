"""Two counts compared: may chance alone have made the difference? Exact, in whole numbers."""

from __future__ import annotations

import math
from fractions import Fraction
from math import comb

#: Differences that chance would make less often than this are called real 显著性水平.
LEVEL = Fraction(5, 100)
#: Cases up to which whole numbers are reckoned with.
_EXACT = 1_000
#: Logarithms of probabilities that differ by less are those of equally likely outcomes.
_SAME = 1e-7
#: Standard deviations beyond which an outcome adds nothing that is kept.
_REACH = 40


def two_counts(first: int, second: int, *, exposures: tuple[int, int] = (1, 1)) -> Fraction:
    """Return how often chance alone parts so many cases so unequally, or more so (two-sided p).

    Under one common rate, ``first`` is binomial given the sum of both, with the share of the first
    exposure; the probabilities of all outcomes that are no likelier than the one seen are added.

    Args:
        first: cases in the first period.
        second: cases in the second period.
        exposures: lengths of the periods (or populations), in one unit.

    Returns:
        The probability, exactly up to ``_EXACT`` cases together, beyond to nine digits; 1 when there are no
        cases at all.

    Source: Przyborowski and Wilenski, Homogeneity of results in testing samples from Poisson series,
    Biometrika 31 (1940) 313-323.

    Raises:
        ValueError: a count is negative, or an exposure is not above zero.
    """
    if min(first, second) < 0 or min(exposures) <= 0:
        message = f"counts are not negative, exposures above zero: {first}, {second}, {exposures}"
        raise ValueError(message)
    if first + second > _EXACT:
        return _by_logarithms(first, second, exposures)
    weights = _weights(first + second, exposures)
    seen = weights[first]
    return Fraction(sum(weight for weight in weights if weight <= seen), sum(weights))


def _by_logarithms(first: int, second: int, exposures: tuple[int, int]) -> Fraction:
    """Return the same from logarithms: whole numbers of so many cases have too many digits."""
    whole = first + second
    share = exposures[0] / sum(exposures)
    middle, spread = whole * share, math.sqrt(whole * share * (1 - share))

    def weight(cases: int) -> float:
        return (
            math.lgamma(whole + 1)
            - math.lgamma(cases + 1)
            - math.lgamma(whole - cases + 1)
            + cases * math.log(share)
            + (whole - cases) * math.log1p(-share)
        )

    seen = weight(first) + _SAME
    # What lies further out adds nothing to nine digits.
    lowest = max(math.floor(middle - _REACH * spread), 0)
    highest = min(math.ceil(middle + _REACH * spread), whole)
    weights = (weight(cases) for cases in range(lowest, highest + 1))
    total = math.fsum(math.exp(each) for each in weights if each <= seen)
    return min(Fraction(f"{total:.9f}"), Fraction(1))


def can_tell(whole: int, *, exposures: tuple[int, int] = (1, 1)) -> bool:
    """Whether so many cases together could show a difference at all.

    They cannot when even the most unequal parting of them comes about by chance more often than
    ``LEVEL``: with equal periods, fewer than six cases.
    """
    return (
        min(two_counts(0, whole, exposures=exposures), two_counts(whole, 0, exposures=exposures))
        < LEVEL
    )


def _weights(whole: int, exposures: tuple[int, int]) -> list[int]:
    """Return the probability of each first count from 0 to the whole, in one unit."""
    first, second = exposures
    return [comb(whole, k) * first**k * second ** (whole - k) for k in range(whole + 1)]

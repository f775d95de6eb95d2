"""Two counts compared: may chance alone have made the difference? Exact, in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import comb

#: Differences that chance would make less often than this are called real 显著性水平.
LEVEL = Fraction(5, 100)


def two_counts(first: int, second: int, *, exposures: tuple[int, int] = (1, 1)) -> Fraction:
    """Return how often chance alone parts so many cases so unequally, or more so (two-sided p).

    Under one common rate, ``first`` is binomial given the sum of both, with the share of the first
    exposure; the probabilities of all outcomes that are no likelier than the one seen are added.

    Args:
        first: cases in the first period.
        second: cases in the second period.
        exposures: lengths of the periods (or populations), in one unit.

    Returns:
        The probability, exactly; 1 when there are no cases at all.

    Source: Przyborowski and Wilenski, Homogeneity of results in testing samples from Poisson series,
    Biometrika 31 (1940) 313-323.

    Raises:
        ValueError: a count is negative, or an exposure is not above zero.
    """
    if min(first, second) < 0 or min(exposures) <= 0:
        message = f"counts are not negative, exposures above zero: {first}, {second}, {exposures}"
        raise ValueError(message)
    weights = _weights(first + second, exposures)
    seen = weights[first]
    return Fraction(sum(weight for weight in weights if weight <= seen), sum(weights))


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

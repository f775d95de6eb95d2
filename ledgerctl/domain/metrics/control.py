"""Control charts 控制图: which months really stand out, by exact Poisson limits (u-chart)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.exact import quotient, refuse_negative

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

#: How rarely chance alone passes a limit, on either side: as rarely as three standard deviations of a
#: normal variable (Shewhart).
TAIL = 0.00135
#: A term this small beside the sum so far changes no digit that matters.
_NEGLIGIBLE = 1e-15


@dataclass(frozen=True, slots=True)
class ControlPoint:
    """One point of a u-chart 控制图点.

    Attributes:
        count: cases.
        exposure: days (or another size) in which they came; 0 for what has not begun.
        expected: cases that the common rate of all points gives it, one decimal; None without exposure.
        low: fewest cases that chance alone explains.
        high: most cases that chance alone explains.
    """

    count: int
    exposure: int
    expected: Decimal | None
    low: int
    high: int

    @property
    def verdict(self) -> str:
        """Return ``above`` or ``below`` for a point beyond its limits, "" for one within."""
        if self.expected is None or self.low <= self.count <= self.high:
            return ""
        return "above" if self.count > self.high else "below"


def u_chart(counts: Sequence[int], exposures: Sequence[int]) -> list[ControlPoint]:
    """Return every count with the limits of a u-chart: one rate for all, unequal exposures.

    The limits are whole cases: beyond them chance alone goes with a probability of at most ``TAIL`` on
    either side, reckoned with the Poisson distribution itself, not with a normal approximation, which
    is wrong where a month has few cases.

    Args:
        counts: cases of each point in order.
        exposures: the size of each point, such as its days; 0 keeps a point out of the common rate.

    Source: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931); exact limits for
    small counts as in D. C. Montgomery, Introduction to Statistical Quality Control, chapter 7.

    Raises:
        ValueError: a count or an exposure is negative, or there are not as many of both.
    """
    refuse_negative(*counts, *exposures)
    known = [each for each in zip(counts, exposures, strict=True) if each[1]]
    cases, size = sum(count for count, _ in known), sum(exposure for _, exposure in known)
    points = []
    for count, exposure in zip(counts, exposures, strict=True):
        if not exposure:
            points.append(ControlPoint(count, 0, None, 0, 0))
            continue
        low, high = count_limits(cases * exposure / size)
        points.append(ControlPoint(count, exposure, quotient(cases * exposure, size, 1), low, high))
    return points


def count_limits(mean: float) -> tuple[int, int]:
    """Return the fewest and the most cases that chance alone explains around a Poisson mean.

    Raises:
        ValueError: the mean is negative.
    """
    if mean < 0:
        message = f"a mean is not negative: {mean}"
        raise ValueError(message)
    if not mean:
        return 0, 0
    spread = 3 * math.sqrt(mean)
    low = max(int(mean - spread), 0)
    while low and _at_most(low - 1, mean) > TAIL:
        low -= 1
    while _at_most(low, mean) <= TAIL:
        low += 1
    high = math.ceil(mean + spread)
    while _at_least(high, mean) <= TAIL:
        high -= 1
    while _at_least(high + 1, mean) > TAIL:
        high += 1
    return low, high


def _at_most(count: int, mean: float) -> float:
    """Return the probability of as few cases, or fewer."""
    tail = term = 1.0
    cases = count
    while cases and term > tail * _NEGLIGIBLE:
        term *= cases / mean
        tail += term
        cases -= 1
    return tail * _probability(count, mean)


def _at_least(count: int, mean: float) -> float:
    """Return the probability of as many cases, or more."""
    tail = term = 1.0
    cases = count
    while term > tail * _NEGLIGIBLE:
        cases += 1
        term *= mean / cases
        tail += term
    return tail * _probability(count, mean)


def _probability(count: int, mean: float) -> float:
    return math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))

"""Intervals 区间: exact limits of a Poisson count, without a library of statistics."""

from __future__ import annotations

import math
from decimal import Decimal

from ledgerctl.domain.metrics.exact import refuse_negative

# A two-sided 95 % interval leaves 2.5 % on either side; 1.96 is the normal deviate that does so.
_LOG_TAIL = math.log(0.025)
_DEVIATE = 1.959963984540054
# A term this small beside the sum so far changes no digit that is kept.
_NEGLIGIBLE = 1e-15
# Newton's steps double the correct digits: once a step is this small, the next would be noise.
_SETTLED = 1e-9
# Six rounds were the most that any count tried up to 10,000,000 took; the bound is for larger ones,
# where the rounding of the logarithms could keep the steps from settling.
_MOST_ROUNDS = 12


def poisson_limits(count: int) -> tuple[Decimal, Decimal]:
    """Return the exact 95 % limits of the mean of a Poisson count, to ten significant digits.

    They are chi2(0.025, 2k)/2 and chi2(0.975, 2k+2)/2: the mean at which as many as ``count``
    cases, or more, come up once in 40 times, and the mean at which as few, or fewer, do.
    For no cases the lower limit is 0. Within one part in 10⁹ for counts up to 10,000,000; the work
    grows with the square root of the count.

    Source: F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936) 437-442.

    Raises:
        ValueError: the count is negative.
    """
    refuse_negative(count)
    # Ten digits and no more: the last bits of a logarithm differ between mathematical libraries,
    # and a report must not differ between machines.
    low = Decimal(f"{_lower_limit(count):.9e}") if count else Decimal(0)
    return low, Decimal(f"{_upper_limit(count):.9e}")


def _lower_limit(count: int) -> float:
    """Return the mean at which ``count`` or more cases have a probability of 2.5 %; not for 0."""
    mean = _wilson_hilferty(count, -_DEVIATE)
    for _ in range(_MOST_ROUNDS):
        # P(X >= k) / P(X = k) = 1 + m/(k+1) + m²/((k+1)(k+2)) + ...
        tail = term = 1.0
        cases = count
        while term > tail * _NEGLIGIBLE:
            cases += 1
            term *= mean / cases
            tail += term
        step = _log_excess(count, mean, tail) * tail * mean / count
        mean -= step
        if abs(step) < mean * _SETTLED:
            break
    return mean


def _upper_limit(count: int) -> float:
    """Return the mean at which ``count`` or fewer cases have a probability of 2.5 %."""
    mean = _wilson_hilferty(count + 1, _DEVIATE)
    for _ in range(_MOST_ROUNDS):
        # P(X <= k) / P(X = k) = 1 + k/m + k(k-1)/m² + ..., which ends by itself at 0 cases.
        tail = term = 1.0
        cases = count
        while term > tail * _NEGLIGIBLE:
            term *= cases / mean
            tail += term
            cases -= 1
        step = _log_excess(count, mean, tail) * tail
        mean += step
        if abs(step) < mean * _SETTLED:
            break
    return mean


def _log_excess(count: int, mean: float, tail: float) -> float:
    """Return the logarithm of a tail's probability over 2.5 %; ``tail`` is in units of P(X = k).

    Both tails are log-concave in the mean, so that Newton's steps on this logarithm close in from
    one side and cannot run away.
    """
    log_probability = count * math.log(mean) - mean - math.lgamma(count + 1)
    return log_probability + math.log(tail) - _LOG_TAIL


def _wilson_hilferty(shape: int, deviate: float) -> float:
    """Return a first guess at a gamma quantile.

    Source: Wilson and Hilferty, The distribution of chi-square, PNAS 17 (1931) 684-688.
    """
    return float(shape * (1 - 1 / (9 * shape) + deviate / (3 * math.sqrt(shape))) ** 3)

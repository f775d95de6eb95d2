"""Metrics (统计指标): the only place where counts become rates, shares and intervals.

Queries return counts; what a report prints beside them is made here, in exact integer arithmetic,
and rounded once, half away from zero (``ROUND_HALF_UP``). No result depends on the caller's
``decimal`` context. A ratio without a denominator is None (n/a), never 0 % and never 100 %.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


@dataclass(frozen=True, slots=True)
class Change:
    """A count against the same period last year (同比) or the period before (环比).

    Attributes:
        now: cases in the period reported.
        before: cases in the period compared with.
        difference: ``now`` less ``before``, in cases.
        percent: the difference in per cent of ``before``, one decimal; None when ``before`` is 0.
    """

    now: int
    before: int
    difference: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class StockFlow:
    """What lay open, what came, what went, what lies open now (勾稽关系), all in cases.

    Attributes:
        opening: open when the period began (期初未结).
        received: received in the period (本期受理).
        reopened: closed cases taken up again in the period (重新启动).
        closed: left the stock in the period in any way (本期办结): decided, withdrawn, declined or
            transferred out.
        closing: open when the period ended (期末未结), counted on its own and not derived.
    """

    opening: int
    received: int
    reopened: int
    closed: int
    closing: int

    @property
    def balanced(self) -> bool:
        """Whether the stock and the flow agree; a report that does not balance is not printed."""
        return self.opening + self.received + self.reopened - self.closed == self.closing


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
    _refuse_negative(count, denominator or 0)
    if not denominator:
        return Rate(count, denominator, per, None, None, None)
    value, low, high = (
        _quotient(numerator * per, divisor * denominator, places)
        for numerator, divisor in (
            (count, 1),
            *(limit.as_integer_ratio() for limit in poisson_limits(count)),
        )
    )
    return Rate(count, denominator, per, value, low, high)


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
    _refuse_negative(count)
    # Ten digits and no more: the last bits of a logarithm differ between mathematical libraries,
    # and a report must not differ between machines.
    low = Decimal(f"{_lower_limit(count):.9e}") if count else Decimal(0)
    return low, Decimal(f"{_upper_limit(count):.9e}")


def shares(counts: Sequence[int], *, places: int = 2) -> list[Decimal]:
    """Return each count's share of their sum (占比) in per cent, adding up to exactly 100.

    Largest remainder (Hamilton's method): every share is cut down to ``places`` decimals, and the
    units left over go one each to the largest remainders, of equal ones to the earlier item.
    A count of 0 keeps the share 0. If all counts are 0, so are all shares: print n/a.

    Raises:
        ValueError: a count is negative.
    """
    _refuse_negative(*counts)
    whole = sum(counts)
    if not whole:
        return [_units(0, places) for _ in counts]
    hundred = 100 * 10**places
    cut = [divmod(count * hundred, whole) for count in counts]
    left_over = hundred - sum(units for units, _ in cut)
    by_remainder = sorted(range(len(cut)), key=lambda item: -cut[item][1])
    raised = set(by_remainder[:left_over])
    return [_units(units + (item in raised), places) for item, (units, _) in enumerate(cut)]


def percent(part: int, whole: int, *, places: int = 1) -> Decimal | None:
    """Return a part in per cent of the whole, rounded half up; None (n/a) when the whole is 0.

    For one ratio on its own (办结率, 及时率); the rows of a table that must add up to 100 are
    ``shares``.

    Raises:
        ValueError: the part or the whole is negative.
    """
    _refuse_negative(part, whole)
    return _quotient(100 * part, whole, places) if whole else None


def percentile(histogram: Mapping[int, int], fraction: Decimal) -> Decimal | None:
    """Return the value below which a fraction of the cases lie, one decimal, rounded half up.

    Interpolates linearly between the two nearest cases in order, as ``percentile_cont`` of the SQL
    standard (ISO/IEC 9075-2) and PostgreSQL do. ``Decimal("0.5")`` asks for the median (中位数).

    Args:
        histogram: how many cases have each value (days, hours), in any order.
        fraction: from 0 (the smallest value) to 1 (the largest).

    Returns:
        The percentile in the unit of the values; None (n/a) when there are no cases.

    Raises:
        ValueError: the fraction is outside 0 to 1, or a number of cases is negative.
    """
    if not (fraction.is_finite() and 0 <= fraction <= 1):
        message = f"a percentile's fraction lies between 0 and 1, not {fraction}"
        raise ValueError(message)
    _refuse_negative(*histogram.values())
    values = sorted(histogram)
    passed = list(accumulate(histogram[value] for value in values))
    if not any(passed):
        return None
    numerator, denominator = fraction.as_integer_ratio()
    rank, beyond = divmod(numerator * (passed[-1] - 1), denominator)
    below = values[bisect_right(passed, rank)]
    above = values[bisect_right(passed, rank + 1)] if beyond else below
    return _quotient(below * denominator + (above - below) * beyond, denominator, 1)


def change(now: int, before: int) -> Change:
    """Return a count against an earlier period's, for 同比 and 环比 alike.

    Raises:
        ValueError: a count is negative.
    """
    _refuse_negative(now, before)
    difference = now - before
    return Change(
        now, before, difference, _quotient(100 * difference, before, 1) if before else None
    )


def _refuse_negative(*counts: int) -> None:
    for count in counts:
        if count < 0:
            message = f"a count is never negative, but one is {count}"
            raise ValueError(message)


def _quotient(numerator: int, denominator: int, places: int) -> Decimal:
    """Divide exactly and round once, half away from zero; the denominator is positive."""
    units, remainder = divmod(abs(numerator) * 10**places, denominator)
    units += 2 * remainder >= denominator
    return _units(units if numerator >= 0 else -units, places)


def _units(units: int, places: int) -> Decimal:
    """Return so many units of the last decimal place."""
    # From text, because only the constructor ignores the precision of the caller's context.
    return Decimal(f"{units}E-{places}")


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

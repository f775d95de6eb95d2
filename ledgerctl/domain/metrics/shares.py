"""Shares 占比: parts of a whole that add up to 100, and single percentages."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.exact import quotient, refuse_negative, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal


def shares(counts: Sequence[int], *, places: int = 2) -> list[Decimal]:
    """Return each count's share of their sum (占比) in per cent, adding up to exactly 100.

    Largest remainder (Hamilton's method): every share is cut down to ``places`` decimals, and the
    units left over go one each to the largest remainders, of equal ones to the earlier item.
    A count of 0 keeps the share 0. If all counts are 0, so are all shares: print n/a.

    Raises:
        ValueError: a count is negative.
    """
    refuse_negative(*counts)
    whole = sum(counts)
    if not whole:
        return [units(0, places) for _ in counts]
    hundred = 100 * 10**places
    cut = [divmod(count * hundred, whole) for count in counts]
    left_over = hundred - sum(cut_down for cut_down, _ in cut)
    by_remainder = sorted(range(len(cut)), key=lambda item: -cut[item][1])
    raised = set(by_remainder[:left_over])
    return [units(cut_down + (item in raised), places) for item, (cut_down, _) in enumerate(cut)]


def percent(part: int, whole: int, *, places: int = 1) -> Decimal | None:
    """Return a part in per cent of the whole, rounded half up; None (n/a) when the whole is 0.

    For one ratio on its own (办结率, 及时率); the rows of a table that must add up to 100 are
    ``shares``.

    Raises:
        ValueError: the part or the whole is negative.
    """
    refuse_negative(part, whole)
    return quotient(100 * part, whole, places) if whole else None


def pareto(counts: Mapping[str, int], *, places: int = 1) -> list[tuple[str, Decimal]]:
    """Return the values, most frequent first, with the share of the first ones together 累计占比.

    In per cent of the sum, rounded half up; equal counts keep their order; counts of 0 are left out.

    Raises:
        ValueError: a count is negative.
    """
    refuse_negative(*counts.values())
    order = sorted(counts, key=lambda value: -counts[value])
    whole = sum(counts.values())
    running = accumulate(counts[value] for value in order)
    return [
        (value, quotient(100 * part, whole, places))
        for value, part in zip(order, running, strict=True)
        if counts[value]
    ]

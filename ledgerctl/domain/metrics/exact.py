"""Exact division, rounded once: what every metric is made with."""

from __future__ import annotations

from decimal import Decimal


def refuse_negative(*counts: int) -> None:
    """Refuse counts below zero.

    Raises:
        ValueError: a count is negative.
    """
    for count in counts:
        if count < 0:
            message = f"a count is never negative, but one is {count}"
            raise ValueError(message)


def quotient(numerator: int, denominator: int, places: int) -> Decimal:
    """Divide exactly and round once, half away from zero; the denominator is positive."""
    whole, remainder = divmod(abs(numerator) * 10**places, denominator)
    whole += 2 * remainder >= denominator
    return units(whole if numerator >= 0 else -whole, places)


def units(count: int, places: int) -> Decimal:
    """Return so many units of the last decimal place."""
    # From text, because only the constructor ignores the precision of the caller's context.
    return Decimal(f"{count}E-{places}")

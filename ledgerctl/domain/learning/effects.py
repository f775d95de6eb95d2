"""The effect 整改效果 of an improvement: complaints of its issue before and after, and what they can tell."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.metrics.exact import quotient
from ledgerctl.domain.metrics.poisson import LEVEL, can_tell, two_counts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from ledgerctl.domain.register.register import Row


class Window(NamedTuple):
    """The days compared, all included, as ISO days; the day in the middle belongs to neither side."""

    before_from: str
    before_to: str
    after_from: str
    after_to: str


class Effect(NamedTuple):
    """Complaints before and after, in cases; ``probability`` that chance alone parts them so, four decimals."""

    before: int
    after: int
    probability: Decimal
    code: str


def window(done_on: str, days: int) -> Window:
    """Return so many days on either side of an ISO day."""
    middle = date.fromisoformat(done_on)

    def away(distance: int) -> str:
        return (middle + timedelta(days=distance)).isoformat()

    return Window(away(-days), away(-1), away(1), away(days))


def effect(before: int, after: int, *, exposures: tuple[int, int] = (1, 1)) -> Effect:
    """Return what two counts tell, over periods of equal length or of lengths in one unit.

    ``too_few`` when no parting of so many could be told from chance, ``unclear`` when this one cannot,
    else ``fewer`` or ``more``.
    """
    probability = two_counts(before, after, exposures=exposures)
    if not can_tell(before + after, exposures=exposures):
        code = "too_few"
    elif probability >= LEVEL:
        code = "unclear"
    else:
        code = "fewer" if after * exposures[0] < before * exposures[1] else "more"
    shown = quotient(probability.numerator, probability.denominator, 4)
    return Effect(before, after, shown, code)


def compared(rows: Iterable[Row], done_on: str, days: int) -> Effect:
    """Return the effect over complaints of one issue; by the day of receipt, what is no complaint left out."""
    before, after = parted(rows, done_on, days)
    return effect(len(before), len(after))


def parted(rows: Iterable[Row], done_on: str, days: int) -> tuple[list[Row], list[Row]]:
    """Return the complaints of one issue in so many days before and after an ISO day, as ``compared`` counts."""
    of = window(done_on, days)
    counted = [row for row in rows if row.counted]
    before = [row for row in counted if of.before_from <= row.received_on <= of.before_to]
    return before, [row for row in counted if of.after_from <= row.received_on <= of.after_to]

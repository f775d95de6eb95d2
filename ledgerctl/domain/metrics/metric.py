"""A metric 指标: what it counts, over what, in which unit, by whose rule, and how it is worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.metrics.rates import rate
from ledgerctl.domain.metrics.shares import percent

if TYPE_CHECKING:
    from decimal import Decimal


class Words(NamedTuple):
    """The same words in both languages."""

    zh: str
    en: str

    def said(self, language: str) -> str:
        """Return the words in a language, ``zh`` or ``en``."""
        return self.zh if language == "zh" else self.en


def folded_name(name: str) -> str:
    """Return the name of a metric as typed without what makes no difference: case, blanks, hyphens."""
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


#: Where there is nothing to add.
NOTHING = Words("", "")

#: Units in which a metric's value speaks.
CASES, PERCENT, PER_10000 = "cases", "percent", "per_10000"
PER_1000, PER_10_MILLION, MONEY = "per_1000", "per_10000000", "money"
HOURS, DAYS = "hours", "days"

#: Units of rates → the size of the population that they speak of.
PER = {PER_1000: 1_000, PER_10000: 10_000, PER_10_MILLION: 10_000_000}


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a report 数值.

    Attributes:
        key: the metric's.
        numerator: cases, persons, or money in minor units.
        denominator: cases, persons or a population; None for a plain count, or when nobody knows it.
        value: in the metric's unit, rounded; None (n/a) when it cannot be computed.
        low: lower 95 % limit of a rate, in its unit; None otherwise.
        high: upper 95 % limit of a rate, in its unit; None otherwise.
        unknown: cases of the denominator of which nobody recorded what the numerator asks.
        most: what a percentage would be if the numerator had all the unknown ones: ``value`` is the least, this
            the most that it may be; None where nothing is unknown.
    """

    key: str
    numerator: int
    denominator: int | None
    value: Decimal | int | None
    low: Decimal | None = None
    high: Decimal | None = None
    unknown: int = 0
    most: Decimal | None = None


class Example(NamedTuple):
    """A worked example; ``value`` as printed in the metric's unit."""

    numerator: int
    denominator: int | None
    value: str


@dataclass(frozen=True, slots=True)
class Metric:
    """The definition of a metric 指标.

    Attributes:
        key: its name for ever.
        label: what it is called.
        numerator: what is counted.
        denominator: over what; None for plain counts.
        unit: one of this module's units.
        anchor: which day puts a case into the period.
        source: who defines or uses it so.
        example: a worked example; None where the value is a table or a pair of numbers.
        note: what a reader must know beside it.
        places: decimals of the value.
    """

    key: str
    label: Words
    numerator: Words
    denominator: Words | None
    unit: str
    anchor: Words
    source: Words
    example: Example | None = None
    note: Words = NOTHING
    places: int = 1

    def of(self, numerator: int, denominator: int | None = None, *, unknown: int = 0) -> Figure:
        """Return the figure of these counts.

        A ratio is n/a without a denominator, and where nothing is known about any of its cases.

        Raises:
            ValueError: a count is negative.
        """
        if self.unit in PER:
            found = rate(numerator, denominator, per=PER[self.unit], places=self.places)
            return Figure(
                self.key, numerator, denominator, found.value, found.low, found.high, unknown
            )
        if self.unit == PERCENT:
            whole = denominator or 0
            known = whole > unknown
            value = percent(numerator, whole, places=self.places) if known else None
            most = percent(numerator + unknown, whole, places=self.places)
            return Figure(
                *(self.key, numerator, denominator, value),
                unknown=unknown,
                most=most if known and unknown else None,
            )
        return Figure(self.key, numerator, denominator, numerator, unknown=unknown)

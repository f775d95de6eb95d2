"""Eras 时段: the stretches of time by which cases are counted, one after the other without a gap.

The kept sums count by year. A report of another period counts by three eras: before it, in it, after it.
The rules of counting are the same; they only ask in which era a day lies and when an era ends.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias


class Years(NamedTuple):
    """Calendar years; the era is the year."""

    def era(self, day: str) -> int:
        """Return the year of a day."""
        return int(day[:4] or 0)

    def end(self, era: int) -> int:
        """Return the ordinal of 31 December."""
        return last_day(era)

    def month(self, day: str) -> int:
        """Return the month of the year."""
        return int(day[5:7])


#: The eras of the kept sums.
YEARS = Years()
#: The eras around a period.
BEFORE, WITHIN, AFTER = 1, 2, 3


class Around(NamedTuple):
    """What lies before, within and after a period; its ISO days are both included."""

    first: str
    last: str

    def era(self, day: str) -> int:
        """Return ``BEFORE``, ``WITHIN`` or ``AFTER``; 0 for no day."""
        if not day:
            return 0
        on = day[:10]
        return BEFORE if on < self.first else WITHIN if on <= self.last else AFTER

    def end(self, era: int) -> int:
        """Return the ordinal of an era's last day; that of the last one is the last day there is."""
        if era == BEFORE:
            return ordinal(self.first) - 1
        return ordinal(self.last) if era == WITHIN else date.max.toordinal()

    def month(self, day: str) -> int:
        """Return the number of a day's month, counted from the month in which the period begins."""
        return month_number(day) - month_number(self.first) + 1


#: A division of time. Eras are numbered upwards; 0 is none, and what belongs to no era's end.
Eras: TypeAlias = Years | Around


def month_number(day: str) -> int:
    """Return the number of a day's month, counted from January of the year 0."""
    return int(day[:4]) * 12 + int(day[5:7]) - 1


@lru_cache(maxsize=4096)
def ordinal(day: str) -> int:
    """Return the ordinal of an ISO day, for reckoning."""
    return date.fromisoformat(day).toordinal()


def last_day(year: int) -> int:
    """Return the ordinal of the last day of a year."""
    return date(year, 12, 31).toordinal()

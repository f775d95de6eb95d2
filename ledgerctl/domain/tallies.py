"""Tallies 汇总: how a register row counts in the yearly figures; the summary tables hold their sums.

A year's report reads these sums instead of the cases, so it costs the same at any size. Stores add a
row when it appears and take the old one off when it changes; ``verify`` counts everything anew.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgerctl.domain.register import Row

#: The register columns by whose values cases are counted.
DIMENSIONS = (
    "channel",
    "intake_class",
    "business",
    "handling_channel",
    "cause",
    "fault_nature",
    "severity",
    "complexity",
    "level",
    "finding",
    "remedy",
    "settlement",
    "responsibility",
    "satisfaction",
    "institution",
    "department",
    "handler",
    "timeliness",
)

#: The whole year, not split by anything.
TOTAL = "total"
#: Open cases by due day.
OPEN_DUE = "open_due"
#: Cases that are not counted as complaints, by why.
EXCLUDED = "excluded"


class Sums(NamedTuple):
    """What is counted for a set of cases received in one year; ``compensation`` in minor units."""

    cases: int = 0
    closed: int = 0
    settled_at_branch: int = 0
    escalated: int = 0
    skip_level: int = 0
    repeats: int = 0
    reopened: int = 0
    at_fault: int = 0
    on_time: int = 0
    late: int = 0
    undated: int = 0
    compensation: int = 0


#: (year of receipt, dimension, value) → sums.
TallyKey = tuple[int, str, str]
#: (year of closing, days) → cases; (year opened, year closed or 0) → spells.
Pair = tuple[int, int]


class Tallies:
    """Sums over register rows; rows are added and taken off in any order."""

    __slots__ = ("_cubes", "days", "flows", "spells")

    def __init__(self) -> None:
        # Rows that agree in every counted column share one entry: a large import has few of them.
        self._cubes: Counter[tuple[str | int, ...]] = Counter()
        self.days: Counter[Pair] = Counter()
        self.spells: Counter[Pair] = Counter()
        self.flows: Counter[tuple[int, str]] = Counter()

    def add(self, row: Row, sign: int = 1) -> None:
        """Count a row (``sign`` 1) or take it off again (-1)."""
        self._cubes[_cube(row)] += sign
        if not row.counted:
            return
        closed_year = 0
        for position, spell in enumerate(row.spells.split(",")):
            opened_year, closed_year = _years(spell)
            self.spells[opened_year, closed_year] += sign
            self.flows[opened_year, "reopened" if position else "received"] += sign
            if closed_year:
                self.flows[closed_year, "closed"] += sign
        if row.days is not None and closed_year:
            self.days[closed_year, row.days] += sign

    def sums(self) -> dict[TallyKey, Sums]:
        """Return the non-zero sums by year, dimension and value."""
        totals: dict[TallyKey, list[int]] = {}
        for cube, number in self._cubes.items():
            if number:
                for key, values in _contributions(cube, number):
                    entry = totals.setdefault(key, [0] * len(Sums._fields))
                    for position, value in enumerate(values):
                        entry[position] += value
        return {key: Sums(*entry) for key, entry in totals.items() if any(entry)}


def tally(rows: Iterable[Row]) -> Tallies:
    """Return the tallies of all ``rows``: the slow, sure recount."""
    tallies = Tallies()
    for row in rows:
        tallies.add(row)
    return tallies


def _years(spell: str) -> Pair:
    opened, _, closed = spell.partition("/")
    return int(opened[:4] or 0), int(closed[:4] or 0)


def _cube(row: Row) -> tuple[str | int, ...]:
    return (
        row.year,
        row.counted,
        row.status if row.status == "reversed" else row.responsibility,
        row.closed,
        row.escalated,
        row.skip_level,
        1 if row.repeat_of else 0,
        1 if row.reopenings else 0,
        row.due_on if not row.closed else "",
        row.compensation or 0,
        row.level == "superior",
        row.channel,
        row.intake_class,
        row.business,
        row.handling_channel,
        row.cause,
        row.fault_nature,
        row.severity,
        row.complexity,
        row.level,
        row.finding,
        row.remedy,
        row.settlement,
        row.responsibility,
        row.satisfaction,
        row.institution,
        row.department,
        row.handler,
        row.timeliness,
    )


_FIRST_DIMENSION = 11


def _contributions(
    cube: tuple[str | int, ...], number: int
) -> Iterator[tuple[TallyKey, tuple[int, ...]]]:
    year, counted, why, closed, escalated, skip_level, repeat, reopened, due_on, money, _ = cube[
        :_FIRST_DIMENSION
    ]
    values = cube[_FIRST_DIMENSION:]
    year = int(year)
    if not counted:
        yield (year, EXCLUDED, str(why)), (number,)
        return
    timeliness = values[-1]
    flags = (
        1,
        closed,
        closed and not _reached_superior(cube),
        escalated,
        skip_level,
        repeat,
        reopened,
        why == "at_fault",
        timeliness == "on_time",
        timeliness == "late",
        timeliness == "undated",
        money,
    )
    sums = tuple(int(flag) * number for flag in flags)
    yield (year, TOTAL, ""), sums
    for dimension, value in zip(DIMENSIONS, values, strict=True):
        yield (year, dimension, str(value)), sums
    if due_on:
        yield (year, OPEN_DUE, str(due_on)), (number,)


def _reached_superior(cube: tuple[str | int, ...]) -> bool:
    return bool(cube[_FIRST_DIMENSION - 1])

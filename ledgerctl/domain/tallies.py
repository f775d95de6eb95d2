"""Tallies 汇总: how a register row counts in the yearly figures; the summary tables hold their sums.

A year's report reads these sums instead of the cases, so it costs the same at any size. Stores add a
row when it appears and take the old one off when it changes; ``verify`` counts everything anew.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import repeat
from operator import add, attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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

_dimensions = attrgetter(*DIMENSIONS)

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


#: One cell of a register row.
Cell = str | int | None
#: What a row counts as: rows that agree in every counted column have equal cubes.
Cube = tuple["str | int | tuple[Pair, ...] | None", ...]


class Tallies:
    """Sums over register rows; rows are added and taken off in any order."""

    __slots__ = ("_cubes",)

    def __init__(self) -> None:
        # A large import has few different cubes, so adding a row is one step.
        self._cubes: Counter[Cube] = Counter()

    def add(self, row: Row, sign: int = 1) -> None:
        """Count a row (``sign`` 1) or take it off again (-1)."""
        self._cubes[cube_of(row)] += sign

    def count(self, cube: Cube) -> None:
        """Count a row whose cube is at hand."""
        self._cubes[cube] += 1

    def count_all(self, cubes: Iterable[Cube]) -> None:
        """Count rows whose cubes are at hand."""
        self._cubes.update(cubes)

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

    @property
    def days(self) -> Counter[Pair]:
        """Cases by year of closing and days."""
        found: Counter[Pair] = Counter()
        for _, days, spells, number in self._counted():
            if days is not None and spells[-1][1]:
                found[spells[-1][1], days] += number
        return found

    @property
    def spells(self) -> Counter[Pair]:
        """Open spells by year opened and year closed, 0 while open."""
        found: Counter[Pair] = Counter()
        for _, _, spells, number in self._counted():
            for spell in spells:
                found[spell] += number
        return found

    @property
    def flows(self) -> Counter[tuple[int, str]]:
        """What came and went by year: ``received``, ``reopened``, ``closed``."""
        found: Counter[tuple[int, str]] = Counter()
        for _, _, spells, number in self._counted():
            for position, (opened, closed) in enumerate(spells):
                found[opened, "reopened" if position else "received"] += number
                if closed:
                    found[closed, "closed"] += number
        return found

    def _counted(self) -> Iterator[tuple[int, int | None, tuple[Pair, ...], int]]:
        for cube, number in self._cubes.items():
            year, counted, days, spells = cube[:4]
            if counted and number:
                yield year, days, spells, number  # type: ignore[misc]  # the first columns' own types


def tally(rows: Iterable[Row]) -> Tallies:
    """Return the tallies of all ``rows``: the slow, sure recount."""
    tallies = Tallies()
    for row in rows:
        tallies.add(row)
    return tallies


@lru_cache(maxsize=4096)
def _years(spells: str) -> tuple[Pair, ...]:
    found = []
    for spell in spells.split(","):
        opened, _, closed = spell.partition("/")
        found.append((int(opened[:4] or 0), int(closed[:4] or 0)))
    return tuple(found)


def cube_of(row: Row) -> Cube:
    """Return what a row counts as."""
    return (*counted_part(row), *_dimensions(row))


def counted_part(row: Row) -> Cube:
    """Return the part of a cube that is no dimension: the year, whether it counts, flags and money."""
    closed = row.closed
    return (
        row.year,
        row.counted,
        row.days,
        _years(row.spells),
        row.status if row.status == "reversed" else row.responsibility,
        closed,
        row.escalated,
        row.skip_level,
        1 if row.repeat_of else 0,
        1 if row.reopenings else 0,
        "" if closed else row.due_on,
        row.compensation or 0,
        row.level == "superior",
    )


def cubes_of(parts: Sequence[Cube], row: Mapping[str, Sequence[Cell]]) -> Iterator[Cube]:
    """Return what rows count as whose counted parts and register columns are at hand."""
    columns = [row.get(name) or repeat("", len(parts)) for name in DIMENSIONS]
    return map(add, parts, zip(*columns))  # noqa: B905 - one length


_FIRST_DIMENSION = 13


def _contributions(cube: Cube, number: int) -> Iterator[tuple[TallyKey, tuple[int, ...]]]:
    (
        year,
        counted,
        _,
        _,
        why,
        closed,
        escalated,
        skip_level,
        repeat,
        reopened,
        due_on,
        money,
        far,
    ) = cube[:_FIRST_DIMENSION]
    values = cube[_FIRST_DIMENSION:]
    year = _whole(year)
    if not counted:
        yield (year, EXCLUDED, str(why)), (number,)
        return
    timeliness = values[-1]
    flags = (
        1,
        closed,
        closed and not far,
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
    sums = tuple(_whole(flag) * number for flag in flags)
    yield (year, TOTAL, ""), sums
    for dimension, value in zip(DIMENSIONS, values, strict=True):
        yield (year, dimension, str(value)), sums
    if due_on:
        yield (year, OPEN_DUE, str(due_on)), (number,)


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0

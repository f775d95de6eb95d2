"""Tallies 汇总: how a register row counts in the yearly figures; the summary tables hold their sums.

A year's report reads these sums instead of the cases, so it costs the same at any size. Stores add a
row when it appears and take the old one off when it changes; ``verify`` counts everything anew.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

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

_values = attrgetter(*DIMENSIONS)

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


_PAID = Sums(compensation=1)

#: (year of receipt, dimension, value) → sums.
TallyKey = tuple[int, str, str]
#: (year of closing, days) → cases; (year opened, year closed or 0) → spells.
Pair = tuple[int, int]


#: One cell of a register row.
Cell: TypeAlias = "str | int | None"


class Part(NamedTuple):
    """What a row counts as beside its dimensions 计数; few rows differ in it, many share it.

    ``why`` is why it does not count, when it does not; ``due_on`` is blank unless it is open.
    """

    year: int
    counted: int
    days: int | None
    spells: tuple[Pair, ...]
    why: str
    closed: int
    escalated: int
    skip_level: int
    repeat: int
    reopened: int
    due_on: str
    far: bool
    timeliness: str

    @property
    def sums(self) -> Sums:
        """What one such row adds to the sums."""
        return Sums(
            cases=1,
            closed=self.closed,
            settled_at_branch=int(self.closed and not self.far),
            escalated=self.escalated,
            skip_level=self.skip_level,
            repeats=self.repeat,
            reopened=self.reopened,
            at_fault=int(self.why == "at_fault"),
            on_time=int(self.timeliness == "on_time"),
            late=int(self.timeliness == "late"),
            undated=int(self.timeliness == "undated"),
        )


#: A part as a plain tuple.
Counted: TypeAlias = "tuple[object, ...]"


class _Places(dict[Counted, int]):
    """Gives every part a place of its own, in the order in which they come."""

    def __missing__(self, part: Counted) -> int:
        place = self[Part._make(part)] = len(self)
        return place


class Tallies:
    """Sums over register rows; rows are added and taken off in any order.

    Rows are counted by part and, for each dimension, by part and value: memory grows with the
    different values there are, not with the rows.
    """

    __slots__ = ("_dimensions", "_money", "_parts", "_places")

    def __init__(self) -> None:
        self._places = _Places()
        self._parts: Counter[int] = Counter()
        self._dimensions: tuple[Counter[tuple[int, Cell]], ...] = tuple(
            Counter() for _ in DIMENSIONS
        )
        # Few cases cost money, and hardly two the same sum: it is added up beside the parts.
        self._money: Counter[TallyKey] = Counter()

    def add(self, row: Row, sign: int = 1) -> None:
        """Count a row (``sign`` 1) or take it off again (-1)."""
        place = self._places[counted_part(row)]
        self._parts[place] += sign
        values = _values(row)
        for counter, value in zip(self._dimensions, values, strict=True):
            counter[place, value] += sign
        if row.compensation and row.counted:
            self._pay(row.year, values, row.compensation * sign)

    def add_columns(self, parts: Sequence[Counted], row: Mapping[str, Sequence[Cell]]) -> None:
        """Count rows by their parts and the register columns that are not blank throughout."""
        places = list(map(self._places.__getitem__, parts))
        self._parts.update(places)
        blank = {(place, ""): number for place, number in Counter(places).items()}
        for dimension, counter in zip(DIMENSIONS, self._dimensions, strict=True):
            column = row.get(dimension)
            counter.update(blank if column is None else zip(places, column, strict=True))
        for place, money in enumerate(row.get("compensation", ())):
            part = Part._make(parts[place])
            if isinstance(money, int) and money and part.counted:
                values = [row[name][place] if name in row else "" for name in DIMENSIONS]
                self._pay(part.year, values, money)

    def _pay(self, year: int, values: Sequence[Cell], money: int) -> None:
        self._money[year, TOTAL, ""] += money
        for dimension, value in zip(DIMENSIONS, values, strict=True):
            self._money[year, dimension, str(value)] += money

    def sums(self) -> dict[TallyKey, Sums]:
        """Return the non-zero sums by year, dimension and value."""
        totals: dict[TallyKey, list[int]] = {}
        parts = self._found()
        values = [part.sums for part in parts]

        def put(key: TallyKey, one: Sequence[int], number: int) -> None:
            entry = totals.setdefault(key, [0] * len(Sums._fields))
            for position, value in enumerate(one):
                entry[position] += value * number

        for place, number in self._parts.items():
            part = parts[place]
            if part.counted:
                put((part.year, TOTAL, ""), values[place], number)
                if part.due_on:
                    put((part.year, OPEN_DUE, part.due_on), (1,), number)
            else:
                put((part.year, EXCLUDED, part.why), (1,), number)
        for dimension, counter in zip(DIMENSIONS, self._dimensions, strict=True):
            for (place, value), number in counter.items():
                if number and parts[place].counted:
                    put((parts[place].year, dimension, str(value)), values[place], number)
        for key, money in self._money.items():
            put(key, _PAID, money)
        return {key: Sums(*entry) for key, entry in totals.items() if any(entry)}

    @property
    def days(self) -> Counter[Pair]:
        """Cases by year of closing and days."""
        found: Counter[Pair] = Counter()
        for part, number in self._counted():
            if part.days is not None and part.spells[-1][1]:
                found[part.spells[-1][1], part.days] += number
        return found

    @property
    def spells(self) -> Counter[Pair]:
        """Open spells by year opened and year closed, 0 while open."""
        found: Counter[Pair] = Counter()
        for part, number in self._counted():
            for spell in part.spells:
                found[spell] += number
        return found

    @property
    def flows(self) -> Counter[tuple[int, str]]:
        """What came and went by year: ``received``, ``reopened``, ``closed``."""
        found: Counter[tuple[int, str]] = Counter()
        for part, number in self._counted():
            for position, (opened, closed) in enumerate(part.spells):
                found[opened, "reopened" if position else "received"] += number
                if closed:
                    found[closed, "closed"] += number
        return found

    def _found(self) -> list[Part]:
        return cast("list[Part]", list(self._places))

    def _counted(self) -> Iterator[tuple[Part, int]]:
        parts = self._found()
        for place, number in self._parts.items():
            if parts[place].counted and number:
                yield parts[place], number


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


def counted_part(row: Row) -> Part:
    """Return what a row counts as beside its dimensions."""
    closed = row.closed
    return Part(
        row.year,
        row.counted,
        row.days,
        _years(row.spells),
        row.status if row.status in {"reversed", "merged"} else row.responsibility,
        closed,
        row.escalated,
        row.skip_level,
        1 if row.repeat_of else 0,
        1 if row.reopenings else 0,
        "" if closed else row.due_on,
        row.level == "superior",
        row.timeliness,
    )

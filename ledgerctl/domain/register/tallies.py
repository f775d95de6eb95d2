"""Tallies 汇总: how a register row counts in the yearly figures; the summary tables hold their sums.

A year's report reads these sums instead of the cases, so it costs the same at any size. Stores add a
row when it appears and take the old one off when it changes; ``verify`` counts everything anew.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ledgerctl.domain.codes.learning_terms import COMPLAINT
from ledgerctl.domain.days.eras import YEARS
from ledgerctl.domain.register.anchors import is_resolved, marks_of
from ledgerctl.domain.register.coded_anchors import NAMES, REDRESS, coded_marks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgerctl.domain.days.eras import Eras
    from ledgerctl.domain.register.anchors import Anchor
    from ledgerctl.domain.register.register import Row

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

#: The dimensions whose values are counted by month too.
MONTHLY = ("channel", "department")

#: The whole year, not split by anything.
TOTAL = "total"
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


#: One cell of a register row.
Cell: TypeAlias = "str | int | None"


class Part(NamedTuple):
    """What a row counts as beside its dimensions 计数; few rows differ in it, many share it.

    ``why`` is why it does not count, when it does not. The years (of closing in any way, of the
    decision, of closing with an outcome, of the score) are 0 where there is none. ``marks`` are the
    anchors that no dimension's value is needed for.
    """

    year: int
    counted: int
    why: str
    closed: int
    escalated: int
    skip_level: int
    repeat: int
    reopened: int
    far: bool
    timeliness: str
    closed_in: int
    decided_in: int
    resolved_in: int
    called_in: int
    marks: tuple[Anchor, ...]

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
            on_time=int(self.closed and self.timeliness == "on_time"),
            late=int(self.closed and self.timeliness == "late"),
            undated=int(self.closed and self.timeliness == "undated"),
        )


#: A part as a plain tuple.
Counted: TypeAlias = "tuple[object, ...]"


class _Places(dict[Counted, int]):
    """Gives every part a place of its own, in the order in which they come.

    Parts that differ in nothing but their marks share a place among the ``plain`` ones: days are many
    and values are many, and apart each has far fewer combinations.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain: dict[Counted, int] = {}
        #: The place among the plain ones by place.
        self.plainly: list[int] = []
        #: The parts by place.
        self.parts: list[Part] = []

    def __missing__(self, part: Counted) -> int:
        own = Part._make(part)
        place = self[own] = len(self)
        self.parts.append(own)
        self.plainly.append(self.plain.setdefault(part[:-1], len(self.plain)))
        return place


class Tallies:
    """Sums over register rows; rows are added and taken off in any order.

    Rows are counted by part and, for each dimension, by part and value: memory grows with the
    different values there are, not with the rows.
    """

    __slots__ = ("_dimensions", "_eras", "_money", "_monthly", "_parts", "_places", "_redress")

    def __init__(self, eras: Eras = YEARS) -> None:
        self._eras = eras
        self._places = _Places()
        self._parts: Counter[int] = Counter()
        self._dimensions: tuple[Counter[tuple[int, Cell]], ...] = tuple(
            Counter() for _ in DIMENSIONS
        )
        self._monthly: dict[str, Counter[tuple[int, Cell, Cell]]] = {
            dimension: Counter() for dimension in MONTHLY
        }
        # Few cases cost money, and hardly two the same sum: it is added up beside the parts.
        self._money: Counter[TallyKey] = Counter()
        self._redress: Counter[int] = Counter()

    def add(self, row: Row, sign: int = 1) -> None:
        """Count a row (``sign`` 1) or take it off again (-1)."""
        part = counted_part(row, self._eras)
        place = self._places[part]
        self._parts[place] += sign
        plain = self._places.plainly[place]
        values = _values(row)
        for counter, value in zip(self._dimensions, values, strict=True):
            counter[plain, value] += sign
        month = self._eras.month(row.received_on)
        for dimension, monthly in self._monthly.items():
            monthly[plain, getattr(row, dimension), month] += sign
        if row.compensation and row.counted:
            self._pay(part, values, row.compensation * sign)

    def _pay(self, part: Part, values: Sequence[Cell], money: int) -> None:
        year = part.year
        self._money[year, TOTAL, ""] += money
        for dimension, value in zip(DIMENSIONS, values, strict=True):
            self._money[year, dimension, str(value)] += money
        if part.closed_in:
            self._redress[part.closed_in] += money

    def sums(self) -> dict[TallyKey, Sums]:
        """Return the non-zero sums by year, dimension and value."""
        totals: dict[TallyKey, list[int]] = {}
        parts = self._plain()
        values = [part.sums for part in parts]

        def put(key: TallyKey, one: Sequence[int], number: int) -> None:
            entry = totals.setdefault(key, [0] * len(Sums._fields))
            for position, value in enumerate(one):
                entry[position] += value * number

        for place, number in self._plain_parts().items():
            part = parts[place]
            if part.counted:
                put((part.year, TOTAL, ""), values[place], number)
            else:
                put((part.year, EXCLUDED, part.why), (1,), number)
        for dimension, counter in zip(DIMENSIONS, self._dimensions, strict=True):
            for (place, value), number in counter.items():
                if number and parts[place].counted:
                    put((parts[place].year, dimension, str(value)), values[place], number)
        for key, money in self._money.items():
            put(key, _PAID, money)
        return {key: Sums(*entry) for key, entry in totals.items() if any(entry)}

    def anchors(self) -> Counter[Anchor]:
        """Return the non-zero counts by year, name and bin."""
        found: Counter[Anchor] = Counter()
        parts = self._places.parts
        for place, number in self._parts.items():
            if number:
                for mark in parts[place].marks:
                    found[mark] += number
        plain = self._plain()
        for dimension, counter in zip(DIMENSIONS, self._dimensions, strict=True):
            names_of = NAMES.get(dimension)
            if names_of is None:
                continue
            for (place, value), number in counter.items():
                part = plain[place]
                if part.counted and number:
                    for year, name in names_of(str(value), part):
                        found[year, name, 0] += number if year else 0
        found.update(self._by_month(plain))
        for year, money in self._redress.items():
            found[year, REDRESS, 0] += money
        return Counter({anchor: number for anchor, number in found.items() if number})

    def _by_month(self, plain: Sequence[Part]) -> Counter[Anchor]:
        found: Counter[Anchor] = Counter()
        for dimension, monthly in self._monthly.items():
            for (place, value, month), number in monthly.items():
                if value and plain[place].counted:
                    name = by_month(dimension, str(value))
                    found[plain[place].year, name, int(month or 0)] += number
        return found

    def _plain(self) -> list[Part]:
        return [Part._make((*part, ())) for part in self._places.plain]

    def _plain_parts(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for place, number in self._parts.items():
            found[self._places.plainly[place]] += number
        return found


def by_month(dimension: str, value: str) -> str:
    """Return the name of the anchor under which the complaints of a value are counted by month."""
    return f"{dimension}:{value}"


def tally(rows: Iterable[Row], eras: Eras = YEARS) -> Tallies:
    """Return the tallies of all ``rows``: the slow, sure recount."""
    tallies = Tallies(eras)
    for row in rows:
        tallies.add(row)
    return tallies


def excluded_as(row: Row) -> str:
    """Return why a row is no complaint when it is none: its record type 记录类型, else the judgement."""
    return row.record_type if row.record_type not in {"", COMPLAINT} else row.responsibility


def counted_part(row: Row, eras: Eras = YEARS) -> Part:
    """Return what a row counts as beside its dimensions; its ``year`` is the era of its receipt."""
    closed = row.closed
    closed_in = eras.era(row.closed_on) if closed else 0
    decided_on = row.resolved_at or row.notified_at or row.closed_on
    part = Part(
        eras.era(row.received_on),
        row.counted,
        row.status if row.status in {"reversed", "merged"} else excluded_as(row),
        closed,
        row.escalated,
        row.skip_level,
        1 if row.repeat_of else 0,
        1 if row.reopenings else 0,
        bool(row.to_superior),
        row.timeliness,
        closed_in,
        eras.era(decided_on) if closed else 0,
        closed_in if is_resolved(row) else 0,
        eras.era(row.scored_on) if row.scored_on else closed_in,
        (),
    )
    if not row.counted:
        return part
    return part._replace(marks=(*marks_of(row, eras), *coded_marks(row, part, eras)))

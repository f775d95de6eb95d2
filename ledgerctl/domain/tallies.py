"""Tallies 汇总: how a register row counts in the yearly figures; the summary tables hold their sums.

A year's report reads these sums instead of the cases, so it costs the same at any size. Stores add a
row when it appears and take the old one off when it changes; ``verify`` counts everything anew.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from ledgerctl.domain.anchors import marks_of
from ledgerctl.domain.complaint import same_person_key
from ledgerctl.domain.eras import YEARS, ordinal
from ledgerctl.domain.learning_terms import COMPLAINT
from ledgerctl.domain.parts import Cell, Counted, Part, Places, Sums

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgerctl.domain.anchors import Anchor
    from ledgerctl.domain.eras import Eras
    from ledgerctl.domain.register import Row

__all__ = ["Cell", "Counted", "Part", "Sums", "Tallies", "TallyKey", "counted_part", "tally"]

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


_PAID = Sums(compensation=1)
# Anchors that follow from codes, by year of receipt ...
TO_SUPERIOR, SKIPPED_KNOWN, CONFLICTS = "to_superior", "skipped_known", "conflicts"
SENT, TIMELY = "sent", "timely"
PERSONS, PERSONS_AGAIN = "persons", "persons_again"
BECAME_REGULATORY = "became_regulatory"
# ... by year of closing (money in minor units) ...
AT_BRANCH, AGREED, SETTLEMENT_UNKNOWN = "at_branch", "agreed", "settlement_unknown"
SCORED, SATISFIED, NOT_REACHED = "scored", "satisfied", "not_reached"
REDRESS = "redress"
CALLED_BACK, CALLED_BACK_RATED = "called_back", "called_back_rated"
# ... and by year of decision.
FOUND, UPHELD = "found", "upheld"
PENDING, DETERMINED, AT_FAULT = "pending", "determined", "at_fault"
ACCOUNTABLE, DECIDED, EXTENDED = "accountable", "decided", "extended"

#: Within so many days of the closing a customer is to be called back.
CALL_BACK_DAYS = 7

_UPHELD = frozenset({"upheld", "partly_upheld"})
_SATISFIED = frozenset({"4", "5"})
_MISSED = frozenset({"not_reached", "refused"})

#: (year of receipt, dimension, value) → sums.
TallyKey = tuple[int, str, str]


class Tallies:
    """Sums over register rows; rows are added and taken off in any order.

    Rows are counted by part and, for each dimension, by part and value: memory grows with the
    different values there are, not with the rows.
    """

    __slots__ = ("_dimensions", "_eras", "_money", "_monthly", "_parts", "_places", "_redress")

    def __init__(self, eras: Eras = YEARS) -> None:
        self._eras = eras
        self._places = Places()
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
        for dimension, monthly in self._monthly.items():
            monthly[plain, getattr(row, dimension), self._eras.month(row.received_on)] += sign
        if row.compensation and row.counted:
            self._pay(part, values, row.compensation * sign)

    def place(self, part: Counted) -> int:
        """Return the place of a part, by which ``add_columns`` knows it."""
        return self._places[part]

    def add_columns(self, places: Sequence[int], row: Mapping[str, Sequence[Cell]]) -> None:
        """Count rows by the places of their parts and the columns that are not blank throughout."""
        self._parts.update(places)
        plain = list(map(self._places.plainly.__getitem__, places))
        together = Counter(plain).items()
        for dimension, counter in zip(DIMENSIONS, self._dimensions, strict=True):
            column = row.get(dimension) or ("",)
            if column.count(column[0]) == len(column):
                for place, number in together:
                    counter[place, column[0]] += number
            else:
                counter.update(zip(plain, column, strict=True))
        for dimension, monthly in self._monthly.items():
            if dimension in row:
                monthly.update(zip(plain, row[dimension], row["month"], strict=True))
        for at, money in enumerate(row.get("compensation", ())):
            part = self._places.parts[places[at]]
            if isinstance(money, int) and money and part.counted:
                values = [row[name][at] if name in row else "" for name in DIMENSIONS]
                self._pay(part, values, money)

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
            names_of = _NAMES.get(dimension)
            if names_of is None:
                continue
            for (place, value), number in counter.items():
                part = plain[place]
                if part.counted and part.closed and number:
                    year = part.decided_in if dimension == "finding" else part.closed_in
                    for name in names_of(str(value)):
                        found[year, name, 0] += number
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
        row.level == "superior",
        row.timeliness,
        eras.era(row.closed_on) if closed else 0,
        eras.era(decided_on) if closed else 0,
        (),
    )
    if not row.counted:
        return part
    return part._replace(marks=(*marks_of(row, eras), *_coded_marks(row, part)))


def handled_by_complained(row: Row) -> bool:
    """Return whether a case is handled, or was closed, by a person it complains about (回避)."""
    complained = {same_person_key(name) for name in row.complained.split("; ") if name}
    return any(
        name and same_person_key(name) in complained for name in (row.handler, row.resolved_by)
    )


def _coded_marks(row: Row, part: Part) -> Iterator[Anchor]:
    """Yield the anchors of a counted row that follow from its codes."""
    flags = (
        (TO_SUPERIOR, row.to_superior),
        (SKIPPED_KNOWN, row.skip_level and row.repeat_of),
        (CONFLICTS, row.complained and handled_by_complained(row)),
        (SENT, row.timely),
        (TIMELY, row.timely == "yes"),
        (PERSONS, row.person_first),
        (PERSONS_AGAIN, row.person_again),
        (BECAME_REGULATORY, row.became_regulatory and row.intake_class == "internal"),
    )
    for name, flag in flags:
        if flag:
            yield part.year, name, 0
    if row.closed:
        yield from _closing_marks(row, part)


def _closing_marks(row: Row, part: Part) -> Iterator[Anchor]:
    if not row.to_superior:
        yield part.closed_in, AT_BRANCH, 0
    if part.why == "pending":
        yield part.decided_in, PENDING, 0
    elif part.why:
        yield part.decided_in, DETERMINED, 0
    if part.why == "at_fault":
        yield part.decided_in, AT_FAULT, 0
        if row.accountability:
            yield part.decided_in, ACCOUNTABLE, 0
    if row.ending != "withdrawn":
        yield part.decided_in, DECIDED, 0
        if row.extended_on:
            yield part.decided_in, EXTENDED, 0
    if row.called_back_at and row.closed_on:
        yield from _call_back_marks(row, part)


def _call_back_marks(row: Row, part: Part) -> Iterator[Anchor]:
    if 0 <= ordinal(row.called_back_at[:10]) - ordinal(row.closed_on) <= CALL_BACK_DAYS:
        yield part.closed_in, CALLED_BACK, 0
    if row.satisfaction:
        yield part.closed_in, CALLED_BACK_RATED, 0


def _found(finding: str) -> Iterator[str]:
    if finding:
        yield FOUND
    if finding in _UPHELD:
        yield UPHELD


def _settled(settlement: str) -> Iterator[str]:
    if settlement == "agreed":
        yield AGREED
    elif not settlement:
        yield SETTLEMENT_UNKNOWN


def _answered(score: str) -> Iterator[str]:
    if score.isdigit():
        yield SCORED
    if score in _SATISFIED:
        yield SATISFIED
    if score in _MISSED:
        yield NOT_REACHED


#: The dimensions by whose values closed cases have anchors, and which.
_NAMES = {"finding": _found, "settlement": _settled, "satisfaction": _answered}

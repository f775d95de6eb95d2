"""Assessment 考核 of a year, by person or department: what each did, and how it turned out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.ports import CaseFilter
from ledgerctl.domain import metrics
from ledgerctl.domain.ladder import FIRST_RECEIVER
from ledgerctl.errors import UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from ledgerctl.application.desk import Desk
    from ledgerctl.domain.register import Row

#: Of fewer cases than this no percentage is shown: one case more or less would move it by 20 points.
LEAST = 5
BY = ("person", "department")
_SATISFIED = frozenset({"4", "5"})
_SCORES = frozenset({"1", "2", "3", *_SATISFIED})
_UPHELD = frozenset({"upheld", "partly_upheld"})


class Ratio(NamedTuple):
    """A part of a whole, in cases; ``percent`` is None when the whole is smaller than ``LEAST``."""

    part: int
    whole: int

    @property
    def percent(self) -> Decimal | None:
        """The part in per cent, one decimal."""
        return metrics.percent(self.part, self.whole) if self.whole >= LEAST else None


@dataclass(frozen=True, slots=True)
class Record:
    """What one person or department did in complaints received in the year; the empty name is unknown.

    ``received`` as first receiver 首问; the ratios are of the cases ``handled``: closed of all, on time of
    those whose time is known, settled at the first level of those closed, upheld (in part too) of those
    with a finding, satisfied (4 or 5) of those scored, scored of those closed. ``at_fault`` counts cases
    for which it answers 有责.
    """

    name: str
    received: int
    handled: int
    closed: Ratio
    on_time: Ratio
    first_level: Ratio
    upheld: Ratio
    satisfied: Ratio
    scored: Ratio
    at_fault: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """The assessment of a year, sorted by name and never by number."""

    year: int
    by: str
    records: Sequence[Record]


def assess(desk: Desk, year: int, by: str = "person") -> Assessment:
    """Return the assessment of a year by ``person`` or ``department``.

    A department receives and handles what was complained about in it.

    Raises:
        UnknownChoice: by something else.
    """
    if by not in BY:
        raise UnknownChoice(value=by, option="--by", choices=", ".join(BY))
    rows = [row for row in desk.store.cases(CaseFilter(year=year)).rows if row.counted]
    received = _grouped(
        rows, lambda row: [row.first_receiver if by == "person" else row.department]
    )
    handled = _grouped(rows, lambda row: [row.handler if by == "person" else row.department])
    faults = _grouped(
        (row for row in rows if row.responsibility == "at_fault"),
        lambda row: row.responsible.split("; ") if by == "person" else [row.responsible_department],
    )
    names = sorted({*received, *handled, *faults}, key=lambda name: (not name, name))
    return Assessment(
        year,
        by,
        [
            _record(name, received.get(name, []), handled.get(name, []), faults.get(name, []))
            for name in names
        ],
    )


def _grouped(rows: Iterable[Row], names: Callable[[Row], Sequence[str]]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for name in names(row):
            groups.setdefault(name, []).append(row)
    return groups


def _record(name: str, received: list[Row], handled: list[Row], faults: list[Row]) -> Record:
    closed = [row for row in handled if row.closed]
    dated = [row for row in closed if row.timeliness in {"on_time", "late"}]
    found = [row for row in handled if row.finding]
    scored = [row for row in closed if row.satisfaction in _SCORES]
    return Record(
        name,
        len(received),
        len(handled),
        Ratio(len(closed), len(handled)),
        Ratio(sum(row.timeliness == "on_time" for row in dated), len(dated)),
        Ratio(sum(row.level == FIRST_RECEIVER for row in closed), len(closed)),
        Ratio(sum(row.finding in _UPHELD for row in found), len(found)),
        Ratio(sum(row.satisfaction in _SATISFIED for row in scored), len(scored)),
        Ratio(len(scored), len(closed)),
        len(faults),
    )

"""Assessment 考核 of a year, by person or department: what each did, and how it turned out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.domain.codes.ladder import FIRST_RECEIVER
from ledgerctl.domain.reports.cross_measures import Proportion, proportion
from ledgerctl.errors.usage import UnknownChoice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.domain.register.register import Row

BY = ("person", "department")
_SATISFIED = frozenset({"4", "5"})
_SCORES = frozenset({"1", "2", "3", *_SATISFIED})
_UPHELD = frozenset({"upheld", "partly_upheld"})


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
    closed: Proportion
    on_time: Proportion
    first_level: Proportion
    upheld: Proportion
    satisfied: Proportion
    scored: Proportion
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
        _ratio(len(closed), len(handled)),
        _ratio(sum(row.timeliness == "on_time" for row in dated), len(dated)),
        _ratio(sum(row.level == FIRST_RECEIVER for row in closed), len(closed)),
        _ratio(sum(row.finding in _UPHELD for row in found), len(found)),
        _ratio(sum(row.satisfaction in _SATISFIED for row in scored), len(scored)),
        _ratio(len(scored), len(closed)),
        len(faults),
    )


def _ratio(part: int, whole: int) -> Proportion:
    return proportion(part, whole, named=True)

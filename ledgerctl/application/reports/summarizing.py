"""Cross tables 交叉表 over coded fields: counts from the store, the rest from ``metrics``."""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.records import CrossCell
from ledgerctl.application.reports.reporting import ordered
from ledgerctl.application.reports.results import CrossTable
from ledgerctl.domain import metrics
from ledgerctl.domain.metrics.cohort import MEASURES
from ledgerctl.domain.metrics.metric import folded_name
from ledgerctl.domain.register.register import CROSSABLE
from ledgerctl.domain.reports.cross_measures import NAMED, RATIOS, Proportion, proportion
from ledgerctl.domain.text.reading import read_moment
from ledgerctl.errors.figures import UnknownMeasure, UnlikeAnyMeasure
from ledgerctl.errors.usage import BadPeriod

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk

#: How people say a dimension → the column.
_SPOKEN = {"person": "handler", "人员": "handler", "receiver": "first_receiver"}
_MOST_DIMENSIONS = 2
_Values = dict[str, "int | Decimal | Proportion | None"]


class _Maker(NamedTuple):
    """Makes the values of cells: of which measures, out of how many cases in all."""

    measures: Sequence[str]
    counts: Sequence[str]
    whole: int

    def values(
        self, cell: CrossCell, *, named: bool
    ) -> Mapping[str, int | Decimal | Proportion | None]:
        """Return one value for each measure; ``named`` when the cell speaks of a person or department."""
        found: _Values = {
            "count": cell.cases,
            "share": metrics.percent(cell.cases, self.whole, places=2),
            "closed": cell.closed,
            "escalated": cell.escalated,
            "repeat": cell.repeats,
            "compensation": cell.compensation,
            "max_days": max(cell.days, default=None),
        }
        if "median_days" in self.measures:
            found["median_days"] = metrics.percentile(cell.days, Decimal("0.5"))
        if "p90_days" in self.measures:
            found["p90_days"] = metrics.percentile(cell.days, Decimal("0.9"))
        counted = dict(zip(self.counts, cell.counts, strict=True))
        for name in self.measures:
            if name in RATIOS:
                above, below = RATIOS[name]
                found[name] = proportion(counted[above], counted[below], named=named)
        return {name: found[name] for name in self.measures}


def cross_table(
    desk: Desk,
    dimensions: Sequence[str],
    *,
    first: str = "",
    last: str = "",
    measures: Sequence[str] = ("count",),
) -> CrossTable:
    """Return counts of complaints by one or two fields, with totals.

    ``first`` and ``last`` bound the day of receipt, both included; shares are of the whole table. Ratios
    about persons and departments have no percentage where their denominator is small.

    Raises:
        UnknownField: a dimension that there is not.
        UnknownMeasure: a measure that there is not.
        BadPeriod: the first day is after the last.
        BadDate, ImpossibleDate: a day that cannot be read.
    """
    names = [_dimension(name) for name in dimensions]
    wanted = [_measure(name) for name in measures]
    day = desk.clock.local("+00:00")[:10] if not desk.store.ledger().branch else today(desk)
    start, end = _period(first, last, day)
    counts = list(dict.fromkeys(part for name in wanted for part in RATIOS.get(name, ())))
    cells = desk.store.cross(names, start, end, counts=counts, today=day)
    by_row: dict[str, list[CrossCell]] = {}
    by_column: dict[str, list[CrossCell]] = {}
    single = len(names) == 1
    for key, cell in cells.items():
        row, column = str(key[0]), "" if single else str(key[1])
        by_row.setdefault(row, []).append(cell)
        by_column.setdefault(column, []).append(cell)
    whole = _merge(cells.values())
    maker = _Maker(wanted, counts, whole.cases)
    down, across = names[0] in NAMED, names[-1] in NAMED and not single
    return CrossTable(
        names,
        wanted,
        start,
        end,
        ordered(names[0], list(by_row)),
        [] if single else ordered(names[1], list(by_column)),
        {
            (str(key[0]), "" if single else str(key[1])): maker.values(cell, named=down or across)
            for key, cell in cells.items()
        },
        {row: maker.values(_merge(parts), named=down) for row, parts in by_row.items()},
        {column: maker.values(_merge(parts), named=across) for column, parts in by_column.items()},
        # A total is of everybody.
        maker.values(whole, named=False),
    )


def _dimension(name: str) -> str:
    folded = name.strip().replace("-", "_")
    folded = _SPOKEN.get(folded, folded)
    if folded in CROSSABLE:
        return folded
    from ledgerctl.domain.codes.fields import find_field
    from ledgerctl.domain.codes.suggest import unknown_field

    field = find_field(folded)
    if field is not None and field.name in CROSSABLE:
        return field.name
    raise unknown_field(name, CROSSABLE)


def _measure(name: str) -> str:
    folded = folded_name(name)
    for metric in MEASURES.values():
        if folded in {folded_name(each) for each in (metric.key, *metric.label)}:
            return metric.key
    from ledgerctl.domain.codes.suggest import nearest

    near = nearest(name, MEASURES)
    refusal = UnknownMeasure if near else UnlikeAnyMeasure
    raise refusal(value=name, nearest=", ".join(near or list(MEASURES)[:5]))


def _period(first: str, last: str, day: str) -> tuple[str, str]:
    from datetime import date

    reference = date.fromisoformat(day)
    start = read_moment("from", first, reference)[:10] if first else "0001-01-01"
    end = read_moment("to", last, reference)[:10] if last else "9999-12-31"
    if start > end:
        raise BadPeriod(value=f"{start} – {end}")
    return start, end


def _merge(cells: Iterable[CrossCell]) -> CrossCell:
    days: dict[int, int] = {}
    sums = [0, 0, 0, 0, 0]
    counts: tuple[int, ...] = ()
    for cell in cells:
        for position, value in enumerate(cell[:5]):
            sums[position] += value
        counts = tuple(map(sum, zip_longest(counts, cell.counts, fillvalue=0)))
        for length, number in cell.days.items():
            days[length] = days.get(length, 0) + number
    return CrossCell(sums[0], sums[1], sums[2], sums[3], sums[4], days, counts)

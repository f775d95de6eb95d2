"""Cross tables 交叉表 over coded fields: counts from the store, the rest from ``metrics``."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ledgerctl.application.keeping import today
from ledgerctl.application.ports import CrossCell
from ledgerctl.application.reporting import ordered
from ledgerctl.application.results import CrossTable
from ledgerctl.domain import metrics
from ledgerctl.domain.reading import read_moment
from ledgerctl.domain.register import CROSSABLE
from ledgerctl.errors import BadPeriod, UnknownField

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.application.desk import Desk

#: What a cell may show; money in minor units, days and shares as decimals.
MEASURES = (
    "count",
    "share",
    "closed",
    "escalated",
    "repeat",
    "compensation",
    "median_days",
    "p90_days",
    "max_days",
)
#: How people say a dimension → the column.
_SPOKEN = {"person": "handler", "人员": "handler", "receiver": "first_receiver"}
_MOST_DIMENSIONS = 2
_Values = dict[str, "int | Decimal | None"]


def cross_table(
    desk: Desk,
    dimensions: Sequence[str],
    *,
    first: str = "",
    last: str = "",
    measures: Sequence[str] = ("count",),
) -> CrossTable:
    """Return counts of complaints by one or two fields, with totals.

    ``first`` and ``last`` bound the day of receipt, both included; shares are of the whole table.

    Raises:
        UnknownField: a dimension or measure that there is not.
        BadPeriod: the first day is after the last.
        BadDate, ImpossibleDate: a day that cannot be read.
    """
    names = [_dimension(name) for name in dimensions]
    wanted = [_measure(name) for name in measures]
    day = desk.clock.local("+00:00")[:10] if not desk.store.ledger().branch else today(desk)
    start, end = _period(first, last, day)
    cells = desk.store.cross(names, start, end)
    by_row: dict[str, list[CrossCell]] = {}
    by_column: dict[str, list[CrossCell]] = {}
    single = len(names) == 1
    for key, cell in cells.items():
        row, column = str(key[0]), "" if single else str(key[1])
        by_row.setdefault(row, []).append(cell)
        by_column.setdefault(column, []).append(cell)
    whole = _merge(cells.values())
    return CrossTable(
        names,
        wanted,
        start,
        end,
        ordered(names[0], list(by_row)),
        [] if single else ordered(names[1], list(by_column)),
        {
            (str(key[0]), "" if single else str(key[1])): _values(cell, whole.cases, wanted)
            for key, cell in cells.items()
        },
        {row: _values(_merge(parts), whole.cases, wanted) for row, parts in by_row.items()},
        {col: _values(_merge(parts), whole.cases, wanted) for col, parts in by_column.items()},
        _values(whole, whole.cases, wanted),
    )


def _dimension(name: str) -> str:
    folded = name.strip().replace("-", "_")
    folded = _SPOKEN.get(folded, folded)
    if folded in CROSSABLE:
        return folded
    from ledgerctl.domain.fields import find_field

    field = find_field(folded)
    if field is not None and field.name in CROSSABLE:
        return field.name
    raise UnknownField(value=name, nearest=_near(name, CROSSABLE))


def _measure(name: str) -> str:
    folded = name.strip().replace("-", "_")
    if folded not in MEASURES:
        raise UnknownField(value=name, nearest=_near(name, MEASURES))
    return folded


def _near(name: str, choices: Iterable[str]) -> str:
    from ledgerctl.domain.suggest import nearest

    return ", ".join(nearest(name, choices) or list(choices)[:5])


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
    for cell in cells:
        for position, value in enumerate(cell[:5]):
            sums[position] += value
        for length, number in cell.days.items():
            days[length] = days.get(length, 0) + number
    return CrossCell(sums[0], sums[1], sums[2], sums[3], sums[4], days)


def _values(
    cell: CrossCell, whole: int, measures: Sequence[str]
) -> Mapping[str, int | Decimal | None]:
    values: _Values = {
        "count": cell.cases,
        "share": metrics.percent(cell.cases, whole, places=2),
        "closed": cell.closed,
        "escalated": cell.escalated,
        "repeat": cell.repeats,
        "compensation": cell.compensation,
        "max_days": max(cell.days, default=None),
    }
    if "median_days" in measures:
        values["median_days"] = metrics.percentile(cell.days, Decimal("0.5"))
    if "p90_days" in measures:
        values["p90_days"] = metrics.percentile(cell.days, Decimal("0.9"))
    return {name: values[name] for name in measures}

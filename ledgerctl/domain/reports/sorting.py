"""The order of a list 排序: by which columns, in which direction; what is unknown comes last either way."""

from __future__ import annotations

from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from ledgerctl.domain.codes.suggest import nearest
from ledgerctl.domain.register.register import Row
from ledgerctl.domain.reports.register_columns import COLUMNS, LISTS
from ledgerctl.errors.exporting import UnknownSort, UnlikeAnySort

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

#: What a list may be sorted by: the columns of the register that hold one value.
SORTABLE = tuple(
    name
    for name, column in COLUMNS.items()
    if name in Row._fields and column.kind not in {"staff_list", "codes"}
)


class Sort(NamedTuple):
    """One column to sort by; codes go in the order of their list, not of their letters."""

    column: str
    descending: bool = False

    @property
    def ranks(self) -> tuple[str, ...]:
        """The codes of the column in their order; none when its values speak for themselves."""
        column = COLUMNS[self.column]
        return LISTS[column.vocabulary].keys() if column.kind == "code" else ()


def parse_sort(text: str) -> tuple[Sort, ...]:
    """Return the order that ``-days,number`` asks for; a hyphen before a column turns it round.

    Raises:
        UnknownSort: a column that a list cannot be sorted by; headings in either language count too.
        UnlikeAnySort: none that it can be sorted by is near either.
    """
    found = []
    for part in filter(None, (part.strip() for part in text.replace("，", ",").split(","))):
        name = part.removeprefix("-")
        column = next(
            (each for each in SORTABLE if name in {each, COLUMNS[each].zh, COLUMNS[each].en}), None
        )
        if column is None:
            near = nearest(name, SORTABLE)
            refusal = UnknownSort if near else UnlikeAnySort
            raise refusal(value=name, nearest=", ".join(near or SORTABLE[:3]))
        found.append(Sort(column, descending=part.startswith("-")))
    return tuple(found)


def in_order(rows: Iterable[Row], order: Sequence[Sort]) -> list[Row]:
    """Return rows in an order; equal ones by number, in the direction of the first column."""
    turned = bool(order) and order[0].descending
    found = sorted(rows, key=lambda row: row.number, reverse=turned)
    for sort in reversed(order):
        place = attrgetter(sort.column)
        ranks = sort.ranks
        known = [row for row in found if place(row) not in {"", None}]
        unknown = [row for row in found if place(row) in {"", None}]
        # A stable sort turned round keeps equal rows as they were
        known.sort(key=partial(_key, sort.column, ranks), reverse=sort.descending)
        found = [*known, *unknown]
    return found


def _key(column: str, ranks: Sequence[str], row: Row) -> Any:  # noqa: ANN401 - whatever a column holds
    value = getattr(row, column)
    if not ranks:
        return value
    return ranks.index(value) if value in ranks else len(ranks)

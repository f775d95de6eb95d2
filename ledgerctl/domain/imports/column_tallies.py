"""Tallies of receipts that were made ready column by column 成列汇总: the same sums in fewer steps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledgerctl.domain.imports.ready import COPIED
from ledgerctl.domain.register.register import Row
from ledgerctl.domain.register.tallies import DIMENSIONS, MONTHLY, Part, Tallies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.domain.imports.ready import Outline, ReadyColumns
    from ledgerctl.domain.register.anchors import Anchor
    from ledgerctl.domain.register.tallies import Cell, Sums, TallyKey

_MONTH = Row._fields.index("month")
#: The dimensions counted by month that outlines leave blank, and those they know with their columns.
_FREE_MONTHLY = [name for name in MONTHLY if name in COPIED]
_KNOWN_MONTHLY = [(name, Row._fields.index(name)) for name in MONTHLY if name not in COPIED]
_COMPENSATION = Row._fields.index("compensation")
#: The dimensions that outlines leave blank, and those they know with their columns; by position.
_FREE = [(at, name) for at, name in enumerate(DIMENSIONS) if name in COPIED]
_KNOWN = [(at, Row._fields.index(name)) for at, name in enumerate(DIMENSIONS) if name not in COPIED]


class ColumnTallies(Tallies):
    """Sums over register rows that also takes receipts made ready, which share outlines.

    An outline is counted by its number for as long as its list is in use: few steps a receipt, and
    memory that grows with the outlines remembered, not with the receipts.
    """

    __slots__ = ("_known", "_months_known", "_numbers", "_parts_known", "_paying", "_plain_known")

    def __init__(self) -> None:
        super().__init__()
        self._known: Sequence[Outline] = ()
        self._numbers: Counter[int] = Counter()
        self._parts_known: list[int] = []
        self._plain_known: list[int] = []
        self._months_known: list[Cell] = []
        self._paying: set[int] = set()

    def add_columns(self, ready: ReadyColumns) -> None:
        """Count receipts made ready."""
        self._learn(ready.known)
        numbers = ready.outlines
        self._numbers.update(numbers)
        plain = list(map(self._plain_known.__getitem__, numbers))
        together = Counter(plain).items()
        for at, name in _FREE:
            counter = self._dimensions[at]
            column = ready.copied.get(name)
            if column is None:
                for place, rows in together:
                    counter[place, ""] += rows
            else:
                counter.update(zip(plain, column, strict=True))
        for name in _FREE_MONTHLY:
            column = ready.copied.get(name)
            if column is not None:
                months = map(self._months_known.__getitem__, numbers)
                self._monthly[name].update(zip(plain, column, months, strict=True))
        if not self._paying.isdisjoint(numbers):
            self._pay_all(ready)

    def sums(self) -> dict[TallyKey, Sums]:
        """Return the non-zero sums by year, dimension and value."""
        self._settle()
        return super().sums()

    def anchors(self) -> Counter[Anchor]:
        """Return the non-zero counts by year, name and bin."""
        self._settle()
        return super().anchors()

    def _learn(self, known: Sequence[Outline]) -> None:
        if known is not self._known:
            self._settle()
            self._known = known
            self._parts_known.clear()
            self._plain_known.clear()
            self._months_known.clear()
            self._paying.clear()
        for number in range(len(self._parts_known), len(known)):
            outline = known[number]
            place = self._places[outline.counted]
            self._parts_known.append(place)
            self._plain_known.append(self._places.plainly[place])
            self._months_known.append(outline.row[_MONTH])
            if outline.row[_COMPENSATION]:
                self._paying.add(number)

    def _settle(self) -> None:
        """Count what outlines say themselves, once for all receipts that have them."""
        for number, rows in self._numbers.items():
            self._parts[self._parts_known[number]] += rows
            plain, row = self._plain_known[number], self._known[number].row
            for at, column in _KNOWN:
                self._dimensions[at][plain, row[column]] += rows
            for name, column in _KNOWN_MONTHLY:
                self._monthly[name][plain, row[column], row[_MONTH]] += rows
        self._numbers.clear()

    def _pay_all(self, ready: ReadyColumns) -> None:
        for at, number in enumerate(ready.outlines):
            if number in self._paying:
                outline = self._known[number]
                part = Part._make(outline.counted)
                money = outline.row[_COMPENSATION]
                if part.counted and isinstance(money, int):
                    own = {name: column[at] for name, column in ready.copied.items()}
                    row = dict(zip(Row._fields, outline.row, strict=True)) | own
                    self._pay(part, [row[name] for name in DIMENSIONS], money)

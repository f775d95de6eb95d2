"""Tallies of receipts that were made ready column by column 成列汇总: the same sums in fewer steps."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledgerctl.domain.imports.outline_lists import OutlineLists
from ledgerctl.domain.imports.ready import COPIED
from ledgerctl.domain.register.register import Row
from ledgerctl.domain.register.tallies import DIMENSIONS, MONTHLY, Part, Tallies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

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


class _Learned:
    """One list of outlines: what each counts as, and how many receipts of each are not yet summed."""

    __slots__ = ("known", "months", "numbers", "parts", "paying", "plain")

    def __init__(self, known: Sequence[Outline]) -> None:
        self.known = known
        self.numbers: Counter[int] = Counter()
        self.parts: list[int] = []
        self.plain: list[int] = []
        self.months: list[Cell] = []
        self.paying: set[int] = set()


class ColumnTallies(Tallies):
    """Sums over register rows that also takes receipts made ready, which share outlines.

    An outline is counted by its number for as long as its list is in use: few steps a receipt, and
    memory that grows with the outlines remembered, not with the receipts.
    """

    __slots__ = ("_lists",)

    def __init__(self) -> None:
        super().__init__()
        self._lists = OutlineLists(_Learned, self._settle)

    def add_columns(self, ready: ReadyColumns) -> None:
        """Count receipts made ready."""
        learned = self._learned(ready.known)
        numbers = ready.outlines
        learned.numbers.update(numbers)
        plain = list(map(learned.plain.__getitem__, numbers))
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
                months = map(learned.months.__getitem__, numbers)
                self._monthly[name].update(zip(plain, column, months, strict=True))
        if not learned.paying.isdisjoint(numbers):
            self._pay_all(ready, learned.paying)

    def sums(self) -> dict[TallyKey, Sums]:
        """Return the non-zero sums by year, dimension and value."""
        self._settle_all()
        return super().sums()

    def anchors(self) -> Counter[Anchor]:
        """Return the non-zero counts by year, name and bin."""
        self._settle_all()
        return super().anchors()

    def _learned(self, known: Sequence[Outline]) -> _Learned:
        learned = self._lists.of(known)
        for number in range(len(learned.parts), len(known)):
            outline = known[number]
            place = self._places[outline.counted]
            learned.parts.append(place)
            learned.plain.append(self._places.plainly[place])
            learned.months.append(outline.row[_MONTH])
            if outline.row[_COMPENSATION]:
                learned.paying.add(number)
        return learned

    def _settle_all(self) -> None:
        for learned in self._lists:
            self._settle(learned)

    def _settle(self, learned: _Learned) -> None:
        """Count what outlines say themselves, once for all receipts that have them."""
        for number, rows in learned.numbers.items():
            self._parts[learned.parts[number]] += rows
            plain, row = learned.plain[number], learned.known[number].row
            for at, column in _KNOWN:
                self._dimensions[at][plain, row[column]] += rows
            for name, column in _KNOWN_MONTHLY:
                self._monthly[name][plain, row[column], row[_MONTH]] += rows
        learned.numbers.clear()

    def _pay_all(self, ready: ReadyColumns, paying: AbstractSet[int]) -> None:
        for at, number in enumerate(ready.outlines):
            if number in paying:
                outline = ready.known[number]
                part = Part._make(outline.counted)
                money = outline.row[_COMPENSATION]
                if part.counted and isinstance(money, int):
                    own = {name: column[at] for name, column in ready.copied.items()}
                    row = dict(zip(Row._fields, outline.row, strict=True)) | own
                    self._pay(part, [row[name] for name in DIMENSIONS], money)

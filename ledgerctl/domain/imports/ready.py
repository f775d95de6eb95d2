"""Receipts made ready column by column 成列备妥: what crosses from the reader of a large file to the writer.

Receipts that agree in the facts that rules look at (days, flags, people) share an outline, which is named
by number: it is worked out once, crosses once and is counted once, however many receipts have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.imports.prepared import Prepared
from ledgerctl.domain.register.register import COPIED_ONLY, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgerctl.domain.register.tallies import Cell, Counted

#: The columns of the register that an outline leaves blank: facts that are only copied.
COPIED = tuple(name for name in Row._fields if name in COPIED_ONLY)
_YEAR = Row._fields.index("year")


class Outline(NamedTuple):
    """What receipts have in common that agree in the facts that rules look at.

    ``row`` is their register row, blank where facts are only copied and where only a ledger knows;
    ``counted`` what they count as beside their dimensions.
    """

    row: tuple[Cell, ...]
    counted: Counted


class ReadyColumns(NamedTuple):
    """Receipts made ready, part by part; each part but ``known`` has one entry per receipt.

    ``outlines`` are places in ``known``, which grows from chunk to chunk of a file until a new list is
    begun. ``copied`` holds the copied columns of the register row that are not blank throughout.
    ``contents`` identify receipts without a number of their own ("" for the others).
    """

    lines: Sequence[int]
    source_ids: Sequence[str]
    contents: Sequence[str]
    facts: Sequence[str]
    sealed: Sequence[str]
    outlines: Sequence[int]
    known: Sequence[Outline]
    copied: Mapping[str, Sequence[Cell]]

    @property
    def years(self) -> list[int]:
        """The years of receipt."""
        known = self.known
        return [known[number].row[_YEAR] for number in self.outlines]  # type: ignore[misc]  # always a number

    def receipts(self) -> Iterator[Prepared]:
        """Yield the receipts one by one."""
        rows = [self.known[number].row for number in self.outlines]
        columns = dict(zip(Row._fields, zip(*rows, strict=True), strict=False))
        return map(
            Prepared,
            self.facts,
            self.sealed,
            zip(*{**columns, **self.copied}.values(), strict=True),
        )


#: No receipts at all.
NOTHING_READY = ReadyColumns((), (), (), (), (), (), (), {})


class Crossing:
    """Takes receipts made ready from one process to another 过桥: as plain tuples, outlines only once.

    Each process has its own; what is packed in one is unpacked in the other, in order.
    """

    def __init__(self) -> None:
        self._sent: Sequence[Outline] = ()
        self._size = 0
        self._known: list[Outline] = []

    def pack(self, ready: ReadyColumns) -> tuple[object, ...]:
        """Return the receipts as plain tuples, lists, texts and numbers."""
        is_other = ready.known is not self._sent
        if is_other:
            self._sent, self._size = ready.known, 0
        fresh = [tuple(each) for each in ready.known[self._size :]]
        self._size = len(ready.known)
        return (*ready._replace(known=fresh), is_other)  # type: ignore[arg-type]  # plain for now

    def unpack(self, packed: tuple[object, ...]) -> ReadyColumns:
        """Return the receipts that ``pack`` made plain on the other side."""
        *parts, is_other = packed
        ready = ReadyColumns(*parts)  # type: ignore[arg-type]  # as they were packed
        if is_other:
            self._known = []
        self._known.extend(map(Outline._make, ready.known))
        return ready._replace(known=self._known)

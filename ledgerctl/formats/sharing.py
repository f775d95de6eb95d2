"""One CSV file for several readers 分读: each parses every so-many-th stretch of whole rows.

Where a stretch ends is guessed from its quotation marks; parsing it proves the guess: a text that ends with a
line and that the strict parser reads to its end with no quotation mark open ends a row. From a stretch that
does not, its reader goes on alone, and no row is read in two ways.
"""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from ledgerctl.errors.base import LedgerError
from ledgerctl.formats.faults import CutRecord
from ledgerctl.formats.table import RECORD_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ledgerctl.application.imports.files import Share
    from ledgerctl.formats.csvfile import CsvTable
    from ledgerctl.formats.table import Record

#: Bytes of a stretch, about; some hundred rows.
STRETCH = 1 << 17
#: All bytes but those that divide a file: to take these away and count the rest is faster than counting.
_TEXT = bytes(byte for byte in range(256) if byte not in b'"\r\n')
#: Encodings in which the bytes of a line end and of a quotation mark are nothing else.
PLAIN = frozenset({"utf-8", "utf-8-sig", "gb18030"})


class Stretch(NamedTuple):
    """Some whole rows of a file, as it seems: their bytes, where these begin, and on which line."""

    data: memoryview
    offset: int
    line: int
    is_last: bool


class _OwnPlace(io.RawIOBase):
    """A file that is read at a place of its own: processes that share a descriptor share the usual one."""

    def __init__(self, descriptor: int, place: int = 0) -> None:
        super().__init__()
        self._descriptor = descriptor
        self._place = place

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # what a buffered reader hands over
        """Fill the buffer as far as there are bytes; returns how many."""
        data = os.pread(self._descriptor, len(buffer), self._place)
        buffer[: len(data)] = data
        self._place += len(data)
        return len(data)


def from_place(descriptor: int, place: int = 0) -> BinaryIO:
    """Return the bytes of an open file from a place on, whoever else is reading it."""
    return cast("BinaryIO", io.BufferedReader(_OwnPlace(descriptor, place)))


def stretches(descriptor: int) -> Iterator[Stretch]:
    """Divide a file from its beginning; ends early, with nothing, where no row seems to end.

    Args:
        descriptor: the open file; of an encoding in ``PLAIN``.
    """
    # Lines are counted by their feeds, which is right below a stretch without a lone carriage return.
    offset, line, wanted = 0, 1, STRETCH
    while True:
        data = os.pread(descriptor, wanted, offset)
        is_last = not os.pread(descriptor, 1, offset + len(data))
        marks = data.translate(None, _TEXT)
        end = len(data) if is_last else _end(data, marks.count(b'"'))
        if not end and not is_last and wanted < RECORD_LIMIT:
            wanted *= 2
            continue
        yield Stretch(memoryview(data)[:end], offset, line, is_last)
        if is_last or not end:
            return
        offset, wanted = offset + end, STRETCH
        line += marks.count(b"\n") - data.count(b"\n", end)


def share_of(
    table_on: Callable[[BinaryIO], CsvTable], descriptor: int, share: Share
) -> Iterator[tuple[Iterable[Record], bool]]:
    """Yield the rows of each stretch that is one reader's, and whether another has its turn after them.

    Args:
        table_on: opens the table on bytes that begin as the file does.
        descriptor: the open file.
        share: which reader it is.

    Raises:
        LedgerError: as reading the table does.
    """
    table = table_on(from_place(descriptor))
    for number, stretch in enumerate(stretches(descriptor)):
        if number % share.readers == share.place:
            rows = _below(table, stretch) if number else _at_the_top(table_on, table, stretch)
            if rows is None:
                break
            yield rows, True
    else:
        return
    if number == 0:
        yield table.records(), False
    else:
        rest = from_place(descriptor, stretch.offset)
        yield table.records_below(rest, line=stretch.line), False


def _at_the_top(
    table_on: Callable[[BinaryIO], CsvTable], table: CsvTable, stretch: Stretch
) -> list[Record] | None:
    """Return the rows of the first stretch; None as well if it does not hold the headings whole."""

    def read(stream: BinaryIO) -> Iterable[Record] | None:
        first = table_on(stream)
        is_same = (first.said, first.header) == (table.said, table.header)
        return first.records() if is_same else None

    return _proved(stretch, read)


def _below(table: CsvTable, stretch: Stretch) -> list[Record] | None:
    """Return the rows of another stretch, at once where all are sound."""
    rows = table.plain_records_below(bytes(stretch.data), line=stretch.line)
    if rows is not None:
        return rows
    return _proved(stretch, lambda stream: table.records_below(stream, line=stretch.line))


def _proved(
    stretch: Stretch, read: Callable[[BinaryIO], Iterable[Record] | None]
) -> list[Record] | None:
    """Return the rows of a stretch; None if it may end within one, or cannot be read by itself."""
    data = bytes(stretch.data)
    if data.count(b"\r") != data.count(b"\r\n"):
        return None
    try:
        found = read(io.BytesIO(data))
        if found is None:
            return None
        rows = list(found)
    except LedgerError:
        # Whoever reads on alone will say so at the right row
        return None
    is_whole = data and not (rows and isinstance(rows[-1][2], CutRecord))
    return rows if is_whole or stretch.is_last else None


def _end(data: bytes, quotation_marks: int) -> int:
    """Return where the last whole row seems to end; 0 for nowhere."""
    is_open = quotation_marks % 2
    end = len(data)
    while (place := data.rfind(b"\n", 0, end)) >= 0:
        is_open ^= data.count(b'"', place, end) % 2
        if not is_open:
            return place + 1
        end = place
    return 0

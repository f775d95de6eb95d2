"""What the records of an XLS workbook say and the spreadsheet library leaves out: errors, uncomputed formulas.

The library gives an empty text for both. A formula has its last value with it, and one that was never computed
says "the empty text", as one that shows nothing does. It counts as never computed where no spreadsheet program
saved the workbook (those leave a record of what computed it) and no formula of the sheet has a value.

A workbook is a stream in a compound file ([MS-CFB]), its cells are records ([MS-XLS] 2.4): only the chain of sectors,
the places of the sheets and a few kinds of records are read. Whatever is not as it must be ends the look: whether
the workbook is damaged, the library decides.
"""

from __future__ import annotations

import struct
from typing import IO, TYPE_CHECKING, Final

from ledgerctl.formats.workbook_markup import ERROR, UNCOMPUTED, Findings

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NAMES: Final = ("Workbook", "Book")
_HEADER: Final = 512
_ENTRY: Final = 128
_STREAM: Final = 2
_ROOT: Final = 5
#: Sector numbers from here on are marks: the end of a chain, a free sector.
_MARKS: Final = 0xFFFFFFFA
_MINI: Final = 64
_FORMULA, _BOOLERR, _BOUNDSHEET, _BOF, _EOF = 0x0006, 0x0205, 0x0085, 0x0809, 0x000A
_RECALCULATED: Final = 0x01C1
_FILEPASS: Final = 0x002F
#: Marks of a formula's value that is no number ([MS-XLS] 2.5.133): an error, the empty text.
_CACHED_ERROR, _CACHED_NOTHING, _NO_NUMBER = 2, 3, 0xFFFF
_ERRORS: Final = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


class _Odd(Exception):
    """The file is not as it must be."""


def look_into_xls(stream: IO[bytes], place: int) -> Findings:
    """Return the findings in the sheet that comes at ``place``, from 0, in an XLS workbook."""
    stream.seek(0)
    found = Findings()
    try:
        book = _Compound(stream.read()).workbook()
        places, is_computed = _globals(book)
        if place >= len(places):
            raise _Odd
        blank: list[tuple[int, int]] = []
        for cell, kind, code in _special(book, places[place]):
            if kind == _CACHED_ERROR:
                found.faults[cell] = (ERROR, _ERRORS.get(code, "#?"))
            elif kind == _CACHED_NOTHING:
                blank.append(cell)
            else:
                is_computed = True
        if not is_computed:
            found.faults.update(dict.fromkeys(blank, (UNCOMPUTED, "")))
    except (_Odd, struct.error):
        return found
    return found


def is_locked(stream: IO[bytes]) -> bool:
    """Whether an XLS workbook is encrypted; the library calls such a one no workbook at all."""
    stream.seek(0)
    try:
        book = _Compound(stream.read()).workbook()
    except (_Odd, struct.error):
        return False
    return any(kind == _FILEPASS for kind, _ in _records(book, 0))


class _Compound:
    """A compound file, read whole."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(_MAGIC):
            raise _Odd
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        self._size = 1 << shift
        tables, directory, _, self._cutoff, mini, _, more, count = struct.unpack_from(
            "<II4sIIIII", data, 44
        )
        sectors = [each for each in struct.unpack_from("<109I", data, 76) if each < _MARKS]
        for _ in range(min(count, len(data) >> shift)):
            *further, more = self._numbers(self._sector(more))
            sectors += [each for each in further if each < _MARKS]
        self._next = [n for each in sectors[:tables] for n in self._numbers(self._sector(each))]
        self._directory = self._chain(directory)
        self._mini_next = self._numbers(self._chain(mini)) if mini < _MARKS else []

    def workbook(self) -> bytes:
        """Return the stream that holds the workbook."""
        root = 0
        for at in range(0, len(self._directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", self._directory, at + 64)
            start, size = struct.unpack_from("<II", self._directory, at + 116)
            name = self._directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            if kind == _ROOT:
                root = start
            elif kind == _STREAM and name in _NAMES:
                if size < self._cutoff:
                    return self._mini_chain(self._chain(root), start)[:size]
                return self._chain(start)[:size]
        raise _Odd

    def _sector(self, number: int) -> bytes:
        # The header fills the place of the sector before the first
        start = (number + 1) * self._size if self._size > _HEADER else _HEADER + number * self._size
        found = self._data[start : start + self._size]
        if not found:
            raise _Odd
        return found

    def _numbers(self, data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _chain(self, number: int) -> bytes:
        return b"".join(map(self._sector, _followed(self._next, number)))

    def _mini_chain(self, whole: bytes, number: int) -> bytes:
        places = _followed(self._mini_next, number)
        return b"".join(whole[each * _MINI : (each + 1) * _MINI] for each in places)


def _followed(following: list[int], number: int) -> Iterator[int]:
    """Yield the sectors of a chain; one that bites its own tail is odd."""
    for _ in range(len(following)):
        if number >= _MARKS:
            return
        if number >= len(following):
            raise _Odd
        yield number
        number = following[number]
    if number < _MARKS:
        raise _Odd


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _globals(book: bytes) -> tuple[list[int], bool]:
    """Return where in the stream each sheet begins, and whether a spreadsheet program saved the workbook."""
    places: list[int] = []
    is_saved = False
    for kind, body in _records(book, 0):
        if kind == _BOUNDSHEET:
            places.append(struct.unpack_from("<I", body)[0])
        elif kind == _RECALCULATED:
            is_saved = True
        elif kind == _EOF:
            break
    return places, is_saved


def _special(book: bytes, at: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Yield each cell with an error and each formula: the cell, what kind of value, the code of its error.

    The kind is 0 for a formula with a value. Charts inside a sheet are passed over.
    """
    depth = 0
    for kind, body in _records(book, at):
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if not depth:
                return
        elif depth == 1 and kind == _BOOLERR:
            row, column, _, code, is_error = struct.unpack_from("<HHHBB", body)
            if is_error:
                yield (row, column), _CACHED_ERROR, code
        elif depth == 1 and kind == _FORMULA:
            row, column, _, what, _, code, _, mark = struct.unpack_from("<HHHBBB3sH", body)
            is_special = mark == _NO_NUMBER and what in {_CACHED_ERROR, _CACHED_NOTHING}
            yield (row, column), what if is_special else 0, code

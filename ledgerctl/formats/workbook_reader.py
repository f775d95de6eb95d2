"""A process of its own that reads one sheet of a workbook: ``python -m ledgerctl.formats.workbook_reader``.

The library is compiled code over bytes that somebody sent. Here it runs with a limit on memory and
time, so that a workbook made to harm ends this process and not the import. The workbook is standard
input; what is found goes to standard output as length-prefixed marshalled tuples: one head, chunks of
rows, one end; or one refusal.
"""

from __future__ import annotations

import io
import json
import marshal
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, Any, Final, TypeAlias, cast
from zipfile import BadZipFile, ZipFile

from ledgerctl.formats.workbook_biff import is_locked, look_into_xls
from ledgerctl.formats.workbook_cells import (
    LOOKED_AT,
    heading_row,
    loses_digits,
    reference,
    text_of,
)
from ledgerctl.formats.workbook_markup import (
    COVERED,
    Findings,
    Forbidden,
    look_into_ods,
    look_into_xlsx,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from ledgerctl.formats.workbook_cells import Value

#: Bytes of address space, and seconds of computing.
MEMORY: Final = 768 << 20
SECONDS: Final = 600
ROUNDED: Final = "rounded"
#: Why a workbook is refused.
NO_SUCH_SHEET: Final = "no such sheet"
SEVERAL_SHEETS: Final = "several sheets"
PROTECTED: Final = "protected"
FORBIDDEN: Final = "forbidden"
DAMAGED: Final = "damaged"
LENGTH: Final = 4

#: What is wrong with a cell: the kind of fault, the cell's name, what it shows, its column from 0.
CellFault: TypeAlias = tuple[str, str, str, int]

_ROWS_AT_ONCE = 200
#: The classes of the cells of most rows.
_TEXTS = {str}


class Refused(Exception):
    """The workbook is refused; the reason and its values cross to the other side."""

    def __init__(self, reason: str, **values: str) -> None:
        super().__init__(reason)
        self.message = ("refused", reason, values)


def main() -> None:
    """Read the workbook on standard input as the JSON argument says, and send what it holds."""
    request = json.loads(sys.argv[1])
    _confine()
    out = sys.stdout.buffer
    try:
        for message in messages(sys.stdin.buffer, **request):
            _send(out, message)
        _send(out, ("end",))
    except Refused as refusal:
        _send(out, refusal.message)
    out.flush()


def _confine() -> None:
    try:
        import resource
    except ImportError:
        return
    for limit, wanted in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(limit)
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(limit, (soft, hard))


def _send(out: IO[bytes], message: tuple[Any, ...]) -> None:
    body = marshal.dumps(message)
    out.write(len(body).to_bytes(LENGTH, "big") + body)
    out.flush()


def messages(
    stream: IO[bytes], *, kind: str, sheet: str | None, header_row: int | None
) -> Iterator[tuple[Any, ...]]:
    """Yield what is sent about a workbook: one head, then chunks of rows.

    Args:
        stream: the workbook, a real file.
        kind: ``xlsx``, ``xls`` or ``ods``.
        sheet: the sheet that was chosen.
        header_row: the row of the headings that was chosen, counted from 1.

    Raises:
        Refused: it cannot be read, or the sheet is not found.
    """
    from python_calamine import CalamineError, PasswordError, load_workbook

    try:
        with load_workbook(io.FileIO(stream.fileno(), closefd=False)) as workbook:
            chosen = _chosen(_Book(kind, workbook, stream), sheet)
            yield from chosen.messages(header_row)
    except PasswordError:
        raise Refused(PROTECTED) from None
    except Forbidden:
        raise Refused(FORBIDDEN) from None
    except (CalamineError, BadZipFile, OSError, ValueError, KeyError) as error:
        if kind == "xls" and is_locked(stream):
            raise Refused(PROTECTED) from None
        raise Refused(DAMAGED, problem=_plain(error)) from None


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


class _Book:
    """A workbook whose sheets are read and looked into at the same time."""

    def __init__(self, kind: str, workbook: CalamineWorkbook, stream: IO[bytes]) -> None:
        self.workbook = workbook
        self._kind = kind
        self._stream = stream

    def sheet(self, name: str) -> _Sheet:
        """Read one sheet; the library lets go of the interpreter meanwhile."""
        place = self.workbook.sheet_names.index(name)
        with ThreadPoolExecutor(1) as beside:
            found = beside.submit(_findings, self._kind, name, self._stream, place)
            sheet = self.workbook.get_sheet_by_name(name)
            return _Sheet(sheet, found.result())


def _chosen(book: _Book, sheet: str | None) -> _Sheet:
    """Return the sheet to read: the one that was named, or the only one that holds anything."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    names = book.workbook.sheet_names
    if sheet is not None:
        if sheet not in names:
            raise Refused(NO_SUCH_SHEET, sheets=", ".join(names))
        return book.sheet(sheet)
    visible = [
        each.name
        for each in book.workbook.sheets_metadata
        if each.visible == SheetVisibleEnum.Visible and each.typ == SheetTypeEnum.WorkSheet
    ]
    looked = [book.sheet(name) for name in visible or names[:1]]
    filled = [each for each in looked if each.is_filled]
    if len(filled) > 1:
        raise Refused(SEVERAL_SHEETS, sheets=", ".join(each.name for each in filled))
    return (filled or looked)[0]


class _Sheet:
    """One sheet, its cells as text and what is wrong with them."""

    def __init__(self, sheet: CalamineSheet, found: Findings) -> None:
        self.name = sheet.name
        self.is_filled = sheet.start is not None
        self._sheet = sheet
        self._found = found
        _note_covered(self._found, sheet)
        self._special = {row for row, _ in self._found.faults}
        self._special.update(row for row, _ in self._found.zeros)
        self._special.update(row for row, _ in self._found.texts)

    def messages(self, header_row: int | None) -> Iterator[tuple[Any, ...]]:
        rows: Iterator[list[Value]] = self._sheet.iter_rows()
        if header_row is None:
            first, above = self._looked_at(rows)
        else:
            above = len(list(islice(rows, header_row - 1)))
            first = list(islice(rows, 1))
        if not first:
            yield ("head", self.name, [], 0)
            return
        header, _ = self._read(above, first[0])
        yield ("head", self.name, header, above + 1)
        index = above + 1
        chunk = []
        for row in chain(first[1:], rows):
            cells, faults = self._read(index, row)
            index += 1
            if faults or any(cells):
                chunk.append((index, cells, faults))
            if len(chunk) == _ROWS_AT_ONCE:
                yield ("rows", chunk)
                chunk = []
        if chunk:
            yield ("rows", chunk)

    def _looked_at(self, rows: Iterator[list[Value]]) -> tuple[list[list[Value]], int]:
        """Return the rows read while looking for the headings, from these on, and how many stand above."""
        blank = 0
        looked: list[list[Value]] = []
        for row in rows:
            if looked or any(value != "" for value in row):
                looked.append(row)
            else:
                blank += 1
            if len(looked) == LOOKED_AT:
                break
        merged = self._sheet.merged_cell_ranges or ()
        titles = {top - blank for (top, left), (_, right) in merged if right > left}
        found = heading_row(looked, titles)
        if found is None:
            return [], blank
        return looked[found:], blank + found

    def _read(self, index: int, row: list[Value]) -> tuple[list[str], tuple[CellFault, ...]]:
        """Return the cells of a row as text and the faults of those that have any."""
        kinds = set(map(type, row))
        cells = list(map(text_of, row)) if kinds != _TEXTS else cast("list[str]", row)
        faults = self._amend(index, cells) if index in self._special else ()
        if float in kinds:
            faults += tuple(
                (ROUNDED, reference(index, column), "", column)
                for column, value in enumerate(row)
                if loses_digits(value) and (index, column) not in self._found.faults
            )
        return cells, faults

    def _amend(self, index: int, cells: list[str]) -> tuple[CellFault, ...]:
        faults: list[CellFault] = []
        is_covered = False
        for column, cell in enumerate(cells):
            place = index, column
            if place in self._found.zeros:
                cells[column] = cell.zfill(self._found.zeros[place])
            cells[column] = self._found.texts.get(place, cells[column])
            special = self._found.faults.get(place)
            if special is None:
                continue
            kind, shown = special
            cells[column] = shown or cells[column]
            # What else a merged cell hides of a row is mostly hidden by the same one
            if kind != COVERED or not is_covered:
                faults.append((kind, reference(index, column), shown, column))
            is_covered = is_covered or kind == COVERED
        return tuple(faults)


def _findings(kind: str, name: str, stream: IO[bytes], place: int) -> Findings:
    if kind == "xls":
        return look_into_xls(stream, place)
    look = look_into_ods if kind == "ods" else look_into_xlsx
    from xml.parsers.expat import ExpatError

    with ZipFile(stream) as archive:
        try:
            return look(archive, name)
        except ExpatError as error:
            raise Refused(DAMAGED, problem=_plain(error)) from None


def _note_covered(found: Findings, sheet: CalamineSheet) -> None:
    """Note the cells below the first row of a merged cell: which value they have nobody said."""
    end = sheet.end
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if end is None:
            return
        for row in range(top + 1, min(bottom, end[0]) + 1):
            for column in range(left, min(right, end[1]) + 1):
                found.faults.setdefault((row, column), (COVERED, ""))


if __name__ == "__main__":
    main()

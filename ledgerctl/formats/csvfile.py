"""A streaming reader of CSV tables that loses nothing: editors' line numbers, every fault named.

RFC 4180 with a choice of comma, TAB or semicolon. Python's csv module parses in its strict mode;
limits on cells and records keep memory bounded, whatever the file holds.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from ledgerctl.errors import N_, BadTable, CannotRead, LedgerError
from ledgerctl.formats.faults import CutRecord, Detail, RaggedRow

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Characters of one cell, and of one record with its line ends.
FIELD_LIMIT = 1 << 20
RECORD_LIMIT = 4 << 20

_DELIMITERS = ",\t;"
_QUOTED = re.compile(r'"[^"]*(?:"|$)')


#: One row: the physical line on which it begins, its cells, and what is wrong with its shape. The
#: cells of a row whose quotation marks are broken are its raw text, as one cell.
Record: TypeAlias = "tuple[int, list[str], LedgerError | None]"


class _TooLarge(Exception):
    """A record is over the limit."""


class CsvTable:
    """A table being read: ``header`` at once, ``records`` once.

    Args:
        stream: the bytes, from the beginning; it stays open.
        path: the name for messages.
        encoding: a codec's name; decoding is strict.

    Raises:
        BadTable: there is no row of headings that can be used.
    """

    def __init__(self, stream: BinaryIO, *, path: str, encoding: str) -> None:
        self._path = path
        # NUL passes through and is refused cell by cell; the limit of csv is one for the process
        csv.field_size_limit(FIELD_LIMIT)
        self._text = io.TextIOWrapper(stream, encoding, errors="strict", newline="")
        self._held: list[str] = []
        self._skipped = 0
        try:
            first = self._first_line()
            self.delimiter = _delimiter(first)
            self._reader = csv.reader(self._lines(first), delimiter=self.delimiter, strict=True)
            self.header = self._header()
            #: How many headings there are before the blank ones of trailing commas.
            self.named = _named(self.header, path)
        except LedgerError:
            # A wrapper that is thrown away closes the stream, which belongs to the caller
            self.detach()
            raise

    def detach(self) -> None:
        """Let go of the stream without closing it."""
        if not self._text.closed:
            self._text.detach()

    def records(self) -> Iterator[Record]:  # noqa: C901 - the hot loop and its ends are one thing
        """Yield every row but blank lines, in order; what is wrong with one row is its ``fault``.

        Raises:
            BadTable: a cell or record is over the limit; reading on would be guessing.
            CannotRead: the file changed or failed while it was read.
        """
        width = len(self.header)
        is_plain = self.named == width
        reader, held, skipped = self._reader, self._held, self._skipped
        last = reader.line_num + skipped
        short: Record | None = None
        is_empty = True
        while True:
            held.clear()
            try:
                for cells in reader:
                    held.clear()
                    line, last = last + 1, reader.line_num + skipped
                    if not cells or (len(cells) == 1 < width and not cells[0].strip()):
                        continue
                    is_empty = False
                    if short is not None:
                        yield short
                        short = None
                    if is_plain and len(cells) == width:
                        yield line, cells, None
                        continue
                    record = self._shaped(line, cells)
                    if len(cells) < self.named:
                        # Whether it is cut or only ragged shows when something follows
                        short = record
                    else:
                        yield record
                break
            except csv.Error as error:
                is_empty = False
                if short is not None:
                    yield short
                    short = None
                yield self._broken(last + 1, error)
                last = reader.line_num + skipped
            except (_TooLarge, OSError, UnicodeError) as error:
                raise self._fatal(error, last + 1) from None
        if short is not None:
            yield short[0], short[1], _cut(len(short[1]), self.named)
        elif is_empty:
            raise _without_rows(self._path, N_("there is nothing below the headings"))

    def _first_line(self) -> str:
        try:
            line = self._text.readline(RECORD_LIMIT).removeprefix("\ufeff")
            while line.isspace() and len(line) < RECORD_LIMIT:
                self._skipped += 1
                line = self._text.readline(RECORD_LIMIT)
        except (OSError, UnicodeError) as error:
            raise self._fatal(error, 1) from None
        return line

    def _lines(self, line: str) -> Iterator[str]:
        readline, held = self._text.readline, self._held
        size = 0
        while line:
            size = size + len(line) if held else len(line)
            if size >= RECORD_LIMIT:
                raise _TooLarge
            held.append(line)
            yield line
            line = readline(RECORD_LIMIT)

    def _header(self) -> list[str]:
        try:
            for cells in self._reader:
                self._held.clear()
                if any(cell.strip() for cell in cells):
                    return cells
        except csv.Error:
            raise BadTable(
                path=self._path,
                problem=N_("the row of headings has a quotation mark that is not closed"),
                expected=N_("Correct the first row"),
            ) from None
        except (_TooLarge, OSError, UnicodeError) as error:
            raise self._fatal(error, 1) from None
        raise _without_rows(self._path, N_("the file is empty"))

    def _shaped(self, line: int, cells: list[str]) -> Record:
        """Judge a row that is not as wide as the headings, or whose headings end in blank ones."""
        if len(cells) < self.named or len(cells) > len(self.header):
            template = N_("the row has {cells} cells, the headings {headings}")
            found = Detail.of(template, cells=len(cells), headings=self.named)
            return line, cells, RaggedRow(problem=found)
        if any(cell.strip() for cell in cells[self.named :]):
            return line, cells, RaggedRow(problem=N_("a cell stands under no heading"))
        return line, cells, None

    def _broken(self, line: int, error: csv.Error) -> Record:
        raw = "".join(self._held)
        if "field larger" in str(error):
            raise self._fatal(_TooLarge(), line)
        if "unexpected end" in str(error):
            problem = N_("the last record is cut: a quotation mark is opened and never closed")
            return line, [raw], CutRecord(problem=problem)
        problem = N_("text stands after a closing quotation mark")
        return line, [raw.rstrip("\r\n")], RaggedRow(problem=problem)

    def _fatal(self, error: Exception, line: int) -> LedgerError:
        if isinstance(error, _TooLarge):
            return BadTable(
                path=self._path,
                problem=Detail.of(N_("the row that begins on line {line} is too large"), line=line),
                expected=N_(
                    "At most 1 MiB in a cell and 4 MiB in a row; perhaps a quotation mark is open"
                ),
            )
        if isinstance(error, UnicodeError):
            return CannotRead(path=self._path, problem=N_("it changed while it was read"))
        return CannotRead(path=self._path, problem=getattr(error, "strerror", None) or str(error))


def _without_rows(path: str, problem: str) -> BadTable:
    expected = N_("A table with a row of headings and a row for each complaint")
    return BadTable(path=path, problem=problem, expected=expected)


def _cut(cells: int, headings: int) -> CutRecord:
    template = N_("the last record is cut: it has {cells} of {headings} cells")
    return CutRecord(problem=Detail.of(template, cells=cells, headings=headings))


def _delimiter(line: str) -> str:
    """Return the only one of comma, TAB and semicolon that the headings hold, else the comma."""
    bare = _QUOTED.sub("", line)
    found = [delimiter for delimiter in _DELIMITERS if delimiter in bare]
    return found[0] if len(found) == 1 else ","


def _named(header: list[str], path: str) -> int:
    """Return how many headings there are; blank ones may only trail.

    Raises:
        BadTable: a heading is blank, stands twice, or holds a NUL.
    """
    names = [heading.strip() for heading in header]
    if any("\0" in name for name in names):
        raise BadTable(
            path=path,
            problem=N_("the headings hold NUL characters"),
            expected=N_(
                "Save it as CSV UTF-8, or name its encoding, for instance --encoding utf-16"
            ),
        )
    count = len(names)
    while not names[count - 1]:
        count -= 1
    positions: dict[str, int] = {}
    for position, name in enumerate(names[:count], 1):
        if not name:
            raise BadTable(
                path=path,
                problem=Detail.of(N_("column {column} has no heading"), column=position),
                expected=N_("Give every column a heading of its own"),
            )
        if name in positions:
            template = N_("the heading {heading} stands twice, in columns {first} and {second}")
            values = {"heading": name, "first": positions[name], "second": position}
            raise BadTable(
                path=path,
                problem=Detail.of(template, **values),
                expected=N_("Give every column a heading of its own"),
            )
        positions[name] = position
    return count

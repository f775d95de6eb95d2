"""A streaming reader of CSV tables that loses nothing: editors' line numbers, every fault named.

RFC 4180 with a choice of comma, TAB, semicolon and bar, or any character that is named. Python's csv
module parses in its strict mode; limits on cells and records keep memory bounded, whatever the file
holds.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, BinaryIO

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.system import BadTable, CannotRead
from ledgerctl.errors.tables import NoHeaderRow, NotForThisFile
from ledgerctl.formats.faults import CutRecord, Detail, RaggedRow
from ledgerctl.formats.table import (
    FIELD_LIMIT,
    RECORD_LIMIT,
    UNSAID,
    Choices,
    check_headings,
    cut,
    misshapen,
    nothing_below,
    without_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgerctl.formats.table import Headings, Record

_DELIMITERS = ",\t;|"
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
#: The first line with which spreadsheet programs are told the delimiter.
_SEP = re.compile(r'"?sep=([^"\r\n])"?\s*')
_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t"}
_KIND = "CSV"


class _TooLarge(Exception):
    """A record is over the limit."""


class CsvTable:
    """A CSV table being read; see ``Table``.

    Args:
        stream: the bytes, from the beginning; it stays open.
        path: the name for messages.
        encoding: a codec's name; decoding is strict.
        choices: a delimiter and the line of the headings, when they are not to be found.

    Raises:
        BadTable, DuplicateHeading, NoHeaderRow: there is no row of headings that can be used.
        NotForThisFile: the delimiter chosen is not one character.
    """

    def __init__(
        self, stream: BinaryIO, *, path: str, encoding: str, choices: Choices = UNSAID
    ) -> None:
        choices.refuse(path, _KIND, "sheet")
        self._path = path
        self._encoding = encoding
        # NUL passes through and is refused cell by cell; the limit of csv is one for the process
        csv.field_size_limit(FIELD_LIMIT)
        self._text = io.TextIOWrapper(stream, encoding, errors="strict", newline="")
        self._held: list[str] = []
        self._skipped = 0
        self.delimiter = _chosen(choices.delimiter, path)
        try:
            first = self._first_line(choices.header_row)
            self.delimiter = self.delimiter or _delimiter(first)
            self._reader = csv.reader(self._lines(first), delimiter=self.delimiter, strict=True)
            self.header, self.named = self._checked(self._headings())
        except LedgerError:
            # A wrapper that is thrown away closes the stream, which belongs to the caller
            self.detach()
            raise

    @property
    def said(self) -> Mapping[str, str]:
        """What was chosen in order to read it."""
        return {
            "format": "csv",
            "encoding": self._encoding,
            "delimiter": self.delimiter,
            "header_row": str(self._header_line),
        }

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
                    record = line, cells, misshapen(cells, self.named, width)
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
            yield short[0], short[1], cut(len(short[1]), self.named)
        elif is_empty:
            raise nothing_below(self._path)

    def _first_line(self, header_row: int | None) -> str:
        """Return the line on which the headings begin, and count those above it."""
        try:
            line = self._text.readline(RECORD_LIMIT).removeprefix("\ufeff")
            if header_row is not None:
                return self._line_at(header_row, line)
            told = _SEP.fullmatch(line)
            if told is not None and not self.delimiter:
                self.delimiter = told[1]
                line = self._next_line()
            while line.isspace() and len(line) < RECORD_LIMIT:
                line = self._next_line()
        except (OSError, UnicodeError) as error:
            raise self._fatal(error, 1) from None
        return line

    def _line_at(self, row: int, line: str) -> str:
        while line and self._skipped < row - 1:
            line = self._next_line()
        if not line.strip():
            raise NoHeaderRow(path=self._path, row=row)
        return line

    def _next_line(self) -> str:
        self._skipped += 1
        return self._text.readline(RECORD_LIMIT)

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

    def _headings(self) -> list[str]:
        line = self._skipped + 1
        try:
            for cells in self._reader:
                self._held.clear()
                self._header_line = line
                if any(cell.strip() for cell in cells):
                    return cells
                line = self._reader.line_num + self._skipped + 1
        except csv.Error:
            raise BadTable(
                path=self._path,
                problem=N_("the row of headings has a quotation mark that is not closed"),
                expected=N_("Correct the first row"),
            ) from None
        except (_TooLarge, OSError, UnicodeError) as error:
            raise self._fatal(error, 1) from None
        raise without_rows(self._path, N_("the file is empty"))

    def _checked(self, headings: list[str]) -> Headings:
        place = Detail.of(N_("line {number}"), number=self._header_line)
        return check_headings(headings, self._path, place)

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


def _chosen(delimiter: str | None, path: str) -> str:
    """Return the delimiter that a person typed, "" for none.

    Raises:
        NotForThisFile: it cannot be one.
    """
    if delimiter is None:
        return ""
    character = _NAMED_DELIMITERS.get(delimiter.casefold(), delimiter)
    if len(character) != 1 or character in '"\r\n\0':
        raise NotForThisFile(option="--delimiter", value=delimiter, path=path, kind=_KIND)
    return character


def _delimiter(line: str) -> str:
    """Return the only one of comma, TAB, semicolon and bar that the headings hold, else the comma."""
    bare = _QUOTED.sub("", line)
    found = [delimiter for delimiter in _DELIMITERS if delimiter in bare]
    return found[0] if len(found) == 1 else ","

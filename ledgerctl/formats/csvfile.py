"""A streaming reader of CSV tables that loses nothing: editors' line numbers, every fault named.

RFC 4180 with a choice of comma, TAB, semicolon and bar, or any character that is named. Python's csv
module parses in its strict mode; limits on cells and records keep memory bounded, whatever the file
holds.
"""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, BinaryIO

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import NoHeaderRow, NotForThisFile
from ledgerctl.formats.csvtext import FATAL, CsvText, TooLarge, plain_records
from ledgerctl.formats.faults import Detail
from ledgerctl.formats.table import RECORD_LIMIT, UNSAID, Choices, check_headings, without_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgerctl.formats.table import Headings, Record

_DELIMITERS = ",\t;|"
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
#: The first line with which spreadsheet programs are told the delimiter.
_SEP = re.compile(r'"?sep=([^"\r\n])"?\s*')
_NAMED_DELIMITERS = {"tab": "\t", "\\t": "\t"}
_KIND = "CSV"


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
        self._text = CsvText(stream, path=path, encoding=encoding)
        self.delimiter = _chosen(choices.delimiter, path)
        try:
            first = self._first_line(choices.header_row)
            self.delimiter = self.delimiter or _delimiter(first)
            self._text.parse(first, self.delimiter)
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
        self._text.detach()

    def records(self) -> Iterator[Record]:
        """Yield every row but blank lines, in order; what is wrong with one row is its ``fault``.

        Raises:
            BadTable: a cell or record is over the limit; reading on would be guessing.
            CannotRead: the file changed or failed while it was read.
        """
        return self._text.records(self.named, len(self.header))

    def records_below(self, stream: BinaryIO, *, line: int) -> Iterator[Record]:
        """Yield the rows of another stretch of the same file, as if those above it had been read.

        Args:
            stream: its bytes, from the beginning of a row; it stays open.
            line: the number of its first line.

        Raises:
            BadTable, CannotRead: as for ``records``.
        """
        # Only the file's own beginning has a byte order mark
        encoding = self._encoding.removesuffix("-sig")
        text = CsvText(stream, path=self._path, encoding=encoding, line=line)
        try:
            text.parse(text.first_line(), self.delimiter)
            yield from text.records(self.named, len(self.header), is_empty=False)
        except FATAL as error:
            raise text.fatal(error, line) from None
        finally:
            text.detach()

    def plain_records_below(self, data: bytes, *, line: int) -> list[Record] | None:
        """Return the same rows at once if all of them are as wide as the headings, else None.

        None as well if the bytes have a line that ends with a lone carriage return, or end within a row.
        """
        if self.named != len(self.header):
            return None
        encoding = self._encoding.removesuffix("-sig")
        return plain_records(data, encoding, self.delimiter, width=self.named, line=line)

    def _first_line(self, header_row: int | None) -> str:
        """Return the line on which the headings begin, and count those above it."""
        try:
            line = self._text.first_line().removeprefix("\ufeff")
            if header_row is not None:
                return self._line_at(header_row, line)
            told = _SEP.fullmatch(line)
            if told is not None and not self.delimiter:
                self.delimiter = told[1]
                line = self._text.next_line()
            while line.isspace() and len(line) < RECORD_LIMIT:
                line = self._text.next_line()
        except FATAL as error:
            raise self._text.fatal(error, 1) from None
        return line

    def _line_at(self, row: int, line: str) -> str:
        while line and self._text.skipped < row - 1:
            line = self._text.next_line()
        if not line.strip():
            raise NoHeaderRow(path=self._path, row=row)
        return line

    def _headings(self) -> list[str]:
        try:
            for line, cells in self._text.rows():
                self._header_line = line
                if any(cell.strip() for cell in cells):
                    return cells
        except csv.Error:
            raise BadTable(
                path=self._path,
                problem=N_("the row of headings has a quotation mark that is not closed"),
                expected=N_("Correct the first row"),
            ) from None
        except (TooLarge, *FATAL) as error:
            raise self._text.fatal(error, 1) from None
        raise without_rows(self._path, N_("the file is empty"))

    def _checked(self, headings: list[str]) -> Headings:
        place = Detail.of(N_("line {number}"), number=self._header_line)
        return check_headings(headings, self._path, place)


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

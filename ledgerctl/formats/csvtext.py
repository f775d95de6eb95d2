"""The records of a CSV text: editors' line numbers, every fault named, limits on what one may hold."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, BinaryIO

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.system import BadTable, CannotRead
from ledgerctl.formats.faults import CutRecord, Detail, RaggedRow
from ledgerctl.formats.table import FIELD_LIMIT, RECORD_LIMIT, cut, misshapen, nothing_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.formats.table import Record

#: What the system or a codec may raise while a text is read.
FATAL = (OSError, UnicodeError)


class TooLarge(Exception):
    """A record is over the limit."""


class CsvText:
    """A CSV text being read line by line and record by record.

    Args:
        stream: the bytes, from the beginning of a line; it stays open.
        path: the name for messages.
        encoding: a codec's name; decoding is strict.
        line: the number of the first line.
    """

    def __init__(self, stream: BinaryIO, *, path: str, encoding: str, line: int = 1) -> None:
        # NUL passes through and is refused cell by cell; the limit of csv is one for the process
        csv.field_size_limit(FIELD_LIMIT)
        self._path = path
        self._text = io.TextIOWrapper(stream, encoding, errors="strict", newline="")
        self._held: list[str] = []
        #: How many lines stand above the first one that the parser was given.
        self.skipped = line - 1

    def detach(self) -> None:
        """Let go of the stream without closing it."""
        if not self._text.closed:
            self._text.detach()

    def first_line(self) -> str:
        """Return the line on which it begins; "" at the end."""
        return self._text.readline(RECORD_LIMIT)

    def next_line(self) -> str:
        """Pass over the line before and return the next one; "" at the end."""
        self.skipped += 1
        return self._text.readline(RECORD_LIMIT)

    def parse(self, first: str, delimiter: str) -> None:
        """Begin to read records with a line that was read already."""
        self._reader = csv.reader(self._lines(first), delimiter=delimiter, strict=True)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield line and cells of each record as it stands; for the rows of headings.

        Raises:
            csv.Error, TooLarge, OSError, UnicodeError: it cannot be read on.
        """
        line = self.skipped + 1
        for cells in self._reader:
            self._held.clear()
            yield line, cells
            line = self._reader.line_num + self.skipped + 1

    def records(  # noqa: C901 - the hot loop and its ends are one thing
        self, named: int, width: int, *, is_empty: bool = True
    ) -> Iterator[Record]:
        """Yield every row but blank lines, in order; what is wrong with one row is its ``fault``.

        Args:
            named: how many headings there are before the blank ones that trail.
            width: how many there are in all.
            is_empty: whether nothing stands above, so that without a row here there is none at all.

        Raises:
            BadTable: a cell or record is over the limit; reading on would be guessing.
            CannotRead: the file changed or failed while it was read.
        """
        is_plain = named == width
        reader, held, skipped = self._reader, self._held, self.skipped
        last = reader.line_num + skipped
        short: Record | None = None
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
                    record = line, cells, misshapen(cells, named, width)
                    if len(cells) < named:
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
            except (TooLarge, *FATAL) as error:
                raise self.fatal(error, last + 1) from None
        if short is not None:
            yield short[0], short[1], cut(len(short[1]), named)
        elif is_empty:
            raise nothing_below(self._path)

    def _lines(self, line: str) -> Iterator[str]:
        readline, held = self._text.readline, self._held
        size = 0
        while line:
            size = size + len(line) if held else len(line)
            if size >= RECORD_LIMIT:
                raise TooLarge
            held.append(line)
            yield line
            line = readline(RECORD_LIMIT)

    def _broken(self, line: int, error: csv.Error) -> Record:
        raw = "".join(self._held)
        if "field larger" in str(error):
            raise self.fatal(TooLarge(), line)
        if "unexpected end" in str(error):
            problem = N_("the last record is cut: a quotation mark is opened and never closed")
            return line, [raw], CutRecord(problem=problem)
        problem = N_("text stands after a closing quotation mark")
        return line, [raw.rstrip("\r\n")], RaggedRow(problem=problem)

    def fatal(self, error: Exception, line: int) -> LedgerError:
        """Return what to say when a text cannot be read on from a line."""
        if isinstance(error, TooLarge):
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


def plain_records(
    data: bytes, encoding: str, delimiter: str, *, width: int, line: int
) -> list[Record] | None:
    """Return the rows of a short text at once if all are ``width`` wide and sound, else None.

    The same as ``CsvText.records`` gives, in fewer steps; None as well if not every line ends with a line
    feed. The text is shorter than a record may be.
    """
    try:
        lines = io.StringIO(data.decode(encoding), newline="")
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        found = [(reader.line_num, cells) for cells in reader]
    except (csv.Error, UnicodeError):
        return None
    if reader.line_num != data.count(b"\n") or {len(cells) for _, cells in found} != {width}:
        return None
    starts = [line, *[line + end for end, _ in found]]
    return [(start, cells, None) for start, (_, cells) in zip(starts, found, strict=False)]

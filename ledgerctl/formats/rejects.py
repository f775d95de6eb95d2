"""The file of rejected rows: as they stood, with line, code and reason; repaired, it imports again.

No formula guard touches the original cells: they must come back exactly as they were. A row that was
ragged stays ragged, so that nobody imports it unrepaired by accident.

A name in ``.xlsx`` makes it a workbook, in which every cell is text: of a CSV file a spreadsheet makes
numbers, and an identity number that it saves again has lost its last digits.
"""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn, TextIO

from ledgerctl.errors.base import N_
from ledgerctl.errors.house import FileExists
from ledgerctl.errors.system import DiskFailure, NoPermission
from ledgerctl.errors.tables import OverLimit
from ledgerctl.formats.faults import UNSEEN, CutRecord, RaggedRow
from ledgerctl.formats.layout import OWN_COLUMNS
from ledgerctl.formats.table import COLUMN_LIMIT, UNREPAIRED
from ledgerctl.formats.workbook_writer import CELL_LIMIT, ROW_LIMIT, units_of, write_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.errors.base import LedgerError

#: How the name of a workbook ends.
WORKBOOK: Final = ".xlsx"
_MOST_NAMES = 1_000
_RAGGED_CODES = {each.code for each in (RaggedRow, CutRecord, *UNSEEN)}


class RejectFile:
    """Rejected rows on their way into a file for its owner's eyes only: CSV (UTF-8 with BOM, CRLF), or XLSX.

    Nothing stands at the target before ``finish``; a file that is there already is never replaced,
    the next free name is taken: ``name.csv``, ``name-2.csv``, ``name-3.csv``.

    Args:
        target: the path wanted.
        header: the headings of the file that was imported.
        describe: gives a problem as one sentence in the person's language.

    Raises:
        OverLimit: a workbook has no room for so many columns.
    """

    def __init__(
        self, target: str, header: Sequence[str], describe: Callable[[Problem], str]
    ) -> None:
        names = [heading.strip() for heading in header]
        self._width = len(names)
        self._kept = [i for i, name in enumerate(names) if name and name not in OWN_COLUMNS]
        self._blank = [i for i, name in enumerate(names) if not name]
        self._header = [header[index] for index in self._kept]
        self._describe = describe
        self._target = Path(target)
        self._is_workbook = self._target.suffix.lower() == WORKBOOK
        self._columns = len(self._header) + len(OWN_COLUMNS)
        self._rows = 1
        if self._is_workbook and self._columns > COLUMN_LIMIT:
            self._over(N_("the number of columns"), COLUMN_LIMIT)
        self._path = next((name for name in self._names() if not name.exists()), self._target)
        self._temporary: Path | None = None
        self._stream: TextIO | None = None
        self._discard: weakref.finalize[..., RejectFile] | None = None

    @property
    def path(self) -> str:
        """The path of the file; final once ``finish`` has put it there."""
        return str(self._path)

    def add(self, row: MappedRow) -> None:
        """Write one rejected row with its problems.

        Raises:
            NoPermission, DiskFailure: the folder or the disk refuses.
            OverLimit: a workbook has no room for it.
        """
        cells = row.cells
        picked = [cells[index] if index < len(cells) else "" for index in self._kept]
        under_blank = [cells[index] for index in self._blank if index < len(cells)]
        rest = [cell for cell in under_blank if cell.strip()] + list(cells[self._width :])
        codes = list(dict.fromkeys(problem.code for problem in row.problems))
        if not rest and not _RAGGED_CODES.isdisjoint(codes):
            rest = [UNREPAIRED]
        message = "; ".join(self._describe(problem) for problem in row.problems)
        # A text of a workbook is never taken for a formula
        told = message if self._is_workbook else _unarmed(message)
        whole = [*picked, str(row.line), " ".join(codes), told, *rest]
        self._rows += 1
        if self._is_workbook:
            self._check(whole)
        try:
            csv.writer(self._opened()).writerow(whole)
        except OSError as error:
            raise self._refusal(error) from None

    def finish(self) -> None:
        """Put the file in its place, durably; without a rejected row there is no file.

        Raises:
            FileExists: a thousand names are taken.
            NoPermission, DiskFailure: the folder or the disk refuses.
        """
        if self._stream is None or self._temporary is None:
            return
        try:
            self._stream.flush()
            os.fsync(self._stream.fileno())
            with self._in_form(self._temporary) as written:
                self._path = self._place(written)
            _sync_folder(self._path.parent)
        except OSError as error:
            raise self._refusal(error) from None
        finally:
            self.discard()

    def discard(self) -> None:
        """Remove what ``finish`` has not put in its place; doing so twice does no harm."""
        if self._discard is not None:
            self._discard()
        self._stream = None

    @contextlib.contextmanager
    def _in_form(self, written: Path) -> Iterator[Path]:
        """Give the file in the form that is wanted; what was made for it is gone afterwards."""
        if not self._is_workbook:
            yield written
            return
        number, name = tempfile.mkstemp(".tmp", ".rejects-", self._target.parent)
        book = Path(name)
        try:
            with written.open(encoding="utf-8-sig", newline="") as stream:
                write_texts(book, csv.reader(stream), title="rejects", width=self._columns)
            os.fsync(number)
            yield book
        finally:
            os.close(number)
            book.unlink()

    def _check(self, cells: Sequence[str]) -> None:
        if self._rows > ROW_LIMIT:
            self._over(N_("the number of rows"), ROW_LIMIT)
        if max(map(units_of, cells)) > CELL_LIMIT:
            self._over(N_("a cell"), CELL_LIMIT)

    def _over(self, what: str, limit: int) -> NoReturn:
        raise OverLimit(path=str(self._target), what=what, limit=f"{limit:,}")

    def _opened(self) -> TextIO:
        if self._stream is None:
            # mkstemp creates with O_EXCL and mode 0600; beside the target, so that it can be linked
            number, name = tempfile.mkstemp(".tmp", ".rejects-", self._target.parent)
            self._temporary = Path(name)
            self._stream = open(number, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115, PTH123 - a descriptor, closed by discard
            self._discard = weakref.finalize(self, _remove, self._stream, self._temporary)
            csv.writer(self._stream).writerow([*self._header, *OWN_COLUMNS])
        return self._stream

    def _names(self) -> Iterator[Path]:
        yield self._target
        for number in range(2, _MOST_NAMES):
            yield self._target.with_name(f"{self._target.stem}-{number}{self._target.suffix}")

    def _place(self, temporary: Path) -> Path:
        for name in self._names():
            try:
                # Unlike a rename, a link never replaces what stands there
                os.link(temporary, name)
            except FileExistsError:
                continue
            return name
        raise FileExists(path=str(self._target))

    def _refusal(self, error: OSError) -> LedgerError:
        if isinstance(error, PermissionError):
            return NoPermission(path=str(self._target.parent))
        return DiskFailure(problem=error.strerror or str(error), key="…")


def _remove(stream: TextIO, temporary: Path) -> None:
    with contextlib.suppress(OSError):
        stream.close()
    with contextlib.suppress(OSError):
        temporary.unlink()


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _unarmed(message: str) -> str:
    """Keep a spreadsheet from taking a message that begins with a cell's text for a formula."""
    return f"'{message}" if message.startswith(("=", "+", "-", "@", "\t", "\r")) else message

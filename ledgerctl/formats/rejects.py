"""The file of rejected rows: as they stood, with line, code and reason; repaired, it imports again.

No formula guard touches the original cells: they must come back exactly as they were. A row that was
ragged stays ragged, so that nobody imports it unrepaired by accident.
"""

from __future__ import annotations

import contextlib
import csv
import os
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from ledgerctl.errors import DiskFailure, FileExists, NoPermission
from ledgerctl.formats.faults import UNSEEN, CutRecord, RaggedRow
from ledgerctl.formats.layout import OWN_COLUMNS
from ledgerctl.formats.table import UNREPAIRED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgerctl.application.files import MappedRow
    from ledgerctl.application.import_results import Problem
    from ledgerctl.errors import LedgerError

_MOST_NAMES = 1_000
_RAGGED_CODES = {each.code for each in (RaggedRow, CutRecord, *UNSEEN)}


class RejectFile:
    """Rejected rows on their way into a CSV file: UTF-8 with BOM, CRLF, for its owner's eyes only.

    Nothing stands at the target before ``finish``; a file that is there already is never replaced,
    the next free name is taken: ``name.csv``, ``name-2.csv``, ``name-3.csv``.

    Args:
        target: the path wanted.
        header: the headings of the file that was imported.
        describe: gives a problem as one sentence in the person's language.
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
        """
        cells = row.cells
        picked = [cells[index] if index < len(cells) else "" for index in self._kept]
        under_blank = [cells[index] for index in self._blank if index < len(cells)]
        rest = [cell for cell in under_blank if cell.strip()] + list(cells[self._width :])
        codes = list(dict.fromkeys(problem.code for problem in row.problems))
        if not rest and not _RAGGED_CODES.isdisjoint(codes):
            rest = [UNREPAIRED]
        message = "; ".join(self._describe(problem) for problem in row.problems)
        marks = [str(row.line), " ".join(codes), _unarmed(message)]
        try:
            csv.writer(self._opened()).writerow([*picked, *marks, *rest])
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
            self._path = self._place(self._temporary)
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

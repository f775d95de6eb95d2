"""Tables in workbooks: XLSX, XLS and ODS, read by python-calamine in a process of its own.

A cell that holds an error, a formula without its value, a number that lost digits or a cell inside a
merged one is a fault of its row: a spreadsheet shows something there, so nothing may be dropped.
"""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
import weakref
from typing import TYPE_CHECKING, Any, BinaryIO

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.tables import (
    DamagedFile,
    NoHeaderRow,
    NoSuchSheet,
    OverLimit,
    Protected,
    SheetNeeded,
)
from ledgerctl.formats.faults import CellError, Detail, DigitsLost, MergedCell, Uncomputed
from ledgerctl.formats.table import (
    FIELD_LIMIT,
    Choices,
    Headings,
    check_headings,
    misshapen,
    nothing_below,
    without_rows,
)
from ledgerctl.formats.workbook_markup import COVERED, ERROR, UNCOMPUTED
from ledgerctl.formats.workbook_reader import (
    LENGTH,
    NO_SUCH_SHEET,
    PROTECTED,
    ROUNDED,
    SEVERAL_SHEETS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgerctl.formats.faults import CellFault
    from ledgerctl.formats.table import Record
    from ledgerctl.formats.workbook_reader import CellFault as FoundFault

_MODULE = "ledgerctl.formats.workbook_reader"
_FAULTS: dict[str, type[CellFault]] = {
    ERROR: CellError,
    UNCOMPUTED: Uncomputed,
    COVERED: MergedCell,
    ROUNDED: DigitsLost,
}


class WorkbookTable:
    """One sheet of a workbook being read; see ``Table``.

    Args:
        stream: the bytes, a real file; it stays open.
        path: the name for messages.
        kind: ``xlsx``, ``xls`` or ``ods``.
        choices: the sheet and the row of headings, when they are not to be found.

    Raises:
        SheetNeeded, NoSuchSheet, NoHeaderRow: the table is not found in it.
        DuplicateHeading, BadTable: its headings cannot be used.
        Protected, DamagedFile: the workbook cannot be opened.
    """

    def __init__(self, stream: BinaryIO, *, path: str, kind: str, choices: Choices) -> None:
        choices.refuse(path, kind.upper(), "encoding", "delimiter")
        self._path = path
        self._kind = kind
        self._choices = choices
        self._process = _started(stream, kind, choices)
        self._stop = weakref.finalize(self, _end, self._process)
        try:
            head = self._message()
            _, self._sheet, headings, self._row = head
            self.header, self.named = self._checked(headings)
        except BaseException:
            self.detach()
            raise

    @property
    def said(self) -> Mapping[str, str]:
        """What was chosen in order to read it."""
        return {"format": self._kind, "sheet": self._sheet, "header_row": str(self._row)}

    def records(self) -> Iterator[Record]:
        """Yield every row but blank ones, in order.

        Raises:
            DamagedFile: the rest cannot be read.
            OverLimit: a cell is larger than any spreadsheet makes it.
        """
        width = len(self.header)
        is_empty = True
        while (message := self._message())[0] != "end":
            is_empty = False
            for row, cells, found in message[1]:
                fault: LedgerError | None = None
                if found:
                    fault = _fault(found)
                elif self.named != width:
                    fault = misshapen(cells, self.named, width)
                if max(map(len, cells)) > FIELD_LIMIT:
                    what = N_("a cell")
                    raise OverLimit(path=self._path, what=what, limit=f"{FIELD_LIMIT:,}")
                yield row, cells, fault
        if is_empty:
            raise nothing_below(self._path)

    def detach(self) -> None:
        """End the reading process; doing so twice does no harm."""
        self._stop()

    def _checked(self, headings: list[str]) -> Headings:
        row = self._choices.header_row
        if row is not None and not any(heading.strip() for heading in headings):
            raise NoHeaderRow(path=self._path, row=row)
        if not headings:
            raise without_rows(self._path, N_("the sheet is empty"))
        place = Detail.of(N_("row {number}"), number=self._row)
        return check_headings(headings, self._path, place)

    def _message(self) -> tuple[Any, ...]:
        out = self._process.stdout
        assert out is not None  # noqa: S101 - it was asked for
        start = out.read(LENGTH)
        length = int.from_bytes(start, "big")
        body = out.read(length) if len(start) == LENGTH else b""
        if not body or len(body) < length:
            problem = N_("reading it failed, or took more memory or time than any register")
            raise DamagedFile(path=self._path, kind=self._kind.upper(), problem=problem)
        message: tuple[Any, ...] = marshal.loads(body)  # noqa: S302 - from our own process
        if message[0] == "refused":
            raise self._refusal(message[1], message[2])
        return message

    def _refusal(self, reason: str, values: dict[str, str]) -> LedgerError:
        path = self._path
        if reason == SEVERAL_SHEETS:
            return SheetNeeded(path=path, sheets=values["sheets"])
        if reason == NO_SUCH_SHEET:
            return NoSuchSheet(path=path, sheet=self._choices.sheet, sheets=values["sheets"])
        if reason == PROTECTED:
            return Protected(path=path)
        problem = values.get("problem") or N_("it declares a document type, as no workbook does")
        return DamagedFile(path=path, kind=self._kind.upper(), problem=problem)


def _fault(found: Iterable[FoundFault]) -> CellFault:
    """Return the fault of the first cell, which knows those of the others."""
    first, *others = (
        _FAULTS[kind](cell=reference, shown=shown, column=column)
        for kind, reference, shown, column in found
    )
    first.others = others
    return first


def _started(stream: BinaryIO, kind: str, choices: Choices) -> subprocess.Popen[bytes]:
    """Start the reading process on a file."""
    request = {"kind": kind, "sheet": choices.sheet, "header_row": choices.header_row}
    stream.seek(0)
    return subprocess.Popen(  # noqa: S603 - this interpreter, our own module
        [sys.executable, "-P", "-m", _MODULE, json.dumps(request)],
        stdin=stream,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdout is not None:
        process.stdout.close()
    process.kill()
    process.wait()

"""Writing an XLSX workbook: text stays text, days are days, nothing is a formula, memory stays small.

XlsxWriter streams row by row (docs/adr/0050-xlsxwriter.md).
"""

from __future__ import annotations

import tempfile
from datetime import date, datetime
from typing import TYPE_CHECKING

from ledgerctl.errors.exporting import CellTooLong
from ledgerctl.formats.cells import headings, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ledgerctl.domain.reports.register_columns import Column, Value

#: UTF-16 units of one cell, and rows of one sheet with its headings (ECMA-376 as Excel has it).
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576

#: Every way in which a text could become something else is closed.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
_WIDTHS = {"long": 48, "table": 30, "json": 48, "text": 18, "code": 16, "moment": 17, "day": 12}
_WIDTH = 12
#: Days before this one are no numbers in a workbook.
_FIRST_DAY = "1900-03-01"
#: Minor units up to this are exact as the binary fraction a cell holds.
_EXACT = 10**15


def write_workbook(
    path: Path,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    language: str,
    *,
    title: str,
    created: datetime,
) -> int:
    """Write a workbook of one sheet, or of several when one cannot hold the rows; returns their number.

    Args:
        path: the file.
        columns: what the values are.
        rows: typed values.
        language: of headings and labels; the empty text writes names and keys.
        title: the name of the sheet, and of the document.
        created: the moment that the document says it was made.

    Raises:
        CellTooLong: a text that a cell cannot hold.
    """
    import xlsxwriter

    # Rows on their way lie in temporary files: beside the target, gone whatever happens
    with (
        tempfile.TemporaryDirectory(prefix=".export-", dir=path.parent) as folder,
        xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": folder}) as workbook,
    ):
        workbook.set_properties({"title": title, "created": created})
        sheets = _Sheets(workbook, columns, language, title)
        for row in rows:
            sheets.add(row)
        sheets.finish()
    return sheets.count


def write_texts(path: Path, rows: Iterable[Sequence[str]], *, title: str, width: int) -> None:
    """Write a workbook of one sheet in which each cell is text and stays text when it is typed anew.

    Args:
        path: the file.
        rows: the headings, then the rows; no cell longer than ``CELL_LIMIT``, at most ``ROW_LIMIT`` rows.
        title: the name of the sheet.
        width: the number of columns.
    """
    import xlsxwriter

    with (
        tempfile.TemporaryDirectory(prefix=".rejects-", dir=path.parent) as folder,
        xlsxwriter.Workbook(str(path), {**_OPTIONS, "tmpdir": folder}) as workbook,
    ):
        text = workbook.add_format({"num_format": "@", "valign": "top"})
        bold = workbook.add_format({"num_format": "@", "valign": "top", "bold": True})
        sheet = workbook.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        # Empty cells are of the format too: an identity number that is typed there keeps its digits
        sheet.set_column(0, width - 1, _WIDTHS["text"], text)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(at, place, cell, text if at else bold)


def units_of(text: str) -> int:
    """Return the length of a text as a workbook counts it: in units of UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class _Sheets:
    def __init__(
        self, workbook: Workbook, columns: Sequence[Column], language: str, title: str
    ) -> None:
        self.count = 0
        self._workbook = workbook
        self._columns = columns
        self._title = title
        self._headings = headings(columns, language)
        self._to_texts = texts(columns, language)
        self._writers = [self._writer(column) for column in columns]
        self._bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._sheet: Worksheet | None = None
        self._at = 0
        self._sheets = 0
        self._open()

    def add(self, row: Sequence[Value]) -> None:
        """Write one row; texts as texts."""
        if self._at >= ROW_LIMIT:
            self.finish()
            self._open()
        for place, (value, text) in enumerate(zip(row, self._to_texts(row), strict=True)):
            if value is not None:
                self._writers[place](place, value, text)
        self._at += 1
        self.count += 1

    def finish(self) -> None:
        """Give the sheet its filter."""
        if self._sheet is not None:
            self._sheet.autofilter(0, 0, max(self._at - 1, 0), len(self._columns) - 1)

    def _open(self) -> None:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title} {self._sheets}"
        sheet = self._workbook.add_worksheet(name)
        sheet.freeze_panes(1, 1)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, _WIDTHS.get(column.kind, _WIDTH))
            sheet.write_string(0, place, self._headings[place], self._bold)
        self._sheet = sheet
        self._at = 1

    def _writer(self, column: Column) -> Callable[[int, Value, str], None]:
        form = self._workbook.add_format
        if column.kind in {"moment", "day"}:
            day = form({"num_format": "yyyy-mm-dd", "align": "left"})
            moment = form({"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
            return lambda place, value, text: self._date(place, str(value), text, day, moment)
        if column.kind == "money":
            two = form({"num_format": "#,##0.00"})
            return lambda place, value, text: self._money(place, value, text, two)
        if column.kind == "count":
            return self._number
        # "@" keeps a spreadsheet from reading 001234 as a number when somebody edits the cell
        as_text = form({"num_format": "@", "text_wrap": column.kind == "long", "valign": "top"})
        return lambda place, _value, text: self._text(place, text, as_text)

    def _text(self, place: int, text: str, form: Format | None = None) -> None:
        units = units_of(text)
        if units > CELL_LIMIT:
            column = self._headings[place]
            raise CellTooLong(row=self._at + 1, column=column, length=units, limit=CELL_LIMIT)
        assert self._sheet is not None  # noqa: S101 - opened with the first
        self._sheet.write_string(self._at, place, text, form)

    def _date(self, place: int, value: str, text: str, day: Format, moment: Format) -> None:
        assert self._sheet is not None  # noqa: S101 - opened with the first
        if value < _FIRST_DAY:
            self._text(place, text)
        elif "T" in value:
            self._sheet.write_datetime(self._at, place, datetime.fromisoformat(value), moment)
        else:
            self._sheet.write_datetime(self._at, place, date.fromisoformat(value), day)

    def _money(self, place: int, value: Value, text: str, form: Format) -> None:
        assert self._sheet is not None  # noqa: S101 - opened with the first
        if isinstance(value, int) and abs(value) < _EXACT:
            self._sheet.write_number(self._at, place, value / 100, form)
        else:
            self._text(place, text)

    def _number(self, place: int, value: Value, text: str) -> None:
        assert self._sheet is not None  # noqa: S101 - opened with the first
        if isinstance(value, int):
            self._sheet.write_number(self._at, place, value)
        else:
            self._text(place, text)

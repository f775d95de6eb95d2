"""The XLSX face: a sheet a section, numbers as numbers, native charts, ready to print; no text is a formula."""

from __future__ import annotations

import io
import re
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.files.sections import Section, chapters_of, parts_of
from ledgerctl.render.files.sheet_charts import WIDTH, draw
from ledgerctl.render.words.document import Heading, KeyValues, Lines, Paragraph, Table
from ledgerctl.render.words.texts import cell_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from ledgerctl.render.reports.pictures import Picture
    from ledgerctl.render.words.document import Block, Document

#: Every way in which a text could become something else is closed.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_A4 = 9
_NAME_LIMIT = 31
_NARROWEST, _WIDEST = 10, 56
#: What a sheet may not be called (ECMA-376, and Excel's reserved name).
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_NUMBER = re.compile(
    r"(?P<number>[-+]?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(?P<places>\d{1,4}))?)(?P<unit>[%‱]?)"
)
#: The width of a column that nobody set, in digits.
_COLUMN = 8
#: The height of a line of text, in points.
_LINE = 15
#: A sheet wider than this many pixels is printed across.
_TALL = 1.25 * WIDTH
#: The longest text of a page's head.
_HEAD_LIMIT = 200


class Number(NamedTuple):
    """A figure as a cell holds it: its value and the form in which it shows as it was written."""

    value: float
    form: str


def number_of(text: str) -> Number | None:
    """Return a figure such as ``1,234``, ``84.00%`` or ``3.2‱`` as a number; None when it is a text."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    value = Decimal(found["number"].replace(",", ""))
    form = "#,##0" + (f".{'0' * len(found['places'])}" if found["places"] else "")
    if found["unit"] == "%":
        return Number(float(value / 100), f"{form.removeprefix('#,##')}%")
    return Number(float(value), f'{form}"‱"' if found["unit"] else form)


def render(document: Document, pictures: Sequence[Picture] = (), *, day: str) -> bytes:
    """Return the document as a workbook; the same document gives the same bytes.

    Args:
        document: what to show.
        pictures: drawn as native charts on the sheet of the same key.
        day: the report date, ISO: the workbook says that it was made then.
    """
    import xlsxwriter

    parts = parts_of(document)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as workbook:
        title = visible(parts.title)
        workbook.set_properties({"title": title, "created": datetime.fromisoformat(day)})
        book = _Book(workbook, title)
        for place, section in enumerate(chapters_of(parts.sections, pictures)):
            first = place == 0
            own = [picture for picture in pictures if section.key and picture.key == section.key]
            book.sheet(section, own, parts.lead if first else (), parts.footer if first else ())
    return stream.getvalue()


class _Book:
    def __init__(self, workbook: Workbook, title: str) -> None:
        self._workbook = workbook
        self._title = title
        self._names: set[str] = set()
        form = workbook.add_format
        self.large = form({"bold": True, "font_size": 15})
        self.text = form({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.after = form(
            {"text_wrap": True, "valign": "top", "num_format": "@", "align": "left", "indent": 1}
        )
        self.right = form({"align": "right", "valign": "top", "num_format": "@"})
        head = {"bold": True, "bottom": 1, "valign": "bottom", "text_wrap": True}
        self.heads = {
            "first": form(head),
            "left": form({**head, "align": "left", "indent": 1}),
            "right": form({**head, "align": "right"}),
        }
        self._numbers: dict[tuple[str, bool], Format] = {}
        self.total = form({"bold": True, "top": 1, "num_format": "@"})

    def number(self, shown: str, *, bold: bool = False) -> Format:
        """Return the format of a number; one of each kind."""
        if (shown, bold) not in self._numbers:
            line = {"bold": True, "top": 1} if bold else {}
            self._numbers[shown, bold] = self._workbook.add_format(
                {"num_format": shown, "align": "right", "valign": "top", **line}
            )
        return self._numbers[shown, bold]

    def sheet(
        self,
        section: Section,
        pictures: Sequence[Picture],
        lead: Sequence[str],
        footer: Sequence[str],
    ) -> None:
        """Write one section on a sheet of its own."""
        sheet = _Sheet(self, self._workbook.add_worksheet(self._name(section.title)))
        sheet.line(self._title if lead else section.title, self.large)
        for text in lead:
            sheet.line(text)
        sheet.gap()
        for block in section.blocks:
            sheet.block(block)
        for text in footer:
            sheet.gap()
            sheet.line(text)
        row, column = sheet.end()
        last = draw(self._workbook, sheet.sheet, pictures, row, column)
        sheet.set_up(self._title, last)

    def _name(self, title: str) -> str:
        plain = _NOT_IN_NAMES.sub(" ", visible(title)).strip()[:_NAME_LIMIT] or "-"
        name, number = plain, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{plain[: _NAME_LIMIT - 4]} {number}"
        self._names.add(name.casefold())
        return name


class _Sheet:
    def __init__(self, book: _Book, sheet: Worksheet) -> None:
        self.sheet = sheet
        self._book = book
        self._at = 0
        self._widths: dict[int, int] = {}
        self._texts: dict[tuple[int, int], int] = {}

    def line(self, text: str, form: Format | None = None) -> None:
        """Write a line that runs over the columns to its right."""
        self.sheet.write_string(self._at, 0, visible(text), form)
        self._at += 1

    def gap(self) -> None:
        """Leave a row free."""
        self._at += 1

    def block(self, block: Block) -> None:
        """Write a block and a free row."""
        match block:
            case Table():
                self._table(block)
            case KeyValues(rows):
                for name, value in rows:
                    self._cell(0, name)
                    self._cell(1, value, numeric=number_of(value) is not None)
                    self._at += 1
            case Heading(text) | Paragraph(text):
                self.line(text)
            case Lines(lines):
                for each in lines:
                    self.line(each)
        self.gap()

    def _table(self, table: Table) -> None:
        for place, column in enumerate(table.columns):
            form = self._book.heads[column.align if place else "first"]
            self.sheet.write_string(self._at, place, visible(column.title), form)
            self._widen(place, column.title)
        self._at += 1
        for row in table.rows:
            self._row(table, row)
        if table.totals is not None:
            self._row(table, table.totals, bold=True)

    def _row(self, table: Table, row: tuple[str, ...], *, bold: bool = False) -> None:
        for place, (column, text) in enumerate(zip(table.columns, row, strict=True)):
            self._cell(place, text, numeric=column.align == "right", bold=bold)
        self._at += 1

    def _cell(self, place: int, text: str, *, numeric: bool = False, bold: bool = False) -> None:
        number = number_of(text) if numeric else None
        self._widen(place, text)
        if number is not None:
            form = self._book.number(number.form, bold=bold)
            self.sheet.write_number(self._at, place, number.value, form)
            return
        self._texts[self._at, place] = cell_width(text)
        form = (
            self._book.right
            if numeric and place
            else self._book.after
            if place
            else self._book.text
        )
        self.sheet.write_string(self._at, place, visible(text), self._book.total if bold else form)

    def _widen(self, place: int, text: str) -> None:
        self._widths[place] = max(self._widths.get(place, _NARROWEST), cell_width(text) + 2)

    def end(self) -> tuple[int, int]:
        """Return the first free row and the first free column."""
        return self._at, max(self._widths, default=0) + 1

    def set_up(self, title: str, last: int) -> None:
        """Set the widths, and what is printed: down to a row, and at least as wide as a chart."""
        across, room = self.end()[1] - 1, WIDTH
        for place, width in self._widths.items():
            self.sheet.set_column(place, place, min(width, _WIDEST))
            room -= _pixels(min(width, _WIDEST))
        across += max(-(-room // _pixels(_COLUMN)), 0)
        self._heighten()
        self.sheet.set_paper(_A4)
        if WIDTH - room > _TALL:
            self.sheet.set_landscape()
        self.sheet.print_area(0, 0, last, across)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.hide_gridlines(2)
        self.sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.8)
        # In the head of a page & begins a code
        self.sheet.set_header(f"&L{title[:_HEAD_LIMIT].replace('&', '&&')}")
        self.sheet.set_footer("&R&P / &N")

    def _heighten(self) -> None:
        """Give rows the height of their folded texts: not every program does so by itself."""
        lines: dict[int, int] = {}
        for (row, place), width in self._texts.items():
            room = min(self._widths[place], _WIDEST) - 2
            lines[row] = max(lines.get(row, 1), -(-width // room))
        for row, count in lines.items():
            if count > 1:
                self.sheet.set_row(row, count * _LINE)


def _pixels(width: int) -> int:
    """Return how wide a column of so many digits is on a screen (ECMA-376, 18.3.1.13)."""
    return width * 7 + 5

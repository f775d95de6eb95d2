"""Workbooks that nobody here wrote, cell by cell against readers that are not ours: openpyxl, LibreOffice."""

from __future__ import annotations

import re
import shutil
import warnings
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from chromium import converted, needs_office
from nasty import SHEETS
from openpyxl import load_workbook

from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import DuplicateHeading
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.table import Choices

if TYPE_CHECKING:
    from pathlib import Path

#: Workbooks that openpyxl reads itself.
XLSX = (
    "nasty/csvkit/dummy.xlsx",
    "nasty/csvkit/realdata/ne_1033_data.xlsx",
    "nasty/csvkit/sheets.xlsx",
    "nasty/csvkit/test.xlsx",
    "nasty/csvkit/test_skip_lines.xlsx",
    "nasty/frictionless-py/adjust-floating-point-error.xlsx",
    "nasty/frictionless-py/cast-int-to-string-issue-1251.xlsx",
    "nasty/frictionless-py/fixtures/template.xlsx",
    "nasty/frictionless-py/issue-313.xlsx",
    "nasty/frictionless-py/issue-870.xlsx",
    "nasty/frictionless-py/multiline-headers.xlsx",
    "nasty/frictionless-py/number-format-multicode.xlsx",
    "nasty/frictionless-py/preserve-formatting-percentage.xlsx",
    "nasty/frictionless-py/preserve-formatting.xlsx",
    "nasty/frictionless-py/sheet2.xlsx",
    "nasty/frictionless-py/sheets.xlsx",
    "nasty/frictionless-py/skip-rows.xlsx",
    "nasty/frictionless-py/table-infer-boolean.xlsx",
    "nasty/frictionless-py/table-output.xlsx",
    "nasty/frictionless-py/table.xlsx",
    "zh/tipdm_sample_complaints_2.xlsx",
    "zh/tipdm_sample_hot_3.xlsx",
    "zh/tipdm_sample_replies_4.xlsx",
    "zh/tipdm_taxonomy_1.xlsx",
)
#: Workbooks that LibreOffice reads and hands on.
OLDER = (
    "nasty/csvkit/dummy.xls",
    "nasty/csvkit/sheets.xls",
    "nasty/csvkit/test.xls",
    "nasty/csvkit/test_skip_lines.xls",
    "nasty/frictionless-py/cast-int-to-string-issue-1251.xls",
    "nasty/frictionless-py/sheet2.xls",
    "nasty/frictionless-py/table-output.ods",
    "nasty/frictionless-py/table-with-booleans.ods",
    "nasty/frictionless-py/table-with-booleans.xls",
    "nasty/frictionless-py/table-with-ints-floats-dates.ods",
    "nasty/frictionless-py/table-with-ints-floats-dates.xls",
    "nasty/frictionless-py/table-with-two-sheets.ods",
    "nasty/frictionless-py/table.ods",
    "nasty/frictionless-py/table.xls",
)
#: Workbooks that are refused: their headings stand twice.
TWICE = (
    "nasty/frictionless-py/issue-1024.xlsx",
    "nasty/frictionless-py/issue-312.xlsx",
    "nasty/frictionless-py/issue-320.xlsx",
)
#: Workbooks in which nothing stands below the one merged cell.
NOTHING_BELOW = (
    "nasty/frictionless-py/merged-cells-boolean.xls",
    "nasty/frictionless-py/merged-cells.xls",
    "nasty/frictionless-py/merged-cells.xlsx",
)
#: Rows in which we find a fault and nobody else anything: they lie inside a cell merged over rows.
COVERED = {"nasty/frictionless-py/multiline-headers.xlsx": {2, 3}}

Rows = dict[int, list[str]]


class Found(NamedTuple):
    """A sheet as we read it: its name, the row of the headings, each row by its number, the rows at fault."""

    sheet: str
    first: int
    rows: Rows
    faults: dict[int, str]


def ours(path: Path, sheet: str | None) -> Found:
    file = open_table(str(path), choices=Choices(sheet=sheet))
    try:
        table = file.table()
        first = int(table.said["header_row"])
        records = list(table.records())
        rows = {first: list(table.header), **{row: cells for row, cells, _ in records}}
        faults = {row: fault.code for row, _, fault in records if fault}
        table.detach()
    finally:
        file.close()
    return Found(table.said["sheet"], first, rows, faults)


def theirs(path: Path, sheet: str | None) -> Rows:
    """Return what openpyxl finds in a sheet: the rows in which anything stands."""
    with warnings.catch_warnings():
        # What it does not keep when it writes
        warnings.simplefilter("ignore")
        book = load_workbook(path, data_only=True)
    cells = book[sheet].iter_rows() if sheet else book.worksheets[0].iter_rows()
    rows = ((row[0].row, [said(cell.value) for cell in row]) for row in cells)
    return {row: texts for row, texts in rows if any(texts)}


def said(value: object) -> str:
    """Return a value as a spreadsheet shows it: of a number 15 digits, of a moment whole seconds."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, datetime):
        whole = (value + timedelta(seconds=0.5)).replace(microsecond=0)
        return whole.isoformat() if whole.time() != time() else whole.date().isoformat()
    # openpyxl leaves the escapes of ECMA-376 22.9.2.19 as they stand
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), str(value))


def agree(name: str, found: Found, expected: Rows) -> None:
    below = {row: cells for row, cells in expected.items() if row >= found.first}
    assert set(found.rows) - set(below) == COVERED.get(name, set())
    assert {row: unpadded(found.rows[row]) for row in below} == {
        row: unpadded(cells) for row, cells in below.items()
    }
    assert all(found.faults[row] == "E922" for row in COVERED.get(name, ()))


def unpadded(cells: list[str]) -> list[str]:
    """Return a row without the empty cells at its end: how wide a sheet is declared says nothing."""
    last = max((index for index, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def chosen(name: str) -> str | None:
    return SHEETS.get(name.removeprefix("nasty/"))


@pytest.mark.parametrize("name", XLSX)
def test_every_cell_is_the_one_that_openpyxl_finds(real_data: Path, name: str) -> None:
    found = ours(real_data / name, chosen(name))
    agree(name, found, theirs(real_data / name, found.sheet))


@pytest.fixture(scope="module")
def handed_on(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The older workbooks as LibreOffice writes them again, by their names."""
    folder = tmp_path_factory.mktemp("older")
    copies = []
    for place, name in enumerate(OLDER):
        # Several have one name but for its end
        copies.append(folder / f"{place:02}{name[-4:]}")
        shutil.copyfile(real_data / name, copies[-1])
    return dict(zip(OLDER, converted(copies, "xlsx", folder), strict=True))


@needs_office
@pytest.mark.parametrize("name", OLDER)
def test_every_cell_is_the_one_that_libreoffice_finds(
    real_data: Path, handed_on: dict[str, Path], name: str
) -> None:
    found = ours(real_data / name, chosen(name))
    agree(name, found, theirs(handed_on[name], found.sheet))


@pytest.mark.parametrize("name", TWICE)
def test_headings_that_are_refused_do_stand_twice(real_data: Path, name: str) -> None:
    with pytest.raises(DuplicateHeading) as caught:
        ours(real_data / name, None)
    values = caught.value.values
    places = (int(str(values["first"])) - 1, int(str(values["second"])) - 1)
    rows = theirs(real_data / name, None).values()
    assert any({row[place] for place in places} == {values["heading"]} for row in rows)


@pytest.mark.parametrize("name", NOTHING_BELOW)
def test_one_merged_cell_is_a_heading_with_nothing_below(real_data: Path, name: str) -> None:
    with pytest.raises(BadTable) as caught:
        ours(real_data / name, None)
    assert caught.value.values["problem"] == "there is nothing below the headings"


def test_no_workbook_goes_uncompared(real_data: Path) -> None:
    files = [path for folder in ("nasty", "zh") for path in (real_data / folder).rglob("*")]
    books = {path for path in files if path.suffix in {".xlsx", ".xls", ".ods"}}
    named = (*XLSX, *OLDER, *TWICE, *NOTHING_BELOW)
    assert sorted(named) == sorted(str(path.relative_to(real_data)) for path in books)


def test_another_cell_would_be_noticed(real_data: Path) -> None:
    name = "nasty/csvkit/test_skip_lines.xlsx"
    found = ours(real_data / name, None)
    expected = theirs(real_data / name, found.sheet)
    expected[9][0] += "x"
    with pytest.raises(AssertionError):
        agree(name, found, expected)

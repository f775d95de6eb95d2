"""Rejected rows as a workbook: as they stood, every cell a text, nothing lost that a spreadsheet would lose."""

from __future__ import annotations

import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from ledgerctl.errors.system import DiskFailure
from ledgerctl.errors.tables import OverLimit
from ledgerctl.formats import rejects as rejecting
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.rejects import RejectFile
from ledgerctl.formats.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import Problem

TODAY = date(2026, 3, 4)
HEAD = "收到时间,受理渠道,投诉内容,证件号码,备注2"
ROWS = (
    f'{HEAD}\n=1+1,柜面,"多\r\n行 ",350902199001011234,\'=1+1\n'
    "2020-03-04,火,x,007,x_x000D_\n2020-03-04,柜面,x,无,好\n2020-03-04,柜面\n"
)


def describe(problem: Problem) -> str:
    return problem.sentence.format(**problem.values)


def import_bad(path: Path, target: Path) -> tuple[Path, list[MappedRow]]:
    with open_source(str(path), profile=load_profile("register")) as source:
        rejects = RejectFile(str(target), source.header, describe)
        rows = [row for row in source.rows(today=TODAY) if row.problems]
        for row in rows:
            rejects.add(row)
        rejects.finish()
    return path.parent / rejects.path, rows


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(ROWS, "utf-8", newline="")
    return path


def test_rows_come_back_as_they_stood_with_line_code_and_message(table: Path) -> None:
    path, rows = import_bad(table, table.with_name("bad.xlsx"))
    again, repeated = import_bad(path, table.with_name("again.xlsx"))
    width = len(HEAD.split(","))
    assert [list(row.cells[:width]) for row in repeated[:2]] == [
        list(row.cells) for row in rows[:2]
    ]
    assert repeated[0].cells[width : width + 2] == ["2", "E202"]
    assert [[problem.code for problem in row.problems] for row in repeated] == [
        ["E202"],
        ["E201"],
        ["E905"],
    ]
    assert again.name == "again.xlsx"


def test_each_cell_is_a_text_and_stays_one_when_it_is_typed_anew(table: Path) -> None:
    path, _ = import_bad(table, table.with_name("bad.xlsx"))
    sheet = load_workbook(path).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
    columns = sheet.column_dimensions["A"]
    assert (columns.number_format, columns.max) == ("@", len(HEAD.split(",")) + 3)
    assert sheet["A2"].number_format == "@"


def test_the_file_is_private_and_alone(table: Path) -> None:
    path, _ = import_bad(table, table.with_name("bad.xlsx"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(found.name for found in table.parent.iterdir()) == ["bad.xlsx", "in.csv"]
    assert import_bad(table, table.with_name("bad.xlsx"))[0].name == "bad-2.xlsx"


def test_a_refusing_disk_leaves_nothing(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_parts: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rejecting, "write_texts", refuse)
    with pytest.raises(DiskFailure):
        import_bad(table, table.with_name("bad.xlsx"))
    assert [found.name for found in table.parent.iterdir()] == ["in.csv"]


@pytest.mark.parametrize(
    ("limit", "what"),
    [("CELL_LIMIT", "a cell"), ("ROW_LIMIT", "the number of rows"), ("COLUMN_LIMIT", "columns")],
)
def test_what_no_workbook_can_hold_is_refused_at_once(
    table: Path, monkeypatch: pytest.MonkeyPatch, limit: str, what: str
) -> None:
    monkeypatch.setattr(rejecting, limit, 3)
    with pytest.raises(OverLimit) as caught:
        import_bad(table, table.with_name("bad.xlsx"))
    assert what in str(caught.value.values["what"])
    assert not table.with_name("bad.xlsx").exists()

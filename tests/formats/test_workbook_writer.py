from __future__ import annotations

import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.errors.exporting import CellTooLong
from ledgerctl.formats import workbook_writer
from ledgerctl.formats.workbook_writer import CELL_LIMIT, write_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from ledgerctl.domain.reports.register_columns import Value

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = ("number", "source_id", "received_at", "due_on", "summary", "amount", "days")
ROW: list[Value] = [
    *("2020-0001", "001234", "2020-03-04T09:30", "2020-03-19", "=HYPERLINK(1)", 500_005, 3)
]


def written(folder: Path, rows: Sequence[Sequence[Value]], names: Sequence[str] = NAMES) -> Path:
    path = folder / "cases.xlsx"
    columns = [COLUMNS[name] for name in names]
    created = datetime(2021, 1, 5, 2)  # noqa: DTZ001 - the format knows no zone
    count = write_workbook(path, columns, rows, "zh", title="投诉台账", created=created)
    assert count == len(rows)
    return path


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(f"xl/{name}").decode()


def cells(path: Path, sheet: int = 1) -> list[list[tuple[str, str]]]:
    """The type and content of every cell; texts stand in the cells themselves."""
    root = ET.fromstring(part(path, f"worksheets/sheet{sheet}.xml"))  # noqa: S314 - written here
    return [
        [(cell.get("t", "n"), "".join(cell.itertext())) for cell in row.iter(f"{MAIN}c")]
        for row in root.iter(f"{MAIN}row")
    ]


def test_texts_are_texts_figures_figures_and_days_days(tmp_path: Path) -> None:
    head, row = cells(written(tmp_path, [ROW]))
    assert [text for _, text in head] == [
        *("案件编号", "投诉编号", "收到时间", "处理期限", "投诉内容摘要", "涉及金额", "处理天数"),
    ]
    assert row == [
        ("inlineStr", "2020-0001"),
        ("inlineStr", "001234"),
        ("n", "43894.39583333334"),
        ("n", "43909"),
        ("inlineStr", "=HYPERLINK(1)"),
        ("n", "5000.05"),
        ("n", "3"),
    ]


def test_no_text_becomes_a_formula_a_link_or_a_number(tmp_path: Path) -> None:
    hostile = ["=1+1", "@x", "http://example.com", "1e5", "0012", "TRUE", "+1"]
    path = written(tmp_path, [hostile], ["source_id", *["summary"] * 6])
    assert cells(path)[1] == [("inlineStr", text) for text in hostile]
    sheet = part(path, "worksheets/sheet1.xml")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_the_heading_is_frozen_and_filtered(tmp_path: Path) -> None:
    sheet = part(written(tmp_path, [ROW]), "worksheets/sheet1.xml")
    assert re.search('<pane xSplit="1" ySplit="1" [^>]*state="frozen"', sheet)
    assert '<autoFilter ref="A1:G2"/>' in sheet


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    first = written(tmp_path, [ROW]).read_bytes()
    assert written(tmp_path, [ROW]).read_bytes() == first
    assert [each.name for each in tmp_path.iterdir()] == ["cases.xlsx"]


def test_unknown_is_an_empty_cell_and_nothing_is_not(tmp_path: Path) -> None:
    path = written(tmp_path, [["2020-0001", None, None, None, "x", 0, None]])
    assert cells(path)[1] == [("inlineStr", "2020-0001"), ("inlineStr", "x"), ("n", "0")]


def test_days_before_the_calendar_of_spreadsheets_are_texts(tmp_path: Path) -> None:
    path = written(tmp_path, [["1899-12-31", 10**16]], ["due_on", "amount"])
    assert cells(path)[1] == [("inlineStr", "1899-12-31"), ("inlineStr", f"{10**14}.00")]


@pytest.mark.parametrize("text", ["x" * (CELL_LIMIT + 1), "𠮷" * (CELL_LIMIT // 2 + 1)])
def test_a_text_too_long_for_a_cell_is_refused_not_cut(tmp_path: Path, text: str) -> None:
    with pytest.raises(CellTooLong) as refusal:
        written(tmp_path, [["2020-0001", text]], ["number", "summary"])
    assert refusal.value.values["row"] == 2
    assert refusal.value.values["column"] == "投诉内容摘要"


def test_more_rows_than_a_sheet_holds_go_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_writer, "ROW_LIMIT", 3)
    path = written(tmp_path, [[f"2020-000{place}"] for place in range(1, 6)], ["number"])
    counts = [len(cells(path, sheet)) for sheet in (1, 2, 3)]
    assert counts == [3, 3, 2]
    assert cells(path, 3)[1] == [("inlineStr", "2020-0005")]
    assert "投诉台账 3" in part(path, "workbook.xml")

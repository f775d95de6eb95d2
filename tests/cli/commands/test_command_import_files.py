"""Registers in files of every kind, through the command."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from desk_line import REGISTER, refused
from workbooks import Markup, rows_of, size_of, xlsx, zipped

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line, Outcome

HEAD = ("投诉编号", "收到时间", "受理渠道", "投诉内容摘要")


def register_rows() -> list[tuple[str, ...]]:
    with REGISTER.open(encoding="utf-8-sig", newline="") as stream:
        return [tuple(row) for row in csv.reader(stream)]


def data_of(outcome: Outcome) -> dict[str, Any]:
    """Return the data of an import that found bad rows."""
    assert outcome.status == 1
    found: dict[str, Any] = json.loads(outcome.out)["data"]
    return found


def test_a_workbook_is_the_same_register_as_the_csv_file(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(xlsx(rows_of(("东侨支行投诉台账",), *register_rows())))
    data = line("import", str(path), "--json").data
    assert (data["added"], data["problems"]) == (25, [])
    assert data["read_as"] == {"format": "xlsx", "sheet": "S1", "header_row": "2"}
    again = line("import", str(REGISTER), "--json").data
    assert (again["added"], again["unchanged"]) == (0, 25)


@pytest.mark.parametrize("kind", ["gzip", "zip", "workbook"])
def test_packed_and_on_standard_input(line: Line, kind: str) -> None:
    content = REGISTER.read_bytes()
    packed = {
        "gzip": gzip.compress(content),
        "zip": zipped({"a.csv": content}),
        "workbook": gzip.compress(xlsx(rows_of(*register_rows()))),
    }
    data = line("import", "-", "--json", stdin=packed[kind]).data
    assert (data["added"], data["rejected"]) == (25, 0)


def test_the_report_says_how_the_file_was_read(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    text = "标题\n" + ";".join(HEAD) + "\n1;2020-03-04;柜面;排队\n"
    path.write_bytes(gzip.compress(text.encode("gb18030")))
    words = ("import", str(path), "--header-row", "2", "--dry-run")
    english = line(*words).out
    assert (
        "CSV, encoding gb18030, delimiter semicolon, headings in row 2, packed as gzip" in english
    )
    chinese = line("--lang", "zh", *words).out
    assert "CSV、编码 gb18030、分隔符 分号、表头在第 2 行、gzip 压缩" in chinese


def test_a_sheet_is_asked_for_and_chosen(line: Line, tmp_path: Path) -> None:
    row = ("1", "2020-03-04", "柜面", "排队")
    path = tmp_path / "x.xlsx"
    path.write_bytes(xlsx(rows_of(HEAD, row), rows_of(("说明",)), names=("台账", "说明")))
    outcome = refused(line, "import", str(path), code="E910", status=2)
    assert "--sheet" in outcome.err
    assert line("import", str(path), "--sheet", "台账", "--json").data["added"] == 1


def test_a_delimiter_of_ones_own(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("^".join(HEAD) + "\n1^2020-03-04^柜面^排队\n", encoding="utf-8")
    assert line("import", str(path), "--delimiter", "^", "--json").data["added"] == 1


def test_a_cell_error_stops_the_import_and_is_repaired_in_the_rejects(
    line: Line, tmp_path: Path
) -> None:
    path = tmp_path / "x.xlsx"
    bad = ("2", "2020-03-04", "柜面", Markup(' t="e"><v>#N/A</v>'))
    path.write_bytes(xlsx(rows_of(HEAD, ("1", "2020-03-04", "柜面", "排队"), bad)))
    outcome = line("import", str(path))
    assert outcome.status == 1
    assert "x.xlsx line 3" in outcome.out
    assert "E919 D3: the error #N/A" in outcome.out
    assert data_of(line("import", str(path), "--partial", "--json"))["added"] == 1
    # A workbook's bad rows are a workbook; here they are repaired by a program
    rejects = tmp_path / "x.rejects.xlsx"
    assert data_of(line("import", str(rejects), "--json"))["rejected"] == 1
    rejects = tmp_path / "mine.csv"
    line("import", str(path), "--partial", "--rejects", str(rejects))
    # As it is, the row is refused again: nobody may import the text #N/A by accident
    assert data_of(line("import", str(rejects), "--json"))["rejected"] == 1
    (header, cells, *_) = csv.reader(io.StringIO(rejects.read_text("utf-8-sig")))
    assert cells[:4] == ["2", "2020-03-04", "柜面", "#N/A"]
    with rejects.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header[:4], [*cells[:3], "办卡"]])
    assert line("import", str(rejects), "--json").data["added"] == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"%PDF-1.7 ...", "E907"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "E907"),
        (zipped({"a.csv": "a,b\n1,2\n", "b.csv": "a,b\n1,2\n"}), "E912"),
        (b"\x1f\x8bnothing", "E914"),
        (gzip.compress(b"a" * (64 << 20)), "E909"),
    ],
    ids=size_of,
)
def test_files_that_are_not_read(line: Line, content: bytes, code: str) -> None:
    refused(line, "import", "-", stdin=content, code=code, status=2)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"SQLite format 3\0", "x.dat 是 SQLite 数据库，本程序不读取"),
        (b"%PDF-1.7", "x.dat 是 PDF 文档，本程序不读取"),
        (b"a\n" + b"x" * ((1 << 20) + 1), "单元格"),
    ],
)
def test_what_a_file_is_and_what_is_too_large_is_said_in_chinese(
    line: Line, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "x.dat"
    path.write_bytes(data)
    assert said in line("import", str(path), "--lang", "zh").err


@pytest.mark.parametrize(
    ("language", "sentence", "hint"),
    [
        ("en", "受理渠道 stands twice in row 3, in columns 2 and 3", "--header-row N"),
        ("zh", "第 3 行中表头 受理渠道 出现两次（第 2 列和第 3 列）", "请用 --header-row N 指明"),
    ],
)
def test_the_row_taken_for_the_headings_is_named(
    line: Line, tmp_path: Path, language: str, sentence: str, hint: str
) -> None:
    path = tmp_path / "台账.xlsx"
    titles = (("东侨支行投诉台账",), ("合计 1 件",))
    headings = ("收到时间", "受理渠道", "受理渠道", "投诉内容摘要")
    path.write_bytes(xlsx(rows_of(*titles, headings, ("2020-03-04", "柜面", "柜面", "等候过久"))))
    outcome = line("import", str(path), "--lang", language)
    assert outcome.status == 2
    assert sentence in outcome.err
    assert hint in outcome.err


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "in line 2 the headings of columns 2 and 3 look alike"),
        ("zh", "第 2 行中第 2 列与第 3 列的表头看起来都是"),
    ],
)
def test_the_row_of_headings_in_two_spellings_is_named(
    line: Line, tmp_path: Path, language: str, sentence: str
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "台账\n收到时间,café,cafe\u0301,受理渠道,投诉内容摘要\n2020-03-04,1,2,柜面,排队\n", "utf-8"
    )
    outcome = line("import", str(path), "--header-row", "2", "--lang", language)
    assert outcome.status == 2
    assert "E926" in outcome.err
    assert sentence in outcome.err

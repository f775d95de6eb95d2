"""Workbooks and Word files by what lies in their archives."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook
from render_samples import HOSTILE, split, year

from ledgerctl.application.reports.report_results import Month
from ledgerctl.domain.metrics.control import u_chart
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.files import page, word, workbook
from ledgerctl.render.files.workbook import Number, number_of
from ledgerctl.render.reports import pictures
from ledgerctl.render.reports import year as face
from ledgerctl.render.words.document import (
    Column,
    Document,
    Heading,
    KeyValues,
    Lines,
    Paragraph,
    Table,
)

POINTS = u_chart([9, 8, 30, 7], [31, 29, 31, 30])
MONTHS = [Month(f"2020-{number:02}", point) for number, point in enumerate(POINTS, 1)]
FULL = {"months": MONTHS, "months_by": {"department": {"个金部": [9, 8, 30, 7]}}}
DEPARTMENTS = {
    "department": split("department", {"个金部": 54, "营业部": 4, "贵宾部": 1}, [None] * 3)
}
EVERY = Document(
    (
        Heading("Title", 1),
        Paragraph("Lead"),
        Heading("Section"),
        Paragraph("Text"),
        Lines(("one", "two")),
        KeyValues((("name", "value"), ("count", "1,234"))),
        Table("T", (Column("A"), Column("B", "right")), (("a", "1.5%"),), ("all", "100%")),
        Paragraph("End"),
    )
)


def book(report: object, language: str = "en") -> bytes:
    document = face.document(report, language=language, encoding="utf-8")
    return workbook.render(
        document, pictures.pictures(report, document, language), day="2021-01-05"
    )


def letter(report: object, language: str = "en") -> bytes:
    document = face.document(report, language=language, encoding="utf-8")
    drawn = pictures.pictures(report, document, language)
    return word.render(document, drawn, language=language, day="2021-01-05")


def parts(archive: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        assert {each.date_time for each in found.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        return {name: found.read(name).decode("utf-8", "replace") for name in found.namelist()}


def sheet(archive: bytes, name: str) -> list[list[object]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(archive))
    return found.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", Number(25, "#,##0")),
        ("78,000", Number(78_000, "#,##0")),
        ("84.00%", Number(0.84, "0.00%")),
        ("3.2‱", Number(3.2, '#,##0.0"‱"')),
        ("5,000.00", Number(5000, "#,##0.00")),
        ("-12.5%", Number(-0.125, "0.0%")),
        ("n/a", None),
        ("4 (+25.0%)", None),
        ("2020-01-05", None),
        ("1,23", None),
        ("", None),
        ("1234567890123456", None),
        ("=1+1", None),
    ],
)
def test_what_reads_as_a_figure_is_a_number(text: str, number: Number | None) -> None:
    assert number_of(text) == number


def test_a_sheet_a_section_with_numbers_as_numbers() -> None:
    archive = book(year())
    names = CalamineWorkbook.from_filelike(io.BytesIO(archive)).sheet_names
    assert names[:2] == ["Headline", "From receipt to settlement"]
    assert {"By channel", "Books", "What is missing"} <= set(names)
    rows = sheet(archive, "By channel")
    assert rows[0][0] == "By channel"
    assert ["Bank hotline", 21.0, 0.84] in [row[:3] for row in rows]
    assert ["Total", 25.0, 1.0] in [row[:3] for row in rows]
    first = sheet(archive, "Headline")
    assert first[0][0] == "东侨支行: complaints in 2020"
    assert ["Received", 25.0, "2019: 20 (+25.0%)"] in [row[:3] for row in first]


def test_pictures_are_native_charts_with_their_text() -> None:
    found = parts(book(year(**FULL)))
    charts = [text for name, text in found.items() if name.startswith("xl/charts/")]
    shapes = "".join(charts)
    for element in ("c:barChart", "c:lineChart"):
        assert f"<{element}>" in shapes
    assert 'barDir val="bar"' in shapes
    drawings = "".join(text for name, text in found.items() if "drawings/drawing" in name)
    assert 'descr="By channel: Bank hotline 21' in drawings
    assert len(charts) >= 6


def test_departments_are_small_charts_of_one_scale() -> None:
    every = {"个金部": [9, 8, 30, 7], "营业部": [1, 0, 2, 1], "贵宾部": [0, 0, 1, 0]}
    report = year(months=MONTHS, months_by={"department": every}, splits=DEPARTMENTS)
    found = parts(book(report))
    charts = [
        text for text in found.values() if any(f"<a:t>{name}</a:t>" in text for name in every)
    ]
    assert [re.findall(r'<c:max val="(\d+)"/>', text) for text in charts] == [["30"]] * 3
    drawings = "".join(text for name, text in found.items() if "drawings/drawing" in name)
    assert 'descr="个金部: Jan 9 · Feb 8 · Mar 30 · Apr 7"' in drawings
    places = dict(
        re.findall(r'<xdr:col>(\d+)</xdr:col>(?:(?!<xdr:col>).)*?descr="(\w+): Jan', drawings)
    )
    assert sorted(map(len, places)) == [1, 1], "they stand in pairs"


@pytest.mark.parametrize(("counts", "names"), [([9, 8, 30, 7], 4), ([9, 8, 9, 9], 3)])
def test_months_that_stand_out_are_a_series_of_their_own(counts: list[int], names: int) -> None:
    points = u_chart(counts, [31, 29, 31, 30])
    found = [Month(f"2020-{number:02}", point) for number, point in enumerate(points, 1)]
    (chart,) = [
        text
        for text in parts(book(year(months=found))).values()
        if "Which months stand out" in text and "<c:lineChart>" in text
    ]
    assert chart.count("<c:ser>") == names
    assert chart.count('<c:symbol val="diamond"/>') == (names == 4)


def test_a_sheet_says_what_its_chart_leaves_out() -> None:
    every = {f"部{number:02}": [1, 1, 1, 1] for number in range(20)}
    splits = {"department": split("department", dict.fromkeys(every, 4), ["5.00"] * 20)}
    report = year(months=MONTHS, months_by={"department": every}, splits=splits)
    cells = [cell for row in sheet(book(report), "By department") for cell in row]
    assert "the 14 with most cases; 6 more in the table" in cells
    assert set(every) <= set(cells), "the table has them all"


def test_sheets_are_set_up_for_a4() -> None:
    found = parts(book(year()))
    pages = [text for name, text in found.items() if name.startswith("xl/worksheets/sheet")]
    assert all('paperSize="9"' in text and 'fitToHeight="0"' in text for text in pages)
    assert "_xlnm.Print_Area" in found["xl/workbook.xml"]


def test_prose_is_not_cut_in_print() -> None:
    found = parts(book(year()))
    areas = re.findall(r"'?([\w ]+)'?!\$A\$1:\$([A-Z])\$\d+", found["xl/workbook.xml"])
    assert dict(areas)["Books"] >= "H"


def test_long_texts_are_folded_and_wide_sheets_lie_across() -> None:
    columns = (Column("A"), Column("B"), Column("C"))
    long = "指标口径" * 30
    found = parts(
        workbook.render(
            Document(
                (
                    Heading("Title", 1),
                    Table("Wide", columns, ((long, long, "c"), ("a", "b", "c"))),
                    Table("Small", columns, (("a", "b", "c"),)),
                )
            ),
            day="2021-01-05",
        )
    )
    wide, small = (found[f"xl/worksheets/sheet{number}.xml"] for number in (1, 2))
    assert 'orientation="landscape"' in wide
    assert 'orientation="portrait"' in small
    # 240 columns of text in a column of 56, of which two are its edges: five lines of 15 points
    assert re.findall(r'<row r="(\d+)"[^>]* ht="(\d+)"', wide) == [("4", "75")]
    assert 'ht="75"' not in small


def test_no_text_is_a_formula_a_link_or_a_code_of_the_page_head() -> None:
    evil = '=HYPERLINK("http://x")&P' + HOSTILE
    report = year(branch=evil, splits={"department": split("department", {evil: 3}, ["100.00"])})
    found = parts(book(report))
    sheets = "".join(text for name, text in found.items() if name.startswith("xl/worksheets"))
    assert "<f>" not in sheets
    assert "<hyperlink" not in sheets
    assert "&amp;&amp;P" in sheets
    cells = [cell for row in sheet(book(report), "By department") for cell in row]
    assert visible(evil) in cells


def test_sheets_of_one_name_or_of_no_lawful_name_are_told_apart() -> None:
    tables = [
        Table(title, (Column("A"),), (("a",),))
        for title in ("A/B:[c]?", "A B c", "x" * 40, "x" * 39, "''")
    ]
    archive = workbook.render(Document((Heading("T", 1), *tables)), day="2021-01-05")
    names = CalamineWorkbook.from_filelike(io.BytesIO(archive)).sheet_names
    assert len({name.casefold() for name in names}) == len(tables)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_every_kind_of_block_is_in_the_workbook() -> None:
    archive = workbook.render(EVERY, day="2021-01-05")
    cells = [cell for name in ("Section", "T") for row in sheet(archive, name) for cell in row]
    for each in ("Title", "Lead", "Text", "one", "two", "value", 1234.0, 0.015, "End"):
        assert each in cells


def test_every_kind_of_block_is_in_the_word_file() -> None:
    content = parts(word.render(EVERY, language="en", day="2021-01-05"))["word/document.xml"]
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", content)
    for each in ("Title", "Lead", "1. Section", "Text", "one", "two", "1,234", "1.5%", "End"):
        assert each in texts


@pytest.mark.parametrize(("language", "first"), [("en", "1. Headline"), ("zh", "一、Headline")])
def test_sections_of_a_word_file_are_numbered(language: str, first: str) -> None:
    content = parts(letter(year(), language))["word/document.xml"]
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", content)
    assert first in texts
    assert "w:tblHeader" in content
    assert 'w:instr="PAGE"' in "".join(parts(letter(year(), language)).values())


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (99, "九十九")],
)
def test_chinese_numbers(number: int, text: str) -> None:
    assert word.chinese_number(number) == text


def test_hostile_text_is_text_in_a_word_file() -> None:
    evil = HOSTILE + "<w:p/>&"
    found = parts(letter(year(branch=evil)))
    assert "\u202e" not in found["word/document.xml"]
    assert "\\u202e" in found["word/document.xml"]
    assert "&lt;w:p/&gt;&amp;" in found["word/document.xml"]


def test_a_word_file_says_the_report_date_and_no_machine() -> None:
    about = parts(letter(year()))["docProps/core.xml"]
    assert about.count("2021-01-05T00:00:00Z") == 2
    assert "python-docx" not in about


@pytest.mark.parametrize("make", [book, letter])
def test_the_same_report_gives_the_same_bytes(make: object) -> None:
    assert make(year(**FULL)) == make(year(**FULL))


def test_a_table_of_very_many_persons_is_whole_in_every_file() -> None:
    persons = {f"EX-{number:05}": 1 for number in range(3_000)}
    splits = {
        name: split(name, persons, [None] * len(persons)) for name in ("department", "handler")
    }
    by_month = {"department": {name: [1, 0, 0, 0] for name in persons}}
    report = year(months=MONTHS, months_by=by_month, splits=splits)
    found = parts(letter(report))
    texts = re.findall(r"<w:t(?: [^>]*)?>([^<]*)<", found["word/document.xml"])
    assert set(persons) <= set(texts)
    assert sum(name.startswith("word/charts/chart") for name in found) < 25
    rows = sheet(book(report), "By person")
    assert set(persons) <= {row[0] for row in rows}
    document = face.document(report, language="en", encoding="utf-8")
    html = page.render(document, pictures.pictures(report, document, "en"), language="en")
    assert html.count("EX-02999") == 2
    assert html.count("<svg") < 12

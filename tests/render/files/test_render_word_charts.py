"""The charts of a Word file, by what lies in its archive."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from python_calamine import CalamineWorkbook
from render_samples import split, year

from ledgerctl.application.reports.report_results import Month
from ledgerctl.domain.metrics.control import u_chart
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.files import word
from ledgerctl.render.reports import pictures
from ledgerctl.render.reports import year as face

POINTS = u_chart([9, 8, 30, 7], [31, 29, 31, 30])
MONTHS = [Month(f"2020-{number:02}", point) for number, point in enumerate(POINTS, 1)]
BY_MONTH = {"个金部": [9, 8, 30, 7], "营业部": [1, 0, 2, 1]}
DEPARTMENTS = split("department", {"个金部": 54, "营业部": 4}, [None, None])
EVIL = '=1+1" & <c:chart> \u202ex'


def letter(language: str = "en", day: str = "2021-01-05", **changes: object) -> bytes:
    report = year(**{"months": MONTHS, "months_by": {"department": BY_MONTH}, **changes})
    document = face.document(report, language=language, encoding="utf-8")
    drawn = pictures.pictures(report, document, language)
    return word.render(document, drawn, language=language, day=day)


def parts(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as found:
        return {name: found.read(name) for name in found.namelist()}


def charts(archive: bytes) -> list[str]:
    found = parts(archive)
    names = [name for name in found if name.startswith("word/charts/chart")]
    return [found[name].decode() for name in names]


def test_every_picture_of_the_report_is_a_chart_with_its_text() -> None:
    archive = letter(splits={**year().splits, "department": DEPARTMENTS})
    body = parts(archive)["word/document.xml"].decode()
    told = re.findall(r'<wp:docPr id="(\d+)" name="[^"]*" descr="([^"]+)"', body)
    assert [int(number) for number, _text in told] == list(range(1, len(told) + 1))
    assert len(charts(archive)) == len(told) == body.count("<c:chart ")
    texts = [text for _number, text in told]
    assert any(text.startswith("By channel: Bank hotline 21") for text in texts)
    assert [text.rpartition("(")[2] for text in texts if "and month" in text] == [
        "个金部)",
        "营业部)",
    ]
    assert any("<c:lineChart>" in chart for chart in charts(archive))
    assert "what chance alone explains" in body


def test_a_chart_carries_its_numbers_as_numbers_and_its_texts_as_texts() -> None:
    report = {"splits": {"department": split("department", {EVIL: 54}, [None])}}
    archive = letter(months_by={"department": {EVIL: [9, 8, 30, 7]}}, **report)
    found = parts(archive)
    books = {name: content for name, content in found.items() if name.endswith(".xlsx")}
    assert len(books) == len(charts(archive))
    for content in books.values():
        assert b"<f>" not in b"".join(parts(content).values())
    cells = [
        cell
        for content in books.values()
        for row in CalamineWorkbook.from_filelike(io.BytesIO(content))
        .get_sheet_by_index(0)
        .to_python()
        for cell in row
    ]
    assert visible(EVIL) in cells
    assert 30.0 in cells
    for name in books:
        number = re.sub(r"\D", "", name)
        relations = found[f"word/charts/_rels/chart{number}.xml.rels"].decode()
        assert 'Id="rId1"' in relations
        assert name.removeprefix("word/") in relations
        assert '<c:externalData r:id="rId1">' in found[f"word/charts/chart{number}.xml"].decode()
    assert docx.Document(io.BytesIO(archive)).paragraphs


@pytest.mark.parametrize(
    ("there", "then"),
    [
        ("<c:lang ", '<c:roundedCorners val="0"/>'),
        ("<c:barChart>", '<c:varyColors val="0"/>'),
        ("<c:showVal ", '<c:showSerName val="0"/>'),
        ("<c:title>", '<c:overlay val="0"/>'),
        ("<c:plotArea>", '<c:dispBlanksAs val="gap"/>'),
    ],
)
def test_what_a_word_processor_would_take_for_yes_is_said_no(there: str, then: str) -> None:
    found = [chart for chart in charts(letter()) if there in chart]
    assert found
    assert all(then in chart for chart in found)


def test_lines_are_straight_and_columns_know_nothing_of_it() -> None:
    for chart in charts(letter()):
        for kind, inside in re.findall(r"<c:(bar|line)Chart>(.*?)</c:\1Chart>", chart, re.DOTALL):
            straight = inside.count('<c:smooth val="0"/>')
            assert straight == (inside.count("</c:ser>") if kind == "line" else 0)


def test_a_title_that_its_section_has_is_not_said_twice() -> None:
    found = charts(letter())
    titles = [text for chart in found for text in re.findall(r"<a:t>([^<]*)</a:t>", chart)]
    assert "Which months stand out" in titles
    assert "By month" not in titles


def test_nothing_in_the_file_says_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    found = parts(letter())
    for name, content in found.items():
        if name.endswith(".xlsx"):
            about = parts(content)["docProps/core.xml"].decode()
            assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", about)) == {"2021-01-05T00:00:00Z"}

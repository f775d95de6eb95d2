"""The report as a browser and an office program see it; without them these tests say that they need them."""

from __future__ import annotations

import csv
import io
import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from chromium import converted, needs_chromium, needs_office, visit
from desk_line import REGISTER
from html_pages import Page
from report_figures import assert_every_figure

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

#: A department, and a source of a population, that attack every face at once.
HOSTILE = '=1+1</td><script>alert("x")</script>&{{7*7}}'


@pytest.fixture
def year(line: Line) -> Line:
    """The example year with an open case, a late entry, a suggestion and a name on the watch list."""
    line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
    assert line("import", str(REGISTER)).status == 0
    line.add("--at", "2020-11-20", "--business", "loan", "--department", "营业部")
    assert line("suggest", "add", "--kind", "process", "--at", "2020-04-17", "告知").status == 0
    assert line("watch", "add", "2020-0001", "--reason", "x").status == 0
    return line


def made(line: Line, path: Path, language: str = "en") -> dict[str, Any]:
    """Write a report; return the figures that it must show."""
    assert line("--lang", language, "report", "--year", "2020", "-o", str(path)).status == 0
    return line("report", "--year", "2020", "--json").data


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_as_written_has_every_figure(year: Line, tmp_path: Path, language: str) -> None:
    path = tmp_path / "report.html"
    figures = made(year, path, language)
    assert_every_figure(Page(path.read_text("utf-8")), figures, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_pictures_have_the_figures_of_their_tables(
    year: Line, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "report.html"
    figures = made(year, path, language)
    texts = Page(path.read_text("utf-8")).svg_texts
    for key in ("channel_split", "fault_nature", "business"):
        for each in figures[key]:
            share = f" · {each['share']}%" if each["share"] else ""
            assert f"{each['count']}{share}" in texts
    for counts in figures["months_by"]["department"].values():
        assert {str(count) for count in counts if count} <= set(texts)
    assert {str(each["count"]) for each in figures["months"]} <= set(texts)


@needs_chromium
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_browser_shows_every_figure_and_asks_nobody(
    year: Line, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "report.html"
    figures = made(year, path, language)
    seen = visit(path, tmp_path)
    assert (seen.console, seen.requests) == ([], [])
    assert_every_figure(Page(seen.document), figures, language)


@needs_chromium
def test_the_watch_sees_what_a_page_does(tmp_path: Path) -> None:
    asking = tmp_path / "asking.html"
    asking.write_text(
        "<img src='http://127.0.0.1:9/secret.png'><script>console.error('e')</script>"
    )
    seen = visit(asking, tmp_path)
    assert any("secret.png" in url for url in seen.requests)
    assert seen.console


@needs_chromium
def test_the_policy_of_the_page_stops_what_would_get_in(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    made(year, path)
    broken = path.read_text("utf-8").replace(
        "</body>", "<script>document.title = 'run'</script><img src='http://127.0.0.1:9/x'></body>"
    )
    (tmp_path / "broken.html").write_text(broken, "utf-8")
    seen = visit(tmp_path / "broken.html", tmp_path)
    assert "<title>run</title>" not in seen.document
    assert seen.requests == []
    assert len(seen.console) >= 2


@needs_chromium
def test_hostile_text_is_text_in_a_browser(line: Line, tmp_path: Path) -> None:
    line.add("--at", "2020-03-04", "--department", HOSTILE)
    line("base", "set", "2020", "--customers", "100", "--source", HOSTILE)
    path = tmp_path / "report.html"
    made(line, path)
    seen = visit(path, tmp_path)
    assert (seen.console, seen.requests) == ([], [])
    page = Page(seen.document)
    assert page.of("script") == []
    assert any(HOSTILE in row for table in page.tables.values() for row in table)


@needs_chromium
def test_a_real_browser_prints_a_pdf(year: Line, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    made(year, path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") >= 3
    again = tmp_path / "again.pdf"
    time.sleep(1.1)  # a PDF knows seconds
    made(year, again)
    assert again.read_bytes() == content


@needs_office
def test_libreoffice_reads_the_workbook_as_it_was_meant(line: Line, tmp_path: Path) -> None:
    line.add("--at", "2020-03-04", "--department", HOSTILE, "--handler", "0012")
    path = tmp_path / "report.xlsx"
    made(line, path)
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,true,false,-1"
    cells = [
        cell
        for sheet in converted(path, form, tmp_path)
        for row in csv.reader(io.StringIO(sheet.read_text("utf-8"), newline=""))
        for cell in row
    ]
    assert any(cell == HOSTILE for cell in cells), "no text became a formula"
    assert "0012" in cells, "an identifier stays as it is"
    assert not any(cell.startswith(("#", "Err:")) for cell in cells)


@needs_office
@pytest.mark.parametrize("language", ["en", "zh"])
def test_libreoffice_reads_the_word_file(year: Line, tmp_path: Path, language: str) -> None:
    path = tmp_path / "report.docx"
    figures = made(year, path, language)
    (written,) = converted(path, "txt:Text (encoded):UTF8", tmp_path)
    text = written.read_text("utf-8-sig")
    assert f"{figures['rates']['customers']['per_10000']}‱" in text
    assert ("一、主要指标" if language == "zh" else "1. Headline") in text
    assert json.dumps(figures["received"]) in text


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('<dd class="number">26<', '<dd class="number">27<'),
        (">3.3<", ">3.4<"),
        ("26 received", "25 received"),
        ("<dt>On time</dt><dd>25", "<dt>On time</dt><dd>24"),
        ('<td class="n">84.00%', '<td class="n">84.01%'),
    ],
)
def test_a_figure_that_is_wrong_in_the_page_is_found(
    year: Line, tmp_path: Path, right: str, wrong: str
) -> None:
    path = tmp_path / "report.html"
    figures = made(year, path)
    text = path.read_text("utf-8")
    changed = text.replace(right, wrong)
    if changed == text:
        pytest.fail(f"{right} is not in the page")
    with pytest.raises(AssertionError):
        assert_every_figure(Page(changed), figures, "en")

"""The report as a browser and an office program see it; without them these tests say that they need them."""

from __future__ import annotations

import csv
import io
import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from chromium import converted, needs_chromium, needs_office, visit
from desk_line import REGISTER
from html_pages import Page

from ledgerctl import i18n
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.metric import PERCENT
from ledgerctl.i18n import _
from ledgerctl.render.texts import label

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

#: A department, and a source of a population, that attack every face at once.
HOSTILE = '=1+1</td><script>alert("x")</script>&{{7*7}}'


@pytest.fixture
def year(line: Line) -> Line:
    line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
    assert line("import", str(REGISTER)).status == 0
    return line


def made(line: Line, path: Path, language: str = "en") -> dict[str, Any]:
    """Write a report; return the figures that it must show."""
    assert line("--lang", language, "report", "--year", "2020", "-o", str(path)).status == 0
    return line("report", "--year", "2020", "--json").data


@needs_chromium
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_browser_shows_every_figure_and_asks_nobody(
    year: Line, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "report.html"
    figures = made(year, path, language)
    seen = visit(path, tmp_path)
    assert (seen.console, seen.requests) == ([], [])
    assert_figures(Page(seen.document), figures, language)
    (books,) = re.findall(r"<p>([^<]*\+[^<]*=[^<]*)</p>", seen.document)
    assert list(map(int, re.findall(r"\d+", books))) == list(figures["stock"].values())


def assert_figures(page: Page, figures: dict[str, Any], language: str) -> None:
    """Every figure of the JSON stands in the page as it is."""
    band = [values[0] for values in page.pairs.values() if values]
    assert f"{figures['received']:,}" in band
    for rate in figures["rates"].values():
        assert f"{rate['per_10000']}‱" in band
    assert f"{figures['resolved_at_branch']['percent']}%" in band
    rows = [row for table in page.tables.values() for row in table]
    compared = 0
    for key, each in figures["metrics"].items():
        found = [row[1] for row in rows if row[0] == METRICS[key].label.said(language)]
        if METRICS[key].unit == PERCENT and found and each["value"] is not None:
            assert f"{each['value']}%" in found, key
            compared += 1
    assert compared > 10
    for dimension in ("channel_split", "causes", "business", "responsibility", "department"):
        for each in figures[dimension]:
            name = label(
                {"channel_split": "channel", "causes": "cause"}.get(dimension, dimension),
                each["value"],
                language,
            )
            share = "" if each["share"] is None else f"{each['share']}%"
            assert [f"{each['count']:,}", share] in [row[1:3] for row in rows if row[0] == name], (
                name
            )
    for each in figures["months"]:
        limits = f"{each['low']}-{each['high']}"
        assert [each["month"], str(each["count"]), str(each["expected"]), limits] in [
            row[:4] for row in rows
        ]
    i18n.install(language)
    times = {_("On time"): "on_time", _("Late"): "late", _("Still open"): "open"}
    i18n.install("en")
    for name, key in times.items():
        assert f"{figures[key]:,}" in page.pairs[name], name
    for each in figures["channel_split"]:
        assert f"{each['count']} · {each['share']}%" in page.svg_texts


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

"""Pictures of a Word file: the native charts of a workbook, each with its own numbers embedded.

DOCX and XLSX hold charts in one language, DrawingML (ECMA-376, part 1, 21.2). So the charts that
``sheet_charts`` draws are taken out of a workbook of their own, and the workbook goes along: who opens the
chart in a word processor can change its numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.files.sheet_charts import draw, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordFile

    from ledgerctl.render.reports.pictures import Picture

#: A chart of a sheet is so many pixels wide where it is a millimetre wide on a page.
_PIXELS = 560 / 150
_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CHART = re.compile(r"xl/charts/chart(\d+)\.xml")


def _no(name: str) -> str:
    return f'<c:{name} val="0"/>'


#: What a workbook leaves out, because its absence means no, or a gap, and a word processor takes for
#: yes, or 0 (the defaults of ECMA-376); last, where the numbers are: the first relation of the chart's part.
_EXPLICIT = (
    (r'(<c:lang val="[^"]*"/>)', r"\1" + _no("roundedCorners")),
    (r'(<c:grouping val="\w+"/>)', r"\1" + _no("varyColors")),
    (
        r'<c:showVal val="1"/>',
        f'{_no("showLegendKey")}<c:showVal val="1"/>'
        + "".join(map(_no, ("showCatName", "showSerName", "showPercent", "showBubbleSize"))),
    ),
    (r"(<c:layout/>)(</c:(?:title|legend)>)", rf"\1{_no('overlay')}\2"),
    (r"(</c:val>)(</c:ser>)(?=(?:(?!</c:barChart>).)*</c:lineChart>)", rf"\1{_no('smooth')}\2"),
    (r'(<c:plotVisOnly val="1"/>)', r'\1<c:dispBlanksAs val="gap"/>'),
    (
        r"<c:printSettings>.*</c:printSettings>",
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>',
    ),
)


class _Drawn(NamedTuple):
    """One chart: its markup, its workbook, its size in millimetres, and who cannot see it hears ``alt``."""

    chart: bytes
    book: bytes
    size: tuple[float, float]
    alt: str


class Gallery:
    """The pictures of one Word file; their parts are numbered through it."""

    def __init__(self, made: WordFile, day: str) -> None:
        self._made = made
        self._day = day
        self._hung = 0

    def hang(self, picture: Picture, section: str) -> None:
        """Add a picture at the end of the file, titled where its section does not say the same."""
        from docx.shared import Pt

        shown = replace(picture, title="" if picture.title == section else picture.title)
        paragraph = self._made.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(picture.note)
        if shown.kind == "multiples" and shown.title:
            paragraph.add_run(visible(shown.title)).bold = True
            paragraph.paragraph_format.keep_with_next = True
            paragraph = self._made.add_paragraph()
        for drawn in _drawn(shown, self._day):
            self._place(drawn, paragraph.add_run()._r)  # noqa: SLF001 - the library has no call for charts
        if picture.note:
            note = self._made.add_paragraph().add_run(visible(picture.note))
            note.font.size = Pt(9)

    def _place(self, drawn: _Drawn, run: object) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.oxml.text.run import CT_R
        from docx.shared import Mm

        assert isinstance(run, CT_R)  # noqa: S101 - what a run is made of
        self._hung += 1
        package = self._made.part.package
        chart = Part(
            PackURI(f"/word/charts/chart{self._hung}.xml"), _CHART_TYPE, drawn.chart, package
        )
        name = PackURI(f"/word/embeddings/numbers{self._hung}.xlsx")
        chart.relate_to(Part(name, _BOOK_TYPE, drawn.book, package), RELATIONSHIP_TYPE.PACKAGE)
        relation = self._made.part.relate_to(chart, RELATIONSHIP_TYPE.CHART)
        width, height = (int(Mm(side)) for side in drawn.size)
        drawing = parse_xml(
            f"<w:drawing {nsdecls('w', 'wp', 'a', 'c', 'r')}>"
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{self._hung}" name="chart {self._hung}"/><wp:cNvGraphicFramePr/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
            f'<c:chart r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
        drawing[0][1].set("descr", drawn.alt)
        run.append(drawing)


def _drawn(picture: Picture, day: str) -> Iterator[_Drawn]:
    """Yield the charts of a picture: one, or one for each series of small multiples."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime.fromisoformat(day)})
        draw(workbook, workbook.add_worksheet(), [picture], 0, 0)
    book = stream.getvalue()
    width, height = size_of(picture)
    told = [picture.alt]
    if picture.kind == "multiples":
        told = [f"{picture.alt} ({name})" for name in dict.fromkeys(_series(picture))]
    with zipfile.ZipFile(io.BytesIO(book)) as found:
        numbers = sorted(
            int(hit[1]) for name in found.namelist() if (hit := _CHART.fullmatch(name))
        )
        for number, alt in zip(numbers, told, strict=True):
            chart = _explicit(found.read(f"xl/charts/chart{number}.xml").decode())
            size = (width / _PIXELS, height / _PIXELS)
            yield _Drawn(chart.encode(), book, size, visible(alt))


def _series(picture: Picture) -> Iterator[str]:
    return (mark.series for mark in picture.marks)


def _explicit(chart: str) -> str:
    """Return the markup of a chart with what a word processor would otherwise assume differently."""
    for found, instead in _EXPLICIT:
        chart = re.sub(found, instead, chart, flags=re.DOTALL)
    return chart

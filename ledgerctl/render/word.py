"""The DOCX face: the report as banks write it, a title, numbered sections 一、二、…, plain tables."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from ledgerctl.domain.privacy import visible
from ledgerctl.errors import ReportPartMissing
from ledgerctl.render.document import Heading, KeyValues, Lines, Paragraph, Table
from ledgerctl.render.sections import chapters_of, parts_of
from ledgerctl.render.texts import cell_width
from ledgerctl.render.word_charts import Gallery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordFile
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph as WordParagraph

    from ledgerctl.render.document import Block, Document
    from ledgerctl.render.pictures import Picture
    from ledgerctl.render.sections import Section

_DIGITS = "〇一二三四五六七八九"
#: Style → its Chinese typeface and size in points, as official documents have them (GB/T 9704-2012).
_STYLES = {
    "Normal": ("仿宋", 12.0),
    "Title": ("宋体", 22.0),
    "Heading 1": ("黑体", 15.0),
    "Heading 2": ("楷体", 13.0),
}
_LATIN = "Times New Roman"
_SMALL, _SMALLER = 10.5, 9.0
#: Margins in millimetres: top, right, bottom, left, and the size of A4.
_MARGINS = (30, 25, 28, 28)
_A4 = (210, 297)
#: Cells of text that fit beside each other in a table; what the margins of a column take of them.
_LINE, _MARGIN = 76, 3
#: A table of so few rows stays on one page; the head of a longer one keeps its first row.
_TOGETHER = 16
#: A word is kept whole up to so many cells.
_WHOLE = 22
#: The first moment that a ZIP archive can hold: no file says when it was written.
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)


def render(
    document: Document, pictures: Sequence[Picture] = (), *, language: str, day: str
) -> bytes:
    """Return the document as a Word file; the same document gives the same bytes.

    Args:
        document: what to show.
        pictures: native charts below the tables of the same key; those whose data no section of the
            document holds bring their table.
        language: of the numbers of the sections, ``zh`` or ``en``.
        day: the report date, ISO: the file says that it was made then.

    Raises:
        ReportPartMissing: the library that writes Word files is not installed.
    """
    try:
        import docx
    except ImportError:
        raise ReportPartMissing(part="python-docx") from None
    parts = parts_of(document)
    made = docx.Document()
    set_up(made, parts.title, day, language)
    made.add_paragraph(visible(parts.title), "Title")
    for text in parts.lead:
        made.add_paragraph(visible(text))
    gallery = Gallery(made, day)
    for number, section in enumerate(chapters_of(parts.sections, pictures), 1):
        _section(made, section, number, language)
        for picture in pictures:
            if section.key and picture.key == section.key:
                gallery.hang(picture, section.title)
    for text in parts.footer:
        made.add_paragraph(visible(text))
    stream = io.BytesIO()
    made.save(stream)
    return without_moments(stream.getvalue())


def chinese_number(number: int) -> str:
    """Return a number below 100 in Chinese digits, as sections are numbered: 一, 十, 十二, 二十."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


def _section(made: WordFile, section: Section, number: int, language: str) -> None:
    place = f"{chinese_number(number)}、" if language == "zh" else f"{number}. "
    made.add_paragraph(place + visible(section.title), "Heading 1")
    for block in section.blocks:
        _block(made, block)


def _block(made: WordFile, block: Block) -> None:
    match block:
        case Table(key="definitions"):
            _definitions(made, block)
        case Table():
            rows = [[column.title for column in block.columns], *block.rows]
            rights = [column.align == "right" for column in block.columns]
            table_of(made, rows, rights, head=True, totals=block.totals)
        case KeyValues(rows):
            table_of(made, rows, [False, False], head=False)
        case Heading(text) | Paragraph(text):
            made.add_paragraph(visible(text))
        case Lines(lines):
            for line in lines:
                made.add_paragraph(visible(line))


def _definitions(made: WordFile, table: Table) -> None:
    """Write definitions one below the other: five columns of prose would be too narrow to read."""
    from docx.shared import Pt

    titles = [column.title for column in table.columns]
    for name, formula, *others in table.rows:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(3)
        told = " · ".join(
            f"{title}: {text}" for title, text in zip(titles[2:], others, strict=True)
        )
        for text, bold, size in (
            (f"{name}  ", True, _SMALL),
            (formula, False, _SMALL),
            (f"  {told}", False, _SMALLER),
        ):
            run = paragraph.add_run(visible(text))
            run.bold = bold
            run.font.size = Pt(size)


def table_of(
    made: WordFile,
    rows: Sequence[Sequence[str]],
    rights: Sequence[bool],
    *,
    head: bool,
    totals: Sequence[str] | None = None,
) -> None:
    """Add a table at the end of the file.

    Args:
        made: the file.
        rows: cells as raw texts, as many in every row as ``rights``.
        rights: for each column, whether it stands at the right.
        head: whether the first row is a heading, repeated on every page.
        totals: a last row in bold.
    """
    from docx.shared import Pt

    every = [*rows, totals] if totals is not None else list(rows)
    table = made.add_table(len(every), len(rights), "Table Grid")
    _set_widths(table, every, rights)
    for place, (line, texts) in enumerate(zip(table.rows, every, strict=True)):
        _mark(line, "w:cantSplit")
        bold = (head and place == 0) or (totals is not None and place == len(every) - 1)
        together = place < len(every) - 1 and (len(every) <= _TOGETHER or place == 0)
        for cell, text, right in zip(line.cells, texts, rights, strict=True):
            _cell(cell, text, right=right, bold=bold)
            cell.paragraphs[0].paragraph_format.keep_with_next = together
    if head:
        _mark(table.rows[0], "w:tblHeader")
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _set_widths(table: WordTable, rows: Sequence[Sequence[str]], rights: Sequence[bool]) -> None:
    from docx.shared import Mm

    room = _A4[0] - _MARGINS[1] - _MARGINS[3]
    table.autofit = False
    for column, share in zip(table.columns, _shares(rows, rights), strict=True):
        column.width = width = Mm(room * share)
        for cell in column.cells:
            cell.width = width


def _shares(rows: Sequence[Sequence[str]], rights: Sequence[bool]) -> list[float]:
    """Return the part of the line that each column takes: its words stay whole, long texts share the rest."""
    least, wanted = [], []
    for (head, *texts), right in zip(zip(*rows, strict=True), rights, strict=True):
        # A head is bold, and so a little wider
        words = [f"{word} " for word in head.split()]
        words += texts if right else " ".join(texts).split()
        whole = max((min(cell_width(word), _WHOLE) for word in words), default=0)
        least.append(whole + _MARGIN)
        wanted.append(max(whole, *(cell_width(text) for text in (head, *texts))) + _MARGIN)
    spare = max(_LINE - sum(least), 0)
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    given = min(1.0, spare / (sum(more) or 1))
    taken = [need + each * given for need, each in zip(least, more, strict=True)]
    return [each / sum(taken) for each in taken]


def _cell(cell: _Cell, text: str, *, right: bool, bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    paragraph.paragraph_format.line_spacing = 1.0
    run = paragraph.add_run(visible(text))
    run.bold = bold
    run.font.size = Pt(_SMALL)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _mark(row: _Row, name: str) -> None:
    """Let a row stay on one page, or stand at the head of every page that its table reaches."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - the library has no call for it


def set_up(made: WordFile, title: str, day: str, language: str) -> None:
    """Set typefaces, A4, page numbers, and what the file says of itself: ``day`` is when it was made, ISO."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for name, (face, size) in _STYLES.items():
        style = made.styles[name]
        style.font.name = _LATIN
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), face)
    heading = made.styles["Title"]
    heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.font.bold = True
    heading.element.get_or_add_pPr().remove(heading.element.pPr.find(qn("w:pBdr")))
    (spoken,) = made.styles.element.iter(qn("w:lang"))
    spoken.set(qn("w:eastAsia"), "zh-CN")
    page = made.sections[0]
    page.page_width, page.page_height = Mm(_A4[0]), Mm(_A4[1])
    page.top_margin, page.right_margin, page.bottom_margin, page.left_margin = map(Mm, _MARGINS)
    _number_pages(page.footer.paragraphs[0])
    about, moment = made.core_properties, datetime.fromisoformat(day)
    about.title, about.author, about.comments = visible(title)[:255], "ledgerctl", ""
    about.language = "zh-CN" if language == "zh" else "en"
    about.created = about.modified = moment
    about.last_modified_by = ""


def _number_pages(paragraph: WordParagraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - the library has no call for fields


def without_moments(archive: bytes) -> bytes:
    """Return a ZIP archive anew: its files say nothing about when they were written."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as found,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(entry, found.read(name))
    return stream.getvalue()

"""The DOCX face: the report as banks write it, a title, numbered sections 一、二、…, plain tables."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.faces import ReportPartMissing
from ledgerctl.render.files.sections import chapters_of, parts_of
from ledgerctl.render.files.word_charts import Gallery
from ledgerctl.render.files.word_tables import SMALL, add_table
from ledgerctl.render.words.document import Heading, KeyValues, Lines, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph as WordParagraph

    from ledgerctl.render.files.sections import Section
    from ledgerctl.render.reports.pictures import Picture
    from ledgerctl.render.words.document import Block, Document

_DIGITS = "〇一二三四五六七八九"
#: Style → its Chinese typeface and size in points, as official documents have them (GB/T 9704-2012).
_STYLES = {
    "Normal": ("仿宋", 12.0),
    "Title": ("宋体", 22.0),
    "Heading 1": ("黑体", 15.0),
    "Heading 2": ("楷体", 13.0),
}
_LATIN = "Times New Roman"
_SMALLER = 9.0
#: Margins in millimetres: top, right, bottom, left, and the size of A4.
_MARGINS = (30, 25, 28, 28)
_A4 = (210, 297)
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
            add_table(made, rows, rights, head=True, totals=block.totals)
        case KeyValues(rows):
            add_table(made, rows, [False, False], head=False)
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
            (f"{name}  ", True, SMALL),
            (formula, False, SMALL),
            (f"  {told}", False, _SMALLER),
        ):
            run = paragraph.add_run(visible(text))
            run.bold = bold
            run.font.size = Pt(size)


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

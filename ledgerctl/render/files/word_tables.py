"""Tables of a Word file, written as markup.

The library makes an object of every cell: a table of 10,000 persons took half a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.words.texts import cell_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as WordFile

#: The size of the text in points.
SMALL = 10.5
#: Cells of text that fit beside each other in a table; what the margins of a column take of them.
_LINE, _MARGIN = 76, 3
#: A table of so few rows stays on one page; the head of a longer one keeps its first row.
_TOGETHER = 16
#: A word is kept whole up to so many cells.
_WHOLE = 22
#: Twentieths of a point: above and below the text of a cell.
_SPACE = 40


def add_table(
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
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.shared import Length, Pt

    every = [*rows, totals] if totals is not None else list(rows)
    page = made.sections[-1]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    table = made.add_table(0, len(rights), "Table Grid")
    table.autofit = False
    widths = [Length(round(room * share)) for share in _shares(every, rights)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    markup = "".join(_rows(every, rights, [width.twips for width in widths], head, totals))
    made_rows = parse_xml(f"<w:tbl {nsdecls('w')}>{markup}</w:tbl>")
    table._tbl.extend(list(made_rows))  # noqa: SLF001 - the library has no call for many rows
    made.add_paragraph().paragraph_format.space_after = Pt(0)


def _rows(
    rows: Sequence[Sequence[str]],
    rights: Sequence[bool],
    widths: Sequence[int],
    head: bool,  # noqa: FBT001 - as in `add_table`
    totals: Sequence[str] | None,
) -> Iterator[str]:
    last = len(rows) - 1
    for place, texts in enumerate(rows):
        titles = head and place == 0
        bold = titles or (totals is not None and place == last)
        together = place < last and (len(rows) <= _TOGETHER or place == 0)
        cells = "".join(
            _cell(text, width, right=right, bold=bold, together=together)
            for text, width, right in zip(texts, widths, rights, strict=True)
        )
        repeated = "<w:tblHeader/>" if titles else ""
        yield f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, *, right: bool, bold: bool, together: bool) -> str:
    shown = escape(visible(text))
    keep = "<w:keepNext/>" if together else ""
    space = f'<w:spacing w:before="{_SPACE}" w:after="{_SPACE}" w:line="240" w:lineRule="auto"/>'
    side = '<w:jc w:val="right"/>' if right else ""
    weight = "<w:b/>" if bold else ""
    run = f'<w:rPr>{weight}<w:sz w:val="{round(SMALL * 2)}"/></w:rPr>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"<w:p><w:pPr>{keep}{space}{side}</w:pPr>"
        f'<w:r>{run}<w:t xml:space="preserve">{shown}</w:t></w:r></w:p></w:tc>'
    )


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

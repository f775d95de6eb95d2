"""A filled form 报表 as a Word file, as banks write it: 标题, 一、二、三, tables, 落款 at the right.

The form's text is Markdown. Of it a letter has headings, paragraphs, lists, tables, bold and italic text;
what stands below the last rule (``---``) is the signature and stands at the right. Links and pictures are
the text that stands for them, so that nothing in the file leads out of it.
"""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.faces import ReportPartMissing
from ledgerctl.render.files.word import set_up, without_moments
from ledgerctl.render.files.word_tables import add_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.document import Document as WordFile
    from docx.text.paragraph import Paragraph
    from markdown_it.token import Token

#: A blank of ``forms``, which is marked so that its author sees it.
_BLANK = re.compile(r"(【(?:请填写|to fill in)[^】]*】)")
#: Level of a heading → its style; deeper ones are like the last.
_STYLES = {"h1": "Title", "h2": "Heading 1", "h3": "Heading 2"}
#: Chinese signs, between which the end of a line is no blank.
_WIDE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”]")
#: Paragraphs of a Chinese letter begin with room for two signs.
_SIGNS = 2
_BODY_SIZE = 12


class _Piece(NamedTuple):
    text: str
    bold: bool = False
    italic: bool = False


def render(text: str, *, language: str, day: str) -> bytes:
    """Return a form as a Word file; the same text gives the same bytes.

    Args:
        text: Markdown, as ``forms.fill`` returns it.
        language: ``zh`` or ``en``; Chinese paragraphs are indented.
        day: the report date, ISO: the file says that it was made then.

    Raises:
        ReportPartMissing: a library that reads Markdown or writes Word files is not installed.
    """
    try:
        import docx
        from markdown_it import MarkdownIt
    except ImportError as error:
        part = "python-docx" if error.name == "docx" else "markdown-it-py"
        raise ReportPartMissing(part=part) from None
    tokens = MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)
    made = docx.Document()
    _Letter(made, language).write(tokens, day)
    stream = io.BytesIO()
    made.save(stream)
    return without_moments(stream.getvalue())


class _Letter:
    def __init__(self, made: WordFile, language: str) -> None:
        self._made = made
        self._language = language
        self._signing = False
        #: What stands right above whatever comes next.
        self._above: Paragraph | None = None

    def write(self, tokens: Sequence[Token], day: str) -> None:
        """Write every block of the text."""
        titles = [
            _plain(_pieces(inline))
            for opening, inline in pairwise(tokens)
            if opening.type == "heading_open"
        ]
        set_up(self._made, titles[0] if titles else "", day, self._language)
        last = max((place for place, each in enumerate(tokens) if each.type == "hr"), default=None)
        kinds: list[Token] = []
        for place, token in enumerate(tokens):
            if token.type == "table_open":
                self._table(tokens, place)
            self._signing = self._signing or place == last
            if token.nesting == 1:
                kinds.append(token)
            elif token.nesting == -1:
                kinds.pop()
            elif token.type in {"inline", "code_block", "fence"}:
                self._text(token, kinds)

    def _text(self, token: Token, kinds: Sequence[Token]) -> None:
        names = [each.type for each in kinds]
        if "table_open" in names:
            return
        pieces = _pieces(token) if token.type == "inline" else [_Piece(token.content.rstrip("\n"))]
        if names and names[-1] == "heading_open":
            style = _STYLES.get(kinds[-1].tag, "Heading 2")
            self._runs(self._made.add_paragraph(style=style), pieces)
        elif "list_item_open" in names:
            numbered = "ordered_list_open" in names
            style = "List Number" if numbered else "List Bullet"
            self._runs(self._made.add_paragraph(style=style), pieces)
        else:
            self._paragraph(pieces)

    def _paragraph(self, pieces: Sequence[_Piece]) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Pt

        paragraph = self._made.add_paragraph()
        if self._signing:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.keep_with_next = True
        elif self._language == "zh":
            paragraph.paragraph_format.first_line_indent = Pt(_BODY_SIZE * _SIGNS)
        self._runs(paragraph, pieces)

    def _runs(self, paragraph: Paragraph, pieces: Sequence[_Piece]) -> None:
        from docx.enum.text import WD_COLOR_INDEX

        self._above = paragraph
        for piece in pieces:
            for part in _BLANK.split(piece.text):
                if not part:
                    continue
                run = paragraph.add_run()
                for place, line in enumerate(part.split("\n")):
                    if place:
                        run.add_break()
                    run.add_text(visible(line))
                run.bold, run.italic = piece.bold or None, piece.italic or None
                if _BLANK.fullmatch(part):
                    run.font.highlight_color = WD_COLOR_INDEX.YELLOW

    def _table(self, tokens: Sequence[Token], first: int) -> None:
        rows: list[list[str]] = []
        rights: list[bool] = []
        for place in range(first, len(tokens)):
            token = tokens[place]
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type in {"th_open", "td_open"}:
                if len(rows) == 1:
                    rights.append("right" in str(token.attrGet("style")))
                rows[-1].append(_plain(_pieces(tokens[place + 1])))
        if self._above is not None:
            # What a table is called stays on its page.
            self._above.paragraph_format.keep_with_next = True
            self._above = None
        add_table(self._made, rows, rights, head=True)


def _plain(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _pieces(inline: Token) -> list[_Piece]:
    """Return the running text of a block, ends of lines as blanks except between Chinese signs."""
    return list(_running(inline.children or []))


def _running(tokens: Sequence[Token]) -> Iterator[_Piece]:
    bold = italic = 0
    for place, token in enumerate(tokens):
        bold += token.nesting if token.type.startswith("strong_") else 0
        italic += token.nesting if token.type.startswith("em_") else 0
        text = token.content
        if token.type == "softbreak":
            text = _between(tokens, place)
        elif token.type == "hardbreak":
            text = "\n"
        if text:
            yield _Piece(text, bool(bold), bool(italic))


def _between(tokens: Sequence[Token], place: int) -> str:
    """Return what the end of a line is: nothing between Chinese signs, else a blank."""
    before = "".join(each.content for each in tokens[:place])[-1:]
    after = "".join(each.content for each in tokens[place + 1 :])[:1]
    return "" if _WIDE.match(before) or _WIDE.match(after) else " "

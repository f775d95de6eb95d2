"""The Markdown face: GitHub tables; what stands in a complaint is never read as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from ledgerctl.render.words.document import Heading, KeyValues, Lines, Paragraph, Table
from ledgerctl.render.words.texts import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.render.words.document import Block, Document

_MARKUP = re.compile(r"[\\`*_\[\]<>|~&!:]")
#: What makes an emoji of a colon before it.
_EMOJI = re.compile(r"[\w+-]+:")
#: At the start of a line these begin a heading, a list, a rule or an underlining.
_OPENING = re.compile(r"^(\s*\d*)(#(?!\d)|[+=-]|(?<=\d)[.)](?=\s|$))")


def render(document: Document, *, encoding: str = "utf-8") -> str:
    """Return the document as Markdown."""
    parts = ["\n".join(_lines(block, encoding)) for block in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str, encoding: str = "utf-8") -> str:
    """Return the text such that Markdown shows it as it stands, in one line."""
    # Only the colons of :smile: and of links need it
    return _MARKUP.sub(_escape, safe(text, encoding))


def _escape(hit: re.Match[str]) -> str:
    character = hit[0]
    if character == ":":
        return "&#58;" if _leads_on(hit) else character
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.get(character, f"\\{character}")


def _leads_on(colon: re.Match[str]) -> bool:
    """Whether a colon could be read as that of a link or of an emoji; between figures it is neither."""
    before, after = colon.string[: colon.start()], colon.string[colon.end() :]
    scheme = before[-1:].isalpha() and after[:1].isalpha()
    return after.startswith("/") or scheme or _EMOJI.match(after) is not None


def _lines(block: Block, encoding: str) -> list[str]:
    match block:
        case Heading(text, level):
            return [f"{'#' * level} {escaped(text, encoding)}"]
        case Paragraph(text):
            return [_line(text, encoding)]
        case KeyValues(rows):
            return [f"- {_line(key, encoding)}: {escaped(value, encoding)}" for key, value in rows]
        case Lines(lines):
            return [f"- {_line(line, encoding)}" for line in lines]
        case Table():
            return _table(block, encoding)
        case _:
            assert_never(block)


def _line(text: str, encoding: str) -> str:
    return _OPENING.sub(r"\1\\\2", escaped(text, encoding))


def _table(table: Table, encoding: str) -> list[str]:
    lines = [f"**{escaped(table.title, encoding)}**", ""] if table.title else []
    lines.append(_row([column.title for column in table.columns], encoding))
    rulers = ["---:" if column.align == "right" else "---" for column in table.columns]
    lines.append(f"| {' | '.join(rulers)} |")
    lines += [_row(row, encoding) for row in table.rows]
    if table.totals is not None:
        lines.append(_row(table.totals, encoding))
    return lines


def _row(cells: Iterable[str], encoding: str) -> str:
    return f"| {' | '.join([escaped(cell, encoding) for cell in cells])} |"

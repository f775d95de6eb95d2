"""The plain face: tab-separated, nothing cut, every state a word; for pipes and screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from ledgerctl.render.words.document import Heading, KeyValues, Lines, Paragraph, Table
from ledgerctl.render.words.texts import safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.render.words.document import Block, Document


def render(document: Document, *, encoding: str = "utf-8") -> str:
    """Return the document as text: blocks parted by an empty line, cells by a tab."""
    parts = [
        "".join([f"{line}\n" for line in _lines(block, encoding)]) for block in document.blocks
    ]
    return "\n".join(part for part in parts if part)


def _lines(block: Block, encoding: str) -> list[str]:
    match block:
        case Heading(text) | Paragraph(text):
            return [safe(text, encoding)]
        case KeyValues(rows):
            return [_row(row, encoding) for row in rows]
        case Lines(lines):
            return [safe(line, encoding) for line in lines]
        case Table():
            return _table(block, encoding)
        case _:
            assert_never(block)


def _table(table: Table, encoding: str) -> list[str]:
    lines = [safe(table.title, encoding)] if table.title else []
    lines.append(_row([column.title for column in table.columns], encoding))
    lines += [_row(row, encoding) for row in table.rows]
    if table.totals is not None:
        lines.append(_row(table.totals, encoding))
    return lines


def _row(cells: Iterable[str], encoding: str) -> str:
    return "\t".join([safe(cell, encoding) for cell in cells])

"""A document cut into its title, its lead, its sections and its footer, for faces that have pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.render.words.document import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.render.reports.pictures import Picture
    from ledgerctl.render.words.document import Block, Document


@dataclass(frozen=True, slots=True)
class Section:
    """One section: ``key`` names it for pictures, ``blocks`` are what stands below its title."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole document by its parts; ``lead`` and ``footer`` are paragraphs."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: tuple[str, ...]


def parts_of(document: Document) -> Parts:
    """Cut a document: a heading or a table with a title begins a section.

    Paragraphs before the first section are the lead, those after the last block of another kind the
    footer.
    """
    blocks = list(document.blocks)
    footer: list[str] = []
    title = ""
    if blocks and isinstance(first := blocks[0], Heading):
        title = first.text
        blocks.pop(0)
    while len(blocks) > 1 and isinstance(last := blocks[-1], Paragraph):
        if isinstance(blocks[-2], Heading):
            break
        footer.insert(0, last.text)
        blocks.pop()
    lead: list[str] = []
    cut: list[tuple[str, str, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Heading):
            cut.append((block.key, block.text, []))
        elif isinstance(block, Table) and block.title and not _fresh(cut):
            cut.append((block.key, block.title, [block]))
        elif cut:
            cut[-1][2].append(block)
        elif isinstance(block, Paragraph):
            lead.append(block.text)
        else:
            cut.append(("", "", [block]))
    sections = tuple(Section(key, name, tuple(below)) for key, name, below in cut)
    return Parts(title, tuple(lead), sections, tuple(footer))


def chapters_of(sections: Sequence[Section], pictures: Sequence[Picture]) -> list[Section]:
    """Return the sections; behind the first one those of pictures that bring their own table."""
    known = {section.key for section in sections}
    tables = {
        picture.key: picture.table
        for picture in pictures
        if picture.table is not None and picture.key not in known
    }
    own = [Section(key, table.title, (table,)) for key, table in tables.items()]
    return [*sections[:1], *own, *sections[1:]]


def _fresh(cut: list[tuple[str, str, list[Block]]]) -> bool:
    """Whether a heading waits for its first block."""
    return bool(cut) and not cut[-1][2]

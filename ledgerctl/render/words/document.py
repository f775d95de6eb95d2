"""The neutral document: headings, paragraphs, pairs, tables and lines that every face shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title. ``key`` names its section for whoever draws a picture of it."""

    text: str
    level: int = 2
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Pairs of a label and a value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    A ``cut`` column may be shortened on a screen, and only there; a ``whole`` one is never folded.
    """

    title: str
    align: Literal["left", "right"] = "left"
    cut: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns, ``totals`` too.

    ``key`` names it for whoever draws a picture of it; ``metrics`` are the keys of the metrics that
    the rows show, one each, empty where there is none.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...] | None = None
    key: str = ""
    metrics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand by themselves, such as a timeline."""

    lines: tuple[str, ...]


Block: TypeAlias = Heading | Paragraph | KeyValues | Table | Lines


@dataclass(frozen=True, slots=True)
class Document:
    """What a command shows before a face is chosen; its texts are raw, faces make them safe."""

    blocks: tuple[Block, ...]

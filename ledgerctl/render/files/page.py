"""The HTML face: one self-contained page that needs no script, no network and no font of its own."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.files.sections import Section, chapters_of, parts_of
from ledgerctl.render.words.document import Heading, KeyValues, Lines, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jinja2 import Environment

    from ledgerctl.render.reports.pictures import Picture
    from ledgerctl.render.words.document import Block, Document

_LANGUAGES = {"zh": "zh-CN", "en": "en"}
_KINDS = {Table: "table", KeyValues: "pairs", Lines: "lines", Heading: "heading", Paragraph: "text"}
#: A table of more columns does not fit beside a picture.
_NARROW = 5
#: A figure with its unit, which is set smaller.
_FIGURE = re.compile(r"(?P<number>[-\d,.]+)\s*(?P<unit>[%‱]?)")
_WORDS = {"source": N_("Source:"), "day": N_("Falls into the period by:")}


class _Shown(NamedTuple):
    """A block with the name of its kind, by which the template chooses."""

    kind: str
    block: Block


@dataclass(frozen=True, slots=True)
class _Drawing:
    title: str
    alt: str
    note: str
    svg: str


@dataclass(frozen=True, slots=True)
class _Chapter:
    """A section of the page with its pictures; ``wide`` where table and picture stand one below the other."""

    anchor: str
    title: str
    figures: Sequence[_Drawing]
    blocks: Sequence[_Shown]
    wide: bool


class _Definition(NamedTuple):
    anchor: str
    name: str
    formula: str
    day: str
    source: str
    command: str


class _Band(NamedTuple):
    """The headline: the key of a metric, its name, its number, the unit, what it was made of."""

    title: str
    cards: Sequence[tuple[str, str, str, str, str]]


def render(
    document: Document,
    pictures: Sequence[Picture] = (),
    *,
    language: str,
    explaining: str = "",
) -> str:
    """Return the document as one HTML page.

    Args:
        document: what to show; its texts are made harmless here.
        pictures: what stands beside the tables of the same key.
        language: of the page, ``zh`` or ``en``.
        explaining: the command that explains a figure whose key follows it.
    """
    from markupsafe import Markup

    from ledgerctl.render.files.charts import svg

    parts = parts_of(document)
    band, sections = _band(chapters_of(parts.sections, pictures))
    defined, definitions, sections = _definitions(sections, explaining)
    environment = _environment()
    loader = environment.loader
    assert loader is not None  # noqa: S101 - given where the environment is made
    style = loader.get_source(environment, "report.css")[0]
    figures = {
        id(picture): _Drawing(
            # Drawn from marks that `charts` made harmless; Vega escapes what it writes
            *(picture.title, picture.alt, picture.note, Markup(svg(picture))),  # noqa: S704 - our own drawing, whose texts are escaped
        )
        for picture in pictures
    }
    return environment.get_template("report.html.j2").render(
        lang=_LANGUAGES[language],
        style=Markup(style),  # noqa: S704 - a file of this package
        style_hash=_hash(style),
        parts=parts,
        band=band,
        contents=_("Contents"),
        chapters=list(_chapters(sections, pictures, figures)),
        defined=defined,
        definitions=definitions,
        explained={each.anchor for each in definitions},
        words={name: _(word) for name, word in _WORDS.items()},
    )


def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("ledgerctl.render.files"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        keep_trailing_newline=True,
    )


def _harmless(value: object) -> object:
    """Escape what hides, moves or reorders text; our own markup passes."""
    from markupsafe import Markup

    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _hash(style: str) -> str:
    digest = hashlib.sha256(style.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _band(sections: Sequence[Section]) -> tuple[_Band | None, Sequence[Section]]:
    """Take the table of the headline out of its section; it becomes the band of numbers."""
    for place, section in enumerate(sections):
        table, *rest = section.blocks or (None,)
        if section.key == "headline" and isinstance(table, Table):
            below = [replace(section, blocks=tuple(rest))] if rest else []
            keys = table.metrics or ("",) * len(table.rows)
            cards = [(key, *_card(row)) for key, row in zip(keys, table.rows, strict=True)]
            return _Band(section.title, cards), [
                *sections[:place],
                *below,
                *sections[place + 1 :],
            ]
    return None, sections


def _card(row: tuple[str, ...]) -> tuple[str, str, str, str]:
    name, figure, basis = row
    parted = _FIGURE.fullmatch(figure)
    return (name, parted["number"], parted["unit"], basis) if parted else (name, figure, "", basis)


def _chapters(
    sections: Sequence[Section], pictures: Sequence[Picture], figures: Mapping[int, _Drawing]
) -> Iterator[_Chapter]:
    """Yield the sections, each with the pictures of its key."""
    drawn: dict[str, list[Picture]] = {}
    for picture in pictures:
        drawn.setdefault(picture.key, []).append(picture)
    for number, section in enumerate(sections, 1):
        beside = drawn.get(section.key, []) if section.key else []
        wide = any(
            isinstance(block, Table) and len(block.columns) > _NARROW for block in section.blocks
        )
        yield _Chapter(
            section.key or f"section-{number}",
            section.title,
            [figures[id(picture)] for picture in beside],
            [_Shown(_KINDS[type(block)], block) for block in section.blocks],
            wide,
        )


def _definitions(
    sections: Sequence[Section], explaining: str
) -> tuple[str, Sequence[_Definition], Sequence[Section]]:
    """Take the definitions out of the sections: their title, each by itself, and the other sections."""
    for place, section in enumerate(sections):
        table, *_rest = section.blocks or (None,)
        if section.key == "definitions" and isinstance(table, Table):
            found = [
                _Definition(
                    *(f"metric-{key}", name, formula, day, source),
                    f"{explaining} {key}" if explaining else "",
                )
                for name, formula, day, source, key in table.rows
            ]
            return section.title, found, [*sections[:place], *sections[place + 1 :]]
    return "", [], sections

"""Suggestions, improvements and opportunities: lists, and the card of one.

A family differs from the others only in its columns; words are masked as on every surface.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.texts import field_label, label, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from ledgerctl.application.learning.entries import Entry
    from ledgerctl.render.words.envelope import Json


class Family(NamedTuple):
    """How a family is shown: its name for many, the vocabulary of its states, its list's columns, words last."""

    plural: str
    states: str
    columns: tuple[str, ...]


FAMILIES = {
    "suggestion": Family(
        "suggestions",
        "suggestion_status",
        ("made_on", "suggestion_kind", "by", "case", "forwarded_to", "adoption", "proposal"),
    ),
    "improvement": Family("improvements", "rectification", ("opened_on", "by", "cases", "lesson")),
    "opportunity": Family(
        "opportunities",
        "opportunity_status",
        ("heard_on", "case", "by", "opportunity_outcome", "need", "offer"),
    ),
}


def list_document(
    family: str, entries: Sequence[Entry], *, language: str, names: Sequence[str] = ()
) -> Document:
    """Return the list of a family, one line an entry; ``names`` are hidden in its words."""
    if not entries:
        return Document((Paragraph(_("Nothing recorded")),))
    look = FAMILIES[family]
    columns = [
        Column(field_label(family, language), whole=True),
        Column(field_label("status", language)),
    ]
    for name in look.columns:
        column = Column(field_label(name, language), cut=name == look.columns[-1])
        columns.append(column)
    rows = tuple(
        (
            entry.number,
            label(look.states, entry.status, language),
            *(_cell(name, getattr(entry, name), language, names) for name in look.columns),
        )
        for entry in entries
    )
    return Document((Table("", tuple(columns), rows),))


def card_document(
    family: str, entry: Entry, *, language: str, names: Sequence[str] = ()
) -> Document:
    """Return the card of one entry: its state, then every field that is known."""
    state = label(FAMILIES[family].states, entry.status, language)
    heading = Heading(f"{entry.number}  {state}", 1)
    return Document((heading, KeyValues(tuple(known(entry, language, names)))))


def known(entry: Entry, language: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield label and value of every field of an entry that is known, its words masked."""
    for name, value in _parts(entry).items():
        if name in ENTRY_FIELDS and value not in {"", ()}:
            yield field_label(name, language), _text(name, value, language, names)


def data(entry: Entry, names: Sequence[str] = ()) -> dict[str, Json]:
    """Return one entry for JSON: number, status, fields, masked words."""
    parts = {name: _plain(name, value, names) for name, value in _parts(entry).items()}
    return {"number": entry.number, "status": entry.status, **parts}


def list_data(family: str, entries: Sequence[Entry], names: Sequence[str] = ()) -> dict[str, Json]:
    """Return the JSON data of a list: how many, and each."""
    return {
        "total": len(entries),
        FAMILIES[family].plural: [data(entry, names) for entry in entries],
    }


def _parts(entry: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the named tuple of any family
    return {name: value for name, value in entry._asdict().items() if name != "number"}


def _cell(name: str, value: object, language: str, names: Sequence[str]) -> str:
    if ENTRY_FIELDS[name].kind == "day":
        return str(value)
    return _text(name, value, language, names) if value else ""


def _text(name: str, value: object, language: str, names: Sequence[str]) -> str:
    field = ENTRY_FIELDS[name]
    return masked(field, str(value), names) if field.sealed else shown(name, value, language)


def _plain(name: str, value: Any, names: Sequence[str]) -> Json:  # noqa: ANN401 - what a named tuple holds
    field = ENTRY_FIELDS.get(name)
    if field is not None and field.sealed:
        return masked(field, str(value), names) if value else ""
    if hasattr(value, "_asdict"):
        return {each: _plain(each, part, names) for each, part in value._asdict().items()}
    if isinstance(value, tuple):
        return [_plain("", part, names) for part in value]
    return dict(value) if isinstance(value, dict) else value

"""The suggestions, improvements and opportunities that name a case, as a part of its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.learning.entries import FAMILIES
from ledgerctl.render.words.document import Column, Table
from ledgerctl.render.words.texts import field_label, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.learning.naming import Naming
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: Family → its name for one, and the field that its first words are.
_FAMILIES = {
    "suggestion": (N_("Suggestion"), "proposal"),
    "improvement": (N_("Improvement"), "lesson"),
    "opportunity": (N_("Opportunity"), "need"),
}


def naming_block(entries: Sequence[Naming], language: str, names: Sequence[str]) -> list[Block]:
    """Return a table of what names a case: number, what it is, its state, its first words masked.

    ``names`` are hidden in the words.
    """
    if not entries:
        return []
    columns = (
        Column(_("Its number"), whole=True),
        Column(_("What")),
        Column(field_label("status", language)),
        Column(_("In words"), cut=True),
    )
    rows = tuple(
        (
            each.number,
            _(_FAMILIES[each.family][0]),
            label(FAMILIES[each.family].states, each.status, language),
            _words(each, names),
        )
        for each in entries
    )
    return [Table(_("What came of it"), columns, rows)]


def naming_data(entries: Sequence[Naming], names: Sequence[str]) -> list[Json]:
    """Return the JSON data of what names a case, its words masked."""
    return [{**each._asdict(), "words": _words(each, names)} for each in entries]


def _words(entry: Naming, names: Sequence[str]) -> str:
    return masked(ENTRY_FIELDS[_FAMILIES[entry.family][1]], entry.words, names)

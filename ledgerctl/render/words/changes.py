"""What becomes different, old value beside new 更正前后: in words for people, by name for JSON.

Kept light: the receipt of a correction is made from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.render.words.texts import arrow, field_label, shown, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgerctl.application.desk.differences import Difference
    from ledgerctl.render.words.envelope import Json


def rows(found: Iterable[Difference], language: str, encoding: str) -> Iterator[tuple[str, str]]:
    """Yield the label of each field that changes, with its old and new value, masked."""
    found = list(found)
    names = _names(found)
    for name, old, new in found:
        # A denominator's name ends with its year.
        own, _space, year = name.partition(" ")
        texts = [_value(own, each, language, names) for each in (old, new)]
        yield f"{field_label(own, language)} {year}".rstrip(), f" {arrow(encoding)} ".join(texts)


def data(found: Iterable[Difference]) -> Json:
    """Return old and new value by field for JSON, masked."""
    found = list(found)
    names = _names(found)
    return {
        each.field: {
            "old": _plain(each.field, each.old, names),
            "new": _plain(each.field, each.new, names),
        }
        for each in found
    }


def _names(found: Iterable[Difference]) -> tuple[str, ...]:
    """Return the names among old and new values; a text that changes with them may hold them."""
    sides = ({each.field: str(side)} for each in found for side in (each.old, each.new) if side)
    return names_in(sides)


def _value(name: str, value: object, language: str, names: tuple[str, ...]) -> str:
    if value is None or value == "":
        return unknown(language)
    field = FIELDS.get(name)
    if field is not None and field.sealed:
        return masked(field, str(value), names)
    return shown(name, value, language)


def _plain(name: str, value: object, names: tuple[str, ...]) -> Json:
    field = FIELDS.get(name)
    if field is not None and field.sealed and value is not None:
        return masked(field, str(value), names)
    if isinstance(value, list):
        return [str(each) for each in value]
    return value if isinstance(value, str | int) else None

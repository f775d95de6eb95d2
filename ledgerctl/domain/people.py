"""Who complains: the identifiers under which a complainant 投诉人 is recognised again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.privacy import normalize_id, normalize_name, normalize_phone

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Sealed


class Identifier(NamedTuple):
    """One normalised identifier of a person: its kind (``id``, ``phone``, ``name``) and text."""

    kind: str
    text: str


def identifiers(sealed: Sealed) -> list[Identifier]:
    """Return a person's normalised identifiers, strongest first: ID and phone, else the name."""
    found = []
    for kind, name, normalize in (
        ("id", "id_number", normalize_id),
        ("phone", "phone", normalize_phone),
    ):
        value = sealed.get(name)
        normalized = normalize(value) if isinstance(value, str) else None
        if normalized:
            found.append(Identifier(kind, normalized))
    if not found:
        value = sealed.get("complainant")
        normalized = normalize_name(value) if isinstance(value, str) else None
        if normalized:
            found.append(Identifier("name", normalized))
    return found

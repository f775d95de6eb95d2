"""Who complains: the identifiers under which a complainant 投诉人 is recognised again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.complainants.identity import normalize_id, normalize_name, normalize_phone

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Sealed


#: What stands in a name for the part that is hidden; the forms of full width are folded before.
_MASKS = frozenset("*×○●□■某")


class Identifier(NamedTuple):
    """One normalised identifier of a person: its kind (``id``, ``phone``, ``name``) and text."""

    kind: str
    text: str


def identifiers(sealed: Sealed) -> list[Identifier]:
    """Return a person's normalised identifiers, strongest first: ID and phone, else the name.

    A masked name (张*, 李某) identifies nobody, as a masked number does not.
    """
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
        # 张* may be anybody of that surname: taken for one person, strangers would repeat each other
        if normalized and _MASKS.isdisjoint(normalized):
            found.append(Identifier("name", normalized))
    return found

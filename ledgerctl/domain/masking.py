"""Sealed texts as everybody may see them 信息屏蔽: what names a person is hidden, by the kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain import privacy
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.reading import NAME_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.domain.events.base import Sealed
    from ledgerctl.domain.fields import Field


def _mask_names(text: str) -> str:
    return NAME_SEPARATOR.join(privacy.mask_name(name) for name in text.split(NAME_SEPARATOR))


_MASKS = {
    "name": privacy.mask_name,
    "names": _mask_names,
    "phone": privacy.mask_phone,
    "id": privacy.mask_id,
}


def mask_of(kind: str) -> Callable[[str], str]:
    """Return what hides names and numbers in a sealed text of this kind of field."""
    return _MASKS.get(kind, privacy.mask_text)


def masked(field: Field, text: str) -> str:
    """Return the text of a sealed field with what names a person hidden."""
    return mask_of(field.kind)(text)


def masked_part(sealed: Sealed) -> dict[str, str | dict[str, str]]:
    """Return a sealed part, masked; ``new.`` before a name means the same field, corrected."""
    found: dict[str, str | dict[str, str]] = {}
    for name, value in sealed.items():
        if not isinstance(value, str):
            found[name] = {key: privacy.mask_text(text) for key, text in value.items()}
            continue
        field = FIELDS.get(name.removeprefix("new."))
        found[name] = privacy.mask_text(value) if field is None else masked(field, value)
    return found

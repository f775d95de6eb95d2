"""Sealed texts as everybody may see them 信息屏蔽: what names a person is hidden, by the kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.known_names import hide_names, names_in
from ledgerctl.domain.text import privacy
from ledgerctl.domain.text.reading import NAME_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.domain.events.base import Sealed


def _mask_names(text: str) -> str:
    return NAME_SEPARATOR.join(privacy.mask_name(name) for name in text.split(NAME_SEPARATOR))


_MASKS = {
    "name": privacy.mask_name,
    "names": _mask_names,
    "phone": privacy.mask_phone,
    "id": privacy.mask_id,
}


def mask_of(kind: str) -> Callable[[str, Iterable[str]], str]:
    """Return what hides names and numbers in a sealed text of this kind of field ("": free text).

    It is given the text and the names that the ledger knows of the case, which are hidden in free text.
    """
    own = _MASKS.get(kind)
    return _mask_free_text if own is None else lambda text, _names: own(text)


def _mask_free_text(text: str, names: Iterable[str]) -> str:
    return privacy.mask_text(hide_names(text, names) if names else text)


def masked(field: Field | None, text: str, names: Iterable[str] = ()) -> str:
    """Return the text of a sealed field (None: free text) with what names a person hidden.

    ``names`` are those that the ledger knows of the case; they are hidden in free text.
    """
    return mask_of(field.kind if field is not None else "")(text, names)


def masked_part(sealed: Sealed, names: Iterable[str] = ()) -> dict[str, str | dict[str, str]]:
    """Return a sealed part, masked; ``new.`` before a name means the same field, corrected."""
    found: dict[str, str | dict[str, str]] = {}
    for name, value in sealed.items():
        if not isinstance(value, str):
            found[name] = {key: masked(None, text, names) for key, text in value.items()}
            continue
        found[name] = masked(FIELDS.get(name.removeprefix("new.")), value, names)
    return found


def masked_case(sealed: Sealed) -> dict[str, str | Mapping[str, str]]:
    """Return what is sealed about a case, masked; its own names are hidden in its texts."""
    return {**masked_part(sealed, names_in([sealed]))}

"""Names that the ledger knows of a case, hidden where they stand in free text 文中姓名屏蔽.

Who may see a text is not always who may see whom it is about; telephones and identity numbers are found by
their shape (``privacy``), a name only because the case says it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.text.privacy import mask_name
from ledgerctl.domain.text.reading import NAME_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.domain.events.base import Sealed

_FIELDS = frozenset(name for name, field in FIELDS.items() if field.kind in {"name", "names"})
#: ``new.`` before a name means the same field, corrected.
_KEYS = _FIELDS | {f"new.{name}" for name in _FIELDS}
#: A shorter name would be hidden in half of all texts: 于, 和 and 中 are surnames and words.
_SHORTEST = 2


def names_in(parts: Iterable[Sealed]) -> tuple[str, ...]:
    """Return the names that sealed parts hold, those of corrections included, longest first."""
    found: set[str] = set()
    for part in parts:
        for key in _KEYS.intersection(part):
            value = part[key]
            if isinstance(value, str):
                names = (name.strip() for name in value.split(NAME_SEPARATOR))
                found.update(name for name in names if len(name) >= _SHORTEST)
    return tuple(sorted(found, key=lambda name: (-len(name), name)))


def hide_names(text: str, names: Iterable[str]) -> str:
    """Return the text with each of the names masked where it stands.

    A Chinese name is found wherever its characters follow each other, also parted by spaces; one in
    letters only as whole words, in any case of letters. Masks are those of ``mask_name``.
    """
    for name in names:
        # Most texts name nobody: the pattern is made only where the first and the last character stand.
        if _may_hold(text, name):
            text = re.sub(_pattern(name), mask_name(name), text, flags=re.IGNORECASE)
    return text


def _may_hold(text: str, name: str) -> bool:
    folded = text.casefold()
    return name[0].casefold() in folded and name[-1].casefold() in folded


def _pattern(name: str) -> str:
    if name.isascii() or not any("一" <= character <= "鿿" for character in name):
        words = r"\s+".join(re.escape(word) for word in name.split())
        return rf"(?<!\w){words}(?!\w)"
    return r"\s*".join(re.escape(character) for character in name if not character.isspace())

"""From texts by field name to facts and sealed values; names and codes in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import FIELDS, find_field
from ledgerctl.domain.text.reading import read_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.domain.events.base import Fact


def field_named(name: str) -> Field:
    """Return the field that a name, label or alias means.

    Raises:
        UnknownField: with the nearest names.
    """
    field = find_field(name)
    if field is None:
        from ledgerctl.domain.codes.suggest import unknown_field

        raise unknown_field(name, [*FIELDS, *(each.zh for each in FIELDS.values())])
    return field


def read_values(
    texts: Mapping[str, str], today: date
) -> tuple[dict[str, Fact], dict[str, str | Mapping[str, str]]]:
    """Return facts and sealed values of the fields that ``texts`` names; blank texts are unknown.

    Raises:
        UnknownField: a name that the catalogue does not hold.
        LedgerError: a value that its field does not accept (E2xx).
    """
    facts: dict[str, Fact] = {}
    sealed: dict[str, str | Mapping[str, str]] = {}
    for name, text in texts.items():
        field = field_named(name)
        if not text.strip():
            continue
        value = read_value(field, text, today=today)
        if field.sealed:
            sealed[field.name] = str(value)
        else:
            facts[field.name] = value
    return facts, sealed

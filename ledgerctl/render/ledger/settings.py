"""The ledger's own settings 设置: value, default, and the ledger they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Table
from ledgerctl.render.words.texts import field_label

if TYPE_CHECKING:
    from ledgerctl.application.ledger.keeping import Settings
    from ledgerctl.render.words.envelope import Json


def document(result: Settings, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the ledger's identity and a table of its settings."""
    ledger = result.ledger
    rows = tuple(
        (name, field_label(name, language), value, result.defaults.get(name, ""))
        for name, value in sorted(result.values.items())
    )
    columns = (
        Column(field_label("name", language)),
        Column(_("Meaning")),
        Column(field_label("value", language)),
        Column(_("Default")),
    )
    identity = ("branch", "identity", "algorithm")
    pairs = tuple((field_label(name, language), getattr(ledger, name)) for name in identity)
    return Document((Heading(_("Settings"), 1), KeyValues(pairs), Table("", columns, rows)))


def data(result: Settings) -> dict[str, Json]:
    """Return the JSON data: identity, values, defaults, batches taken back."""
    ledger = result.ledger
    return {
        "branch": ledger.branch,
        "identity": ledger.identity,
        "algorithm": ledger.algorithm,
        "settings": dict(result.values),
        "defaults": dict(result.defaults),
        "reversed_batches": sorted(ledger.taken_back.batches),
    }

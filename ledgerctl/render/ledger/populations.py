"""The denominators recorded 基数: sizes with their day and source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Paragraph, Table
from ledgerctl.render.words.receipt import data as receipt_data
from ledgerctl.render.words.texts import field_label, label

if TYPE_CHECKING:
    from ledgerctl.application.ledger.keeping import Populations
    from ledgerctl.render.words.envelope import Json


def document(result: Populations, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return a table of what is recorded, oldest year first."""
    if not result.populations:
        return Document((Paragraph(_("No population is recorded")),))
    columns = (
        Column(field_label("year", language)),
        Column(field_label("measure", language)),
        Column(field_label("size", language), "right"),
        Column(field_label("as_of", language)),
        Column(field_label("source", language)),
    )
    rows = tuple(
        (str(each.year), label("measure", each.measure, language), f"{each.size:,}", *each[3:])
        for each in result.populations
    )
    return Document((Table("", columns, rows),))


def data(result: Populations) -> dict[str, Json]:
    """Return the JSON data: the populations, and receipts of what was just recorded."""
    return {
        "populations": [each._asdict() for each in result.populations],
        "recorded": [receipt_data(each) for each in result.recorded],
    }

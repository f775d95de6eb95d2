"""The CSV face: UTF-8 text that no spreadsheet runs as a formula.

A cell whose first sign begins a formula gets an apostrophe (OWASP, CSV Injection); plain figures
such as -12.50 stay figures.
"""

from __future__ import annotations

import csv
from io import StringIO
from itertools import chain
from typing import TYPE_CHECKING

from ledgerctl.domain.text.formulas import could_run
from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.words.document import KeyValues, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.render.words.document import Document


def guarded(text: str) -> str:
    """Return a cell's text, with an apostrophe in front when a spreadsheet could run it."""
    shown = visible(text, keep_newlines=True)
    return f"'{shown}" if could_run(text) or could_run(shown) else shown


def render(document: Document) -> str:
    """Return the document's first table; the pairs of a document without a table."""
    for block in document.blocks:
        if isinstance(block, Table):
            totals = [] if block.totals is None else [block.totals]
            return _text([[column.title for column in block.columns], *block.rows, *totals])
    pairs = [row for block in document.blocks if isinstance(block, KeyValues) for row in block.rows]
    return _text(pairs)


def records(rows: Iterable[Mapping[str, object]], columns: Sequence[str] = ()) -> str:
    """Return one line per record under stable English column names.

    Args:
        rows: flat records with the same keys; None is an empty cell.
        columns: the headings when there may be no record.
    """
    rest = iter(rows)
    first = [row for row in (next(rest, None),) if row is not None]
    names = list(columns) or [name for row in first for name in row]
    cells = ([_cell(row.get(name)) for name in names] for row in chain(first, rest))
    return _text(chain([names], cells))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(str(item) for item in value)
    return str(value)


def _text(rows: Iterable[Sequence[str]]) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return text.getvalue()

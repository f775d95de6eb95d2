"""The cross table 交叉表: one dimension down, at most one across, totals on both edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.cohort import MEASURES
from ledgerctl.domain.reports.cross_measures import Proportion
from ledgerctl.i18n import _
from ledgerctl.render.reports import definitions
from ledgerctl.render.words.document import Column, Document, Heading, Paragraph, Table
from ledgerctl.render.words.texts import field_label, figure, label, money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from ledgerctl.application.reports.summarizing import CrossTable
    from ledgerctl.domain.metrics.metric import Metric
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"


#: Measures that say all in their name.
_PLAIN = frozenset({"count", "share"})


def document(result: CrossTable, *, language: str, defined: bool = True) -> Document:
    """Return one table of all measures by one dimension, or one table per measure by two.

    ``defined`` says whether it holds the definitions of its measures, or only where they are.
    """
    names = [field_label(name, language) for name in result.dimensions]
    blocks: list[Block] = [Heading(" × ".join(names), 1)]
    period = _period(result)
    if period:
        blocks.append(Paragraph(period))
    if not result.row_keys:
        blocks.append(Paragraph(_("No case")))
        return Document(tuple(blocks))
    if len(result.dimensions) == 1:
        blocks.append(_single(result, language))
    else:
        blocks += [_double(result, measure, language) for measure in result.measures]
    if defined:
        blocks.append(definitions.section(_metrics(result), language))
    elif not _PLAIN.issuperset(result.measures):
        blocks.append(definitions.pointer("ledgerctl summarize --explain"))
    return Document(tuple(blocks))


def _metrics(result: CrossTable) -> list[Metric]:
    return [MEASURES[name] for name in result.measures]


def _period(result: CrossTable) -> str:
    first = "" if result.first == _FIRST_DAY else result.first
    last = "" if result.last == _LAST_DAY else result.last
    if first and last:
        return _("Received from {first} to {last}").format(first=first, last=last)
    if first:
        return _("Received from {first}").format(first=first)
    return _("Received to {last}").format(last=last) if last else ""


def _single(result: CrossTable, language: str) -> Table:
    dimension = result.dimensions[0]
    columns = [Column(field_label(dimension, language))]
    columns += [
        Column(MEASURES[measure].label.said(language), "right") for measure in result.measures
    ]
    rows = tuple(
        (label(dimension, key, language), *_values(result, result.row_totals[key], language))
        for key in result.row_keys
    )
    totals = (_("Total"), *_values(result, result.total, language))
    return Table("", tuple(columns), rows, totals)


def _values(
    result: CrossTable, values: Mapping[str, int | Decimal | Proportion | None], language: str
) -> list[str]:
    return [_cell(measure, values, language) for measure in result.measures]


def _double(result: CrossTable, measure: str, language: str) -> Table:
    down, across = result.dimensions
    columns = [Column(field_label(down, language))]
    columns += [Column(label(across, key, language), "right") for key in result.column_keys]
    columns.append(Column(_("Total"), "right"))
    rows = []
    for row in result.row_keys:
        cells = [result.cells.get((row, column), {}) for column in result.column_keys]
        values = [_cell(measure, cell, language) for cell in (*cells, result.row_totals[row])]
        rows.append((label(down, row, language), *values))
    last = [result.column_totals[key] for key in result.column_keys]
    totals = [_cell(measure, cell, language) for cell in (*last, result.total)]
    title = MEASURES[measure].label.said(language)
    return Table(title, tuple(columns), tuple(rows), (_("Total"), *totals))


def _cell(
    measure: str, values: Mapping[str, int | Decimal | Proportion | None], language: str
) -> str:
    if measure not in values:
        return ""
    value = values[measure]
    if isinstance(value, Proportion):
        counts = f"{figure(value.part, language)}/{figure(value.whole, language)}"
        if not value.whole:
            return figure(None, language)
        return counts if value.percent is None else f"{value.percent}% ({counts})"
    if measure == "compensation" and isinstance(value, int):
        return money(value, language)
    if measure == "share" and value is not None:
        return f"{value}%"
    return figure(value, language)


def data(result: CrossTable) -> dict[str, Json]:
    """Return the JSON data: dimensions, measures, period, one entry per cell, totals."""
    down = result.dimensions[0]
    rows: list[Json] = []
    for (row, column), values in result.cells.items():
        keys = (
            {down: row}
            if len(result.dimensions) == 1
            else dict(zip(result.dimensions, (row, column), strict=True))
        )
        rows.append({**keys, **_plain(values)})
    return {
        "dimensions": list(result.dimensions),
        "measures": list(result.measures),
        "from": result.first,
        "to": result.last,
        "rows": rows,
        "row_totals": {key: _plain(result.row_totals[key]) for key in result.row_keys},
        "column_totals": {key: _plain(result.column_totals[key]) for key in result.column_keys},
        "total": _plain(result.total),
        "definitions": definitions.data(_metrics(result)),
    }


def _plain(values: Mapping[str, int | Decimal | Proportion | None]) -> dict[str, Json]:
    return {name: _json(value) for name, value in values.items()}


def _json(value: int | Decimal | Proportion | None) -> Json:
    if isinstance(value, Proportion):
        percent = None if value.percent is None else str(value.percent)
        return {"part": value.part, "whole": value.whole, "percent": percent}
    return value if value is None or isinstance(value, int) else str(value)

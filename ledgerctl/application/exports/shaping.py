"""Handing data out in a regulator's shape 监管报送: the lines of a mapping file, from the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.exports import exporting
from ledgerctl.application.exports.exporting import Sheet
from ledgerctl.domain.codes.fields import EXTRA
from ledgerctl.domain.metrics.members import Period
from ledgerctl.domain.register.register import Row
from ledgerctl.domain.reports.register_columns import COLUMNS, Column
from ledgerctl.domain.reports.shapes import case_line, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.reports.shapes import Shape


def case_sheet(
    desk: Desk, shape: Shape, query: CaseFilter, meta: Meta, reason: str | None
) -> Sheet:
    """Return the cases that a filter selects in a shape of one line a case, masked unless revealed.

    Raises:
        ReasonNeeded: the reason is blank.
    """
    named = [name for each in shape.columns for name in (each.field, *each.unless) if name]
    extra = [EXTRA] if any(each.extra for each in shape.columns) else []
    columns = [COLUMNS[name] for name in dict.fromkeys([*named, *extra])]
    sheet = exporting.cases(desk, query, columns, meta, reason)
    names = [column.name for column in columns]
    rows = (case_line(shape.columns, dict(zip(names, row, strict=True))) for row in sheet.rows)
    headings = [_heading(each.heading) for each in shape.columns]
    return Sheet(shape.name, headings, rows, sheet.head, sheet.revealed)


def table_sheet(desk: Desk, shape: Shape, first: str, last: str) -> Sheet:
    """Return a table of a shape for the days from the first to the last, both included.

    Populations are those of the year in which the last day lies.
    """
    ledger = desk.store.ledger()
    year = int(last[:4])
    populations = {
        measure: each.size for (of, measure), each in ledger.populations.items() if of == year
    }
    found = desk.store.stream(CaseFilter(received_to=last), Row._fields)
    rows = (Row(*cast("Sequence[Any]", case.row)) for case in found)
    period = Period(first, last, today(desk), 0)
    lines = table(shape, rows, period, populations)
    headings = [_heading(shape.first), *(_heading(each.heading) for each in shape.figures)]
    return Sheet(shape.name, headings, iter(lines), desk.store.head())


def _heading(text: str) -> Column:
    return Column(text, text, text, "text")

"""What a filter selects among rows in memory, and what a cross table counts of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import CrossCell
from ledgerctl.domain.register.register import FILTERABLE
from ledgerctl.storage.projecting import finds, mentions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgerctl.application.desk.records import CaseFilter, Recorded
    from ledgerctl.domain.register.register import Row


def selects(query: CaseFilter, row: Row, history: Callable[[str], Sequence[Recorded]]) -> bool:
    """Return whether a filter selects a row; its texts are looked up only when they are asked for."""
    if query.status is not None:
        visible = row.status == query.status
    else:
        visible = "status" in query.equal or row.status != "reversed"
    equal = ((name, query.equal[name]) for name in FILTERABLE if name in query.equal)
    return (
        visible
        and (not query.moved or row.first_received_on != "")
        and (query.is_open is None or bool(row.closed) is not query.is_open)
        and (query.year is None or row.year == query.year)
        and (query.received_from is None or row.received_on >= query.received_from)
        and (query.received_to is None or row.received_on <= query.received_to)
        and all(getattr(row, name) == value for name, value in equal)
        and _in_time(query, row)
        and (query.text is None or mentions(history(row.number), query.text))
        and (query.search is None or finds(history(row.number), query.search))
    )


def _in_time(query: CaseFilter, row: Row) -> bool:
    due_on = "" if row.notified_at else row.due_on
    by, dues = query.due_by, (due_on, row.contact_due, row.progress_due)
    return (
        (query.not_closed_by is None or not row.closed or row.closed_on > query.not_closed_by)
        and (query.overdue_on is None or (not row.closed and "" < due_on < query.overdue_on))
        and (by is None or (not row.closed and any("" < due <= by for due in dues)))
        and (query.followup_by is None or "" < row.followup_due <= query.followup_by)
    )


def cell_of(rows: Sequence[Row]) -> CrossCell:
    """Return what a cross table counts of some rows."""
    return CrossCell(
        len(rows),
        sum(row.closed for row in rows),
        sum(row.escalated for row in rows),
        sum(1 for row in rows if row.repeat_of),
        sum(row.compensation or 0 for row in rows),
        dict(Counter(row.days for row in rows if row.days is not None)),
    )

"""The list of cases 案件列表: one line per case on a screen, one full record per case elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Paragraph, Table
from ledgerctl.render.words.receipt import row_data
from ledgerctl.render.words.texts import field_label, label, sealed_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.ledger.looking import CaseList
    from ledgerctl.domain.register.register import Row
    from ledgerctl.render.words.envelope import Json

_CODED = ("channel", "business", "status")
#: Columns that are never folded.
_WHOLE = frozenset({"number", "received_on", "due_on"})
_FINISHED = frozenset({"closed", "withdrawn", "declined", "reversed"})
#: Sealed fields that a record carries, masked.
SEALED = ("complainant", "phone", "summary")


def document(
    result: CaseList,
    *,
    language: str,
    encoding: str,  # noqa: ARG001 - every face's signature
    reveal: bool = False,
) -> Document:
    """Return the list; only its last column may be cut, and only on a screen."""
    if not result.rows:
        return Document((Paragraph(_("No case")),))
    names = ("number", "received_on", *_CODED, "handler", "due_on")
    columns = [Column(field_label(name, language), whole=name in _WHOLE) for name in names]
    columns.append(Column(field_label("summary", language), cut=True))
    rows = []
    for row in result.rows:
        coded = [label(name, getattr(row, name), language) for name in _CODED]
        summary = sealed_text(result.texts.get(row.number, {}), "summary", reveal=reveal)
        if overdue(row, result.today):
            late = _("OVERDUE")
            coded[-1] = f"{coded[-1]} {late}"
        due = "" if row.status in _FINISHED else row.due_on
        rows.append((row.number, row.received_on, *coded, row.handler, due, summary))
    return Document((Table("", tuple(columns), tuple(rows)),))


def talk(result: CaseList) -> list[str]:
    """Return for stderr how many cases there are when the list shows only some."""
    shown = len(result.rows)
    if shown >= result.total:
        return []
    return [_("showing {shown} of {total}").format(shown=shown, total=f"{result.total:,}")]


def records(result: CaseList, *, reveal: bool = False) -> Iterator[dict[str, Json]]:
    """Yield one flat record per case: the register row, overdue or not, the masked texts."""
    return (_record(row, result, reveal=reveal) for row in result.rows)


def data(result: CaseList, *, reveal: bool = False) -> dict[str, Json]:
    """Return the JSON data: how many cases, as of which day, and their records."""
    return {
        "total": result.total,
        "shown": len(result.rows),
        "today": result.today,
        "cases": list(records(result, reveal=reveal)),
    }


def overdue(row: Row, today: str) -> bool:
    """Whether an open case that was not answered is past its due day 逾期."""
    runs = row.status not in _FINISHED and not row.notified_at
    return runs and "" < row.due_on < today


def _record(row: Row, result: CaseList, *, reveal: bool) -> dict[str, Json]:
    sealed = result.texts.get(row.number, {})
    texts: dict[str, Json] = {name: sealed_text(sealed, name, reveal=reveal) for name in SEALED}
    return {**row_data(row), "overdue": overdue(row, result.today), **texts}

"""The meeting's page 例会议题: the counts, then only the lists that have something in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.complainants.masking import masked
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.texts import field_label, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.learning.briefing import Briefing
    from ledgerctl.domain.register.register import Row
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

#: The lists of cases in the order of the page; cases that are only open are counted, not listed.
_CASES = {
    "overdue": N_("Overdue"),
    "major": N_("Major"),
    "repeats": N_("Repeats"),
    "undecided": N_("At fault, nothing decided"),
    "new": N_("New in this period"),
}
_ROW = ("number", "received_on", "business", "cause", "status", "handler", "due_on")
_MEASURE = ("improvement", "step", "owner", "due_on", "plan")
_SUGGESTION = ("suggestion", "made_on", "suggestion_kind", "by", "forwarded_to", "proposal")


def document(result: Briefing, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the page."""
    title = _("{branch}: to talk about, {period}").format(
        branch=result.branch, period=result.span.name
    )
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(_("As it stood on {day}").format(day=result.as_of)),
        KeyValues(tuple((name, str(count)) for name, count in _counts(result))),
    ]
    for name, heading in _CASES.items():
        rows: Sequence[Row] = getattr(result, name)
        if rows:
            blocks += [Heading(_(heading)), _cases(rows, language)]
    if result.measures:
        blocks += [Heading(_("Measures due")), _measures(result, language)]
    if result.unanswered:
        blocks += [Heading(_("Suggestions without an answer")), _suggestions(result, language)]
    return Document(tuple(blocks))


def data(result: Briefing) -> dict[str, Json]:
    """Return the JSON data: the period, the counts, the numbers behind each."""
    cases = {name: [row.number for row in getattr(result, name)] for name in _CASES}
    measures: list[Json] = [
        {
            "improvement": each.number,
            "step": each.measure.step,
            "owner": each.measure.owner,
            "due_on": each.measure.due_on,
            "overdue": each.measure.due_on < result.as_of,
        }
        for each in result.measures
    ]
    return {
        "branch": result.branch,
        "period": result.span.name,
        "first": result.span.first,
        "last": result.span.last,
        "as_of": result.as_of,
        "closed": result.closed,
        "open": [row.number for row in result.open_cases],
        **cases,
        "measures": measures,
        "unanswered": [each.number for each in result.unanswered],
    }


def _counts(result: Briefing) -> list[tuple[str, int]]:
    return [
        (_("New in this period"), len(result.new)),
        (_("Closed in this period"), result.closed),
        (_("Open"), len(result.open_cases)),
        *[(_(_CASES[name]), len(getattr(result, name))) for name in _CASES if name != "new"],
        (_("Measures due"), len(result.measures)),
        (_("Suggestions without an answer"), len(result.unanswered)),
    ]


def _cases(rows: Sequence[Row], language: str) -> Table:
    columns = tuple(Column(field_label(name, language)) for name in _ROW)
    cells = tuple(tuple(_cell(row, name, language) for name in _ROW) for row in rows)
    return Table("", columns, cells)


def _measures(result: Briefing, language: str) -> Table:
    columns = tuple(Column(field_label(name, language)) for name in _MEASURE)
    rows = []
    for each in result.measures:
        due = _late(each.measure.due_on, result.as_of)
        plan = masked(None, each.measure.plan, result.names)
        rows.append((each.number, str(each.measure.step), each.measure.owner, due, plan))
    return Table("", columns, tuple(rows))


def _suggestions(result: Briefing, language: str) -> Table:
    columns = tuple(Column(field_label(name, language)) for name in _SUGGESTION)
    rows = []
    for each in result.unanswered:
        kind = label("suggestion_kind", each.suggestion_kind, language)
        words = masked(None, each.proposal, result.names)
        rows.append((each.number, each.made_on, kind, each.by, each.forwarded_to, words))
    return Table("", columns, tuple(rows))


def _cell(row: Row, name: str, language: str) -> str:
    value = str(getattr(row, name))
    return (
        value
        if name in {"number", "received_on", "handler", "due_on"}
        else label(name, value, language)
    )


def _late(due_on: str, as_of: str) -> str:
    late = _("OVERDUE")
    return f"{due_on} {late}" if due_on < as_of else due_on

"""What is due 待办: overdue, today, this week; by handler; and what waits without a running clock."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, Paragraph, Table
from ledgerctl.render.words.receipt import provisional_text
from ledgerctl.render.words.texts import day, field_label, label, unknown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.cases.due import Due, Task
    from ledgerctl.domain.register.register import Row
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

_GROUPS = {"overdue": N_("Overdue"), "today": N_("Today"), "later": N_("Until {until}")}
#: Kinds of other areas' tasks → what is to be done.
_KINDS = {"followup": N_("Follow up with the customer"), "measure": N_("Carry out a measure")}


def document(result: Due, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return the tasks in three groups, who has how many, and the cases that wait."""
    blocks: list[Block] = [
        Heading(_("Due: {day}").format(day=day(result.today, language)), 1),
    ]
    if not result.tasks:
        blocks.append(Paragraph(_("Nothing is due until {until}").format(until=result.until)))
    for group, title in _GROUPS.items():
        own = [task for task in result.tasks if _group(task, result.today) == group]
        if own:
            blocks.append(_table(_(title).format(until=result.until), own, result, language))
    if result.provisional:
        blocks.append(Paragraph(provisional_text(result.provisional, language)))
    if len({task.owner for task in result.tasks}) > 1:
        blocks.append(_owners(result, language))
    if result.waiting:
        blocks.append(_cases(_("Waiting: no clock runs"), result.waiting, language))
    if result.mine:
        mine = _("Waiting for {person}").format(person=result.person)
        blocks.append(_cases(mine, result.mine, language))
    return Document(tuple(blocks))


def _group(task: Task, today: str) -> str:
    due = task.due[:10]
    return "overdue" if due < today else "today" if due == today else "later"


def _table(title: str, tasks: Sequence[Task], result: Due, language: str) -> Table:
    columns = (
        Column(field_label("due_on", language), whole=True),
        Column(_("Days left"), "right"),
        Column(_("Number"), whole=True),
        Column(_("What")),
        Column(field_label("handler", language)),
        Column(field_label("status", language)),
    )
    rows = tuple(
        (
            task.due.replace("T", " "),
            str(task.days_left(result.today)),
            task.number,
            kind(task.kind, language),
            task.owner or unknown(language),
            label("status", task.status, language) if task.status else "",
        )
        for task in tasks
    )
    return Table(title, columns, rows)


def kind(code: str, language: str) -> str:
    """Return what a kind of task asks for."""
    return _(_KINDS[code]) if code in _KINDS else label("step", code, language)


def _owners(result: Due, language: str) -> Table:
    counts = Counter((task.owner, _group(task, result.today)) for task in result.tasks)
    columns = (
        Column(field_label("handler", language)),
        *[Column(_(title).format(until=result.until), "right") for title in _GROUPS.values()],
    )
    owners = sorted({task.owner for task in result.tasks})
    rows = tuple(
        (owner or unknown(language), *[str(counts[owner, group]) for group in _GROUPS])
        for owner in owners
    )
    return Table(_("By handler"), columns, rows)


def _cases(title: str, rows: Sequence[Row], language: str) -> Table:
    names = ("number", "received_on", "status", "handler", "due_on")
    whole = {"number", "received_on", "due_on"}
    return Table(
        title,
        tuple(Column(field_label(name, language), whole=name in whole) for name in names),
        tuple(
            (
                row.number,
                row.received_on,
                label("status", row.status, language),
                row.handler or unknown(language),
                row.due_on,
            )
            for row in rows
        ),
    )


def talk(result: Due) -> list[str]:
    """Return for stderr how much is overdue."""
    return [
        _("{due} due until {until}, {overdue} overdue").format(
            due=len(result.tasks), until=result.until, overdue=result.overdue
        )
    ]


def records(result: Due) -> list[dict[str, Json]]:
    """Return one flat record per task."""
    return [
        {
            "due": task.due,
            "days_left": task.days_left(result.today),
            "overdue": task.due[:10] < result.today,
            "kind": task.kind,
            "number": task.number,
            "handler": task.owner,
            "status": task.status,
        }
        for task in result.tasks
    ]


def data(result: Due) -> dict[str, Json]:
    """Return the JSON data: day, how far it looks, the tasks, the cases that wait, provisional years."""
    return {
        "today": result.today,
        "until": result.until,
        "overdue": result.overdue,
        "tasks": records(result),
        "waiting": [_case(row) for row in result.waiting],
        "mine": [_case(row) for row in result.mine],
        "provisional": list(result.provisional),
    }


def _case(row: Row) -> dict[str, Json]:
    return {name: getattr(row, name) for name in ("number", "status", "handler", "due_on")}

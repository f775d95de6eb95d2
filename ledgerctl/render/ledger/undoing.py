"""Taking back 撤销, in words: which commands, what changes from what to what, and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.domain.text.dates import local_time
from ledgerctl.i18n import _
from ledgerctl.render.cases.timeline import Teller
from ledgerctl.render.words import changes
from ledgerctl.render.words import receipt as receipt_face
from ledgerctl.render.words.document import Document, Heading, KeyValues, Lines, Paragraph
from ledgerctl.render.words.receipt import done
from ledgerctl.render.words.texts import figure, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.application.ledger.reversing import Command, Plan, Undone
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json


def preview(plan: Plan, *, language: str, encoding: str) -> Document:
    """Return what would be taken back, and what would change."""
    title = Heading(_("What would be taken back"), 1)
    return Document((title, *_blocks(plan, language, encoding)))


def document(undone: Undone, *, language: str, encoding: str) -> Document:
    """Return what was taken back, what changed with it, and the receipt."""
    own = receipt_face.document(undone.receipt, language=language, encoding=encoding)
    if undone.plan is None:
        return own
    return Document((own.blocks[0], *_blocks(undone.plan, language, encoding), *own.blocks[1:]))


def data(undone: Undone) -> dict[str, Json]:
    """Return the JSON data: the receipt's, with the events named and the changes by case."""
    plan = undone.plan
    own = receipt_face.data(undone.receipt)
    return own if plan is None else {**own, **plan_data(plan)}


def plan_data(plan: Plan) -> dict[str, Json]:
    """Return the JSON data of what is taken back: commands, changes, settings, later events."""
    cases: list[Json] = [
        {"number": change.number, "changes": changes.data(change.differences)}
        for change in plan.changes
    ]
    return {
        "target": plan.target,
        "commands": [_command_data(command) for command in plan.commands],
        "cases": plan.case_count,
        "changes": cases,
        "ledger_changes": changes.data(plan.own),
        "later": [each.envelope.seq for each in plan.later],
    }


def _command_data(command: Command) -> dict[str, Json]:
    envelope = command.events[0].envelope
    return {
        "batch": command.span.batch or None,
        "first": command.span.first or None,
        "last": command.span.last or None,
        "kinds": [each.envelope.kind for each in command.events],
        "cases": len(command.numbers),
        "actor": envelope.actor,
        "on_behalf_of": envelope.on_behalf_of,
        "recorded_at": envelope.recorded_at,
    }


def _blocks(plan: Plan, language: str, encoding: str) -> Iterator[Block]:
    words = _Words(plan, language, encoding)
    yield Lines(tuple(line for command in plan.commands for line in words.command(command)))
    gone = [change.number for change in plan.changes if change.vanishes]
    whole = gone if len(gone) > 1 else []
    if whole:
        said = _("Taken back whole: {cases}; the numbers are not used again, `show` tells why")
        yield Paragraph(said.format(cases=joined(whole, language)))
    for change in plan.changes:
        if change.number in whole:
            continue
        rows = tuple(changes.rows(change.differences, language, encoding))
        yield Heading(change.number)
        if rows:
            yield KeyValues(rows)
        else:
            yield Paragraph(_("No field changes"))
        if change.vanishes:
            yield Paragraph(_("The number is not used again; `show` tells why"))
    rest = plan.case_count - len(plan.changes)
    if rest > 0:
        yield Paragraph(_("Further cases: {count}").format(count=figure(rest, language)))
    if plan.own:
        yield Heading(_("The ledger's own values"))
        yield KeyValues(tuple(changes.rows(plan.own, language, encoding)))
    if plan.later:
        yield Heading(_("Later events that would have nothing to rest on"))
        yield Lines(tuple(words.event(each) for each in plan.later))


class _Words:
    """Says what is taken back."""

    def __init__(self, plan: Plan, language: str, encoding: str) -> None:
        self._language = language
        names = names_in(
            part.sealed for change in plan.changes for part in (change.before, change.after)
        )
        self._teller = Teller(language, encoding, reveal=False, names=names)
        self._timezone = plan.timezone

    def command(self, command: Command) -> Iterator[str]:
        """Yield one line per event; a whole import is one line."""
        if not command.span.batch:
            yield from (self.event(each) for each in command.events)
            return
        imported = _("The whole import {batch}; cases touched: {count}")
        count = figure(len(command.numbers), self._language)
        yield self._line(command.events[0], imported.format(batch=command.span.batch, count=count))

    def event(self, recorded: Recorded) -> str:
        """Return one event in one line: number, when and by whom recorded, case, what it did."""
        number, kind = recorded.envelope.number, recorded.envelope.kind
        # A correction's old and new values stand among the changes.
        corrected = kind == "complaint.corrected"
        told = done(kind) if corrected else self._teller.words(recorded, Complaint(number or ""))
        return self._line(recorded, f"{number}  {told}" if number else told)

    def _line(self, recorded: Recorded, what: str) -> str:
        envelope = recorded.envelope
        when = local_time(envelope.recorded_at, self._timezone).replace("T", " ")
        who = envelope.on_behalf_of or envelope.actor
        return f"#{envelope.seq}  {when}  {who}  {what}"

"""Taking back 撤销, in words: which commands, what changes from what to what, and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.complaint import Complaint
from ledgerctl.domain.dates import local_time
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.masking import masked
from ledgerctl.i18n import _
from ledgerctl.render import receipt as receipt_face
from ledgerctl.render.document import Document, Heading, KeyValues, Lines, Paragraph
from ledgerctl.render.receipt import done
from ledgerctl.render.texts import arrow, field_label, figure, shown, unknown
from ledgerctl.render.timeline import Teller

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ledgerctl.application.differences import Difference
    from ledgerctl.application.ports import Recorded
    from ledgerctl.application.reversing import Command, Plan, Undone
    from ledgerctl.render.document import Block
    from ledgerctl.render.envelope import Json


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
    changes: list[Json] = [
        {
            "number": change.number,
            "changes": {
                each.field: {
                    "old": _plain(each.field, each.old),
                    "new": _plain(each.field, each.new),
                }
                for each in change.differences
            },
        }
        for change in plan.changes
    ]
    return {
        "target": plan.target,
        "commands": [_command_data(command) for command in plan.commands],
        "cases": plan.case_count,
        "changes": changes,
        "ledger_changes": {
            each.field: {"old": _plain(each.field, each.old), "new": _plain(each.field, each.new)}
            for each in plan.own
        },
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
    for change in plan.changes:
        rows = tuple(words.differences(change.differences))
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
        yield KeyValues(tuple(words.differences(plan.own)))
    if plan.later:
        yield Heading(_("Later events that would have nothing to rest on"))
        yield Lines(tuple(words.event(each) for each in plan.later))


class _Words:
    """Says what is taken back and what it changes."""

    def __init__(self, plan: Plan, language: str, encoding: str) -> None:
        self._language = language
        self._arrow = arrow(encoding)
        self._teller = Teller(language, encoding, reveal=False)
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

    def differences(self, found: Iterable[Difference]) -> Iterator[tuple[str, str]]:
        """Yield the label of each field that changes, with its old and new value."""
        for name, old, new in found:
            # A denominator's name ends with its year.
            own, _space, year = name.partition(" ")
            texts = [self._value(own, each) for each in (old, new)]
            label = f"{field_label(own, self._language)} {year}".rstrip()
            yield label, f" {self._arrow} ".join(texts)

    def _value(self, name: str, value: object) -> str:
        if value is None or value == "":
            return unknown(self._language)
        field = FIELDS.get(name)
        if field is not None and field.sealed:
            return masked(field, str(value))
        return shown(name, value, self._language)


def _plain(name: str, value: object) -> Json:
    """Return a value for JSON, masked when it is a person's."""
    field = FIELDS.get(name)
    if field is not None and field.sealed and value is not None:
        return masked(field, str(value))
    if isinstance(value, list):
        return [str(each) for each in value]
    return value if isinstance(value, str | int) else None

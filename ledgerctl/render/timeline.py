"""The timeline of a case 时间线: one line per event; corrections with old and new value."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ledgerctl.domain.complaint import Complaint, evolve
from ledgerctl.domain.events.base import text
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.privacy import mask_text
from ledgerctl.i18n import _
from ledgerctl.render.receipt import told
from ledgerctl.render.texts import arrow, clauses, field_label, label, masked, pair, shown, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.ports import Recorded
    from ledgerctl.application.results import Card
    from ledgerctl.domain.events.base import ComplaintEvent, Facts, Sealed
    from ledgerctl.render.envelope import Json

#: The outcome's facts that tell a closing in one line.
_OUTCOME = ("finding", "remedy", "compensation", "settlement", "responsibility", "resolved_by")
_MOMENTS = {name for name, field in FIELDS.items() if field.kind in {"moment", "day"}}
_MOMENTS |= {"at", "due_on"}
_NOT_TOLD = frozenset({"person", "due_on", "policy"})


def lines(card: Card, *, language: str, encoding: str, reveal: bool) -> list[str]:
    """Return the timeline, oldest event first; events of batches taken back say so."""
    teller = _Teller(language, encoding, reveal=reveal)
    return [teller.line(recorded, before, back=back) for recorded, before, back in _walk(card)]


def data(card: Card, *, reveal: bool) -> list[Json]:
    """Return the timeline for JSON: envelope, facts, masked texts, taken back or not."""
    return [_entry(recorded, back=back, reveal=reveal) for recorded, _before, back in _walk(card)]


def _walk(card: Card) -> Iterator[tuple[Recorded, Complaint, bool]]:
    """Yield each event with the state before it; what was taken back changes no state."""
    state = Complaint(card.complaint.number)
    for recorded in card.history:
        back = recorded.envelope.batch in card.reversed_batches
        yield recorded, state, back
        if not back:
            state = evolve(state, cast("ComplaintEvent", recorded.event))


def _entry(recorded: Recorded, *, back: bool, reveal: bool) -> Json:
    envelope = recorded.envelope
    return {
        "seq": envelope.seq,
        "kind": envelope.kind,
        "recorded_at": envelope.recorded_at,
        "actor": envelope.actor,
        "on_behalf_of": envelope.on_behalf_of,
        "batch": envelope.batch,
        "taken_back": back,
        "facts": told(envelope.kind, recorded.event.facts()),
        "texts": {
            name: _masked(name, value, reveal=reveal)
            for name, value in recorded.sealed.items()
            if isinstance(value, str)
        },
        "hash": envelope.hash,
    }


def _masked(name: str, value: str, *, reveal: bool) -> str:
    if reveal:
        return value
    field = FIELDS.get(name.removeprefix("new."))
    return mask_text(value) if field is None else masked(field, value)


class _Teller:
    """Says in words what an event did."""

    def __init__(self, language: str, encoding: str, *, reveal: bool) -> None:
        self._language = language
        self._arrow = arrow(encoding)
        self._reveal = reveal

    def line(self, recorded: Recorded, before: Complaint, *, back: bool) -> str:
        """Return one event in one line."""
        envelope = recorded.envelope
        who = envelope.actor
        if envelope.on_behalf_of:
            who = _("{actor} for {person}").format(actor=who, person=envelope.on_behalf_of)
        when = f"{envelope.recorded_at[:16].replace('T', ' ')} UTC"
        what = clauses([*self._what(recorded, before)], self._language)
        line = f"#{envelope.seq}  {when}  {who}  {what}"
        if back:
            line = _("{line} [taken back with batch {batch}]").format(
                line=line, batch=envelope.batch
            )
        return line

    def _what(self, recorded: Recorded, before: Complaint) -> Iterator[str]:
        facts, sealed = recorded.event.facts(), recorded.sealed
        match recorded.envelope.kind:
            case "complaint.received":
                yield from self._received(facts)
            case "complaint.noted":
                yield _("Note: {note}").format(note=self._sealed(sealed, "note"))
            case "complaint.assigned":
                yield _("Handed to {handler}").format(handler=text(facts, "handler"))
                yield from self._named(facts, ("department", "at"))
            case "complaint.escalated":
                yield from self._escalated(facts)
            case "complaint.resolved":
                yield _("Closed")
                yield from self._named(facts, (*_OUTCOME, "resolved_at"))
            case "complaint.reopened":
                yield _("Reopened")
                yield from self._named(facts, ("at", "due_on"))
            case "complaint.corrected":
                yield from self._corrected(facts, sealed, before)
            case kind:
                yield kind
        if sealed.get("reason"):
            yield self._named_text("reason", self._sealed(sealed, "reason"))

    def _received(self, facts: Facts) -> Iterator[str]:
        yield _("Received by {channel}").format(
            channel=label("channel", text(facts, "channel"), self._language)
        )
        yield from self._named(facts, ("received_at", "first_receiver"))
        if facts.get("closed"):
            yield _("with its outcome")
            yield from self._named(facts, (*_OUTCOME, "resolved_at"))

    def _escalated(self, facts: Facts) -> Iterator[str]:
        origin, target = (
            label("level", text(facts, end), self._language) for end in ("from", "to")
        )
        yield _("Escalated: {change}").format(change=f"{origin} {self._arrow} {target}")
        yield from self._named(facts, ("person", "at"))

    def _corrected(self, facts: Facts, sealed: Sealed, before: Complaint) -> Iterator[str]:
        yield _("Corrected")
        cleared = facts.get("cleared", [])
        names = [*facts, *sealed, *(cleared if isinstance(cleared, list) else [])]
        for key in names:
            name = key.removeprefix("new.")
            if key in {"cleared", "reason", "at"} or name in _NOT_TOLD:
                continue
            old = self._value(name, before.facts.get(name, before.sealed.get(name)))
            new = self._value(name, facts.get(f"new.{name}", sealed.get(f"new.{name}")))
            yield self._named_text(name, f"{old} {self._arrow} {new}")
        yield from self._named(facts, ("at",))

    def _value(self, name: str, value: object) -> str:
        if value is None or value == "":
            return unknown(self._language)
        if name in FIELDS and FIELDS[name].sealed:
            return _masked(name, str(value), reveal=self._reveal)
        # Weekdays help a clerk who types a date; here they would drown the story
        moment = name in _MOMENTS
        return str(value).replace("T", " ") if moment else shown(name, value, self._language)

    def _named(self, facts: Facts, names: tuple[str, ...]) -> Iterator[str]:
        for name in names:
            if name in facts:
                yield self._named_text(name, self._value(name, facts[name]))

    def _named_text(self, name: str, value: str) -> str:
        return pair(field_label(name, self._language), value, self._language)

    def _sealed(self, sealed: Sealed, name: str) -> str:
        value = sealed.get(name)
        if not isinstance(value, str) or not value:
            return _("(erased)")
        return _masked(name, value, reveal=self._reveal)

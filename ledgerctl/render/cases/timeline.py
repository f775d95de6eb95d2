"""The timeline of a case 时间线: day by day, one line per event; corrections with old and new value."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from ledgerctl.domain.cases.complaint import Complaint, evolve, fold
from ledgerctl.domain.cases.reversal import REVERSALS, reversals_among, standing, taken_back
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.domain.events.base import ACCEPTED, ASSISTING, HANDED_OVER, text, whole
from ledgerctl.domain.text.dates import local_time
from ledgerctl.errors.base import N_
from ledgerctl.i18n import _
from ledgerctl.render.cases.links import linked
from ledgerctl.render.words.receipt import done, told
from ledgerctl.render.words.texts import (
    arrow,
    clauses,
    day,
    field_label,
    label,
    pair,
    shown,
    unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.application.reports.results import Card
    from ledgerctl.domain.cases.chain import Envelope
    from ledgerctl.domain.cases.reversal import Reversal
    from ledgerctl.domain.events.base import ComplaintEvent, Facts, Sealed
    from ledgerctl.render.words.envelope import Json

_ASSIGNED = {
    HANDED_OVER: N_("Handed to {handler}"),
    ASSISTING: N_("{handler} helps"),
    ACCEPTED: N_("Accepted by {handler}"),
}
#: The outcome's facts that tell a closing in one line.
_OUTCOME = (
    "finding",
    "remedy",
    "compensation",
    "settlement",
    "responsibility",
    "resolved_by",
    "second_person",
)
#: Kind → the fact that says when it happened, where that is not ``at``.
_HAPPENED = {
    "complaint.received": "received_at",
    "complaint.resolved": "resolved_at",
    "complaint.notified": "notified_at",
}
#: Kinds about the clocks and the ending → the facts that tell what was done.
_TIMED = {
    "complaint.extended": ("extra_days", "due_on", "approved_by", "approval", "told_at"),
    "complaint.paused": ("pause_cause", "told_at"),
    "complaint.resumed": ("due_on",),
    "complaint.notified": ("notice_method", "told"),
    "complaint.withdrawn": ("resolved_by",),
    "complaint.declined": ("decline_cause", "resolved_by", "notified_at", "notice_method"),
}
_MOMENTS = {name for name, field in FIELDS.items() if field.kind in {"moment", "day"}}
_MOMENTS |= {"due_on", "told_at", "recorded_on", "next_on"}
#: Words that any event may have beside its facts.
_WORDS = ("measure_taken", "reason")
_NOT_TOLD = frozenset({"person", "due_on", "policy"})


def days(card: Card, *, language: str, encoding: str, reveal: bool) -> list[tuple[str, list[str]]]:
    """Return the story day by day: a heading and one line per event, by the day it happened.

    What was recorded on another day than it happened says so; what was taken back says by which event.
    """
    teller = Teller(language, encoding, reveal=reveal, names=card.names)
    accounts = {recorded.envelope.actor for recorded in card.history}
    told = []
    for recorded, before, by in _walk(card):
        moment, entered = _moments(recorded, card.timezone)
        who = _who(recorded.envelope, several=len(accounts) > 1)
        what = teller.words(recorded, before)
        if by:
            what = _("{line} [taken back by #{seq}]").format(line=what, seq=by)
        parts = (f"#{recorded.envelope.seq}", moment[11:16], who, what)
        told.append((moment[:10], entered, "  ".join([part for part in parts if part])))
    # Within a day events stand in the order in which they were recorded.
    told.sort(key=itemgetter(0))
    return [
        _day(on, [(entered, line) for _on, entered, line in group], language)
        for on, group in groupby(told, key=itemgetter(0))
    ]


def _day(on: str, lines: list[tuple[str, str]], language: str) -> tuple[str, list[str]]:
    heading = day(on, language)
    entered = {each for each, _line in lines}
    if entered == {on}:
        return heading, [line for _entered, line in lines]
    late = _("{line} [recorded {day}]")
    if len(entered) == 1:
        return late.format(line=heading, day=entered.pop()), [line for _entered, line in lines]
    return heading, [
        line if each == on else late.format(line=line, day=each) for each, line in lines
    ]


def _moments(recorded: Recorded, timezone: str) -> tuple[str, str]:
    """Return when an event happened (to the minute when known) and the day it was recorded."""
    entered = local_time(recorded.envelope.recorded_at, timezone)
    facts = recorded.event.facts()
    own = _HAPPENED.get(recorded.envelope.kind, "at")
    return text(facts, own) or entered, entered[:10]


def _who(envelope: Envelope, *, several: bool) -> str:
    """Return who acted; the system's user too where a case was worked on from several."""
    person = envelope.on_behalf_of or envelope.actor
    return f"{person} ({envelope.actor})" if several and person != envelope.actor else person


def data(card: Card, *, reveal: bool) -> list[Json]:
    """Return the timeline for JSON: envelope, facts, masked texts, taken back or not."""
    names = card.names
    return [_entry(recorded, names, by=by, reveal=reveal) for recorded, _before, by in _walk(card)]


def _walk(card: Card) -> Iterator[tuple[Recorded, Complaint, int]]:
    """Yield each event in order, the state that it found, and the reversal that took it back, else 0."""
    number = card.complaint.number
    state = Complaint(number)
    past: list[Recorded] = []
    reversals: list[Reversal] = []
    for recorded in sorted([*card.history, *card.reversals], key=lambda each: each.envelope.seq):
        envelope = recorded.envelope
        yield recorded, state, card.taken_back.reversal(envelope.seq, envelope.batch)
        if envelope.kind in REVERSALS:
            reversals += [reversal for _, reversal in reversals_among([recorded])]
            kept = standing(past, taken_back(reversals))
            state = fold(number, [cast("ComplaintEvent", each.event) for each in kept])
        else:
            past.append(recorded)
            state = evolve(state, cast("ComplaintEvent", recorded.event))


def _entry(recorded: Recorded, names: Sequence[str], *, by: int, reveal: bool) -> Json:
    envelope = recorded.envelope
    return {
        "seq": envelope.seq,
        "kind": envelope.kind,
        "recorded_at": envelope.recorded_at,
        "actor": envelope.actor,
        "on_behalf_of": envelope.on_behalf_of,
        "batch": envelope.batch,
        "taken_back": bool(by),
        "taken_back_by": by or None,
        "facts": told(envelope.kind, recorded.event.facts()),
        "texts": {
            name: _masked(name, value, names, reveal=reveal)
            for name, value in recorded.sealed.items()
            if isinstance(value, str)
        },
        "hash": envelope.hash,
    }


def _masked(name: str, value: str, names: Sequence[str], *, reveal: bool) -> str:
    return value if reveal else masked(FIELDS.get(name.removeprefix("new.")), value, names)


class Teller:
    """Says in words what an event did; ``names`` are hidden in texts unless they are revealed."""

    def __init__(
        self, language: str, encoding: str, *, reveal: bool, names: Sequence[str] = ()
    ) -> None:
        self._language = language
        self._arrow = arrow(encoding)
        self._reveal = reveal
        self._names = names

    def words(self, recorded: Recorded, before: Complaint) -> str:
        """Return what an event did to a case in the state ``before``, in one line."""
        words = [*self._what(recorded, before), *self._said(recorded.sealed)]
        return clauses(words, self._language)

    def _what(self, recorded: Recorded, before: Complaint) -> Iterator[str]:
        facts, sealed = recorded.event.facts(), recorded.sealed
        match recorded.envelope.kind:
            case "complaint.received":
                yield from self._received(facts)
            case "complaint.noted":
                yield from self._noted(facts, sealed)
            case "complaint.assigned":
                said = _(_ASSIGNED.get(text(facts, "assignment"), _ASSIGNED[HANDED_OVER]))
                yield said.format(handler=text(facts, "handler"))
                yield from self._named(facts, ("department",))
            case "complaint.escalated":
                yield from self._escalated(facts)
            case "complaint.resolved":
                yield _("Closed")
                yield from self._named(facts, _OUTCOME)
            case "complaint.reopened":
                yield _("Reopened")
                yield from self._named(facts, ("due_on",))
            case "complaint.corrected":
                yield from self._corrected(facts, sealed, before)
            case "events.reversed" | "batch.reversed":
                yield self._reversed(facts)
            case kind:
                yield from self._further(kind, facts, sealed)

    def _said(self, sealed: Sealed) -> Iterator[str]:
        for name in _WORDS:
            if sealed.get(name):
                yield self._named_text(name, self._sealed(sealed, name))

    def _noted(self, facts: Facts, sealed: Sealed) -> Iterator[str]:
        note = self._sealed(sealed, "note")
        if facts.get("contact_method"):
            yield _("Contact: {note}").format(note=note)
        else:
            yield _("Note: {note}").format(note=note)
        yield from self._named(facts, ("contact_method",))
        if facts.get("new_facts"):
            yield _("new facts: the clock starts anew")
            yield from self._named(facts, ("due_on",))

    def _timed(self, kind: str, facts: Facts, sealed: Sealed) -> Iterator[str]:
        """Tell what was done to the clocks of the case, or how it ended without an outcome."""
        if facts.get("in_time") is False:
            yield _("too late: the due day stays")
        names = _TIMED.get(kind, tuple(name for name in facts if name != "at"))
        yield from self._named(facts, names)
        if sealed.get("proof"):
            yield self._named_text("proof", self._sealed(sealed, "proof"))

    def _further(self, kind: str, facts: Facts, sealed: Sealed) -> Iterator[str]:
        match kind:
            case "complaint.linked" | "complaint.unlinked":
                yield linked(facts, gone=kind == "complaint.unlinked")
            case "complaint.attached":
                yield _("File attached: {path}").format(path=self._sealed(sealed, "path"))
                yield from self._named(facts, ("attachment", "bytes"))
            case "complaint.called_back":
                yield label("call_back", text(facts, "call_back"), self._language)
                yield from self._named(facts, ("caller", "score", "next_on"))
            case "complaint.repaired":
                yield _("For the relationship: {note}").format(note=self._sealed(sealed, "note"))
                yield from self._named(facts, ("repairer", "repair", "next_on"))
            case _:
                yield done(kind)
                yield from self._timed(kind, facts, sealed)

    def _received(self, facts: Facts) -> Iterator[str]:
        yield _("Received by {channel}").format(
            channel=label("channel", text(facts, "channel"), self._language)
        )
        yield from self._named(facts, ("first_receiver",))
        if facts.get("closed"):
            yield _("with its outcome")
            yield from self._named(facts, (*_OUTCOME, "resolved_at"))

    def _reversed(self, facts: Facts) -> str:
        if "batch" in facts:
            return _("Took back the import {batch}").format(batch=text(facts, "batch"))
        first, last = whole(facts, "first"), whole(facts, "last")
        named = f"#{first}" if first == last else f"#{first} - #{last}"
        return _("Took back {events}").format(events=named)

    def _escalated(self, facts: Facts) -> Iterator[str]:
        origin, target = (
            label("level", text(facts, end), self._language) for end in ("from", "to")
        )
        yield _("Escalated: {change}").format(change=f"{origin} {self._arrow} {target}")
        yield from self._named(facts, ("person",))

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

    def _value(self, name: str, value: object) -> str:
        if value is None or value == "":
            return unknown(self._language)
        if name in FIELDS and FIELDS[name].sealed:
            return _masked(name, str(value), self._names, reveal=self._reveal)
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
        return _masked(name, value, self._names, reveal=self._reveal)

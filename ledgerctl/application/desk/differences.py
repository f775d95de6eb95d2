"""What makes two states of one case differ, field by field, for corrections and for taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.desk.standing import complaint_events, complaint_of
from ledgerctl.domain.cases.complaint import Complaint, evolve
from ledgerctl.domain.cases.reversal import reversals_among, taken_back
from ledgerctl.domain.codes.fields import FIELDS

if TYPE_CHECKING:
    from ledgerctl.application.desk.ports import Reader


class Difference(NamedTuple):
    """One field whose value changes; None is unknown."""

    field: str
    old: object
    new: object


def differences(before: Complaint, after: Complaint) -> list[Difference]:
    """Return what differs between two states of a case: status, fields in their order, days."""
    names = ("status", *FIELDS, "closed_on", "due_on")
    pairs = [Difference(name, _value(before, name), _value(after, name)) for name in names]
    found = [each for each in pairs if each.old != each.new]
    # The day of closing says nothing more than the moment of it.
    moment = any(each.field == "resolved_at" for each in found)
    return [each for each in found if not (moment and each.field == "closed_on")]


def differences_made(reader: Reader, number: str, seq: int) -> list[Difference]:
    """Return what a recorded event made different in its case, as the case stood at that time."""
    known = [each for each in reader.history(number) if each.envelope.seq <= seq]
    stored = reversals_among([*reader.every("batch"), *reader.every("events")])
    back = taken_back(reversal for _, reversal in stored if reversal.seq < seq)
    before = complaint_of(number, known[:-1], back) or Complaint(number)
    (event,) = complaint_events(known[-1:])
    return differences(before, evolve(before, event))


def _value(complaint: Complaint, name: str) -> object:
    field = FIELDS.get(name)
    if field is not None and field.sealed:
        return complaint.sealed.get(name)
    if name in {"status", "level", "handler", "closed_on"}:
        return getattr(complaint, name) or None
    return complaint.facts.get(name)

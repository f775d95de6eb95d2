"""Helping with a case 协办 and accepting it 接办: who works on it, beside the hand-over itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import same_person_key
from ledgerctl.domain.cases.guards import in_life, not_recused, still_open
from ledgerctl.domain.days.policies import SHIPPED
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.base import ACCEPTED, ASSISTING
from ledgerctl.errors.house import NothingChanges
from ledgerctl.errors.people import NotTheHandler
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.days.policies import Rulebook


def assist(
    complaint: Complaint, person: str, *, reason: str, at: str, now: str
) -> ComplaintAssigned:
    """Return that ``person`` helps with an open case; its owner stays.

    Raises:
        AlreadyClosed, ReversedCase, Recused, NothingChanges, FutureDate, BeforeReceipt, EmptyValue.
    """
    still_open(complaint)
    in_life(complaint, at, now)
    name = person.strip()
    if not name:
        raise EmptyValue(field="handler")
    not_recused(complaint, name, "assistant", complaint.number)
    if same_person(name, complaint.handler, *complaint.assistants):
        raise NothingChanges(field="handler", number=complaint.number)
    return ComplaintAssigned(complaint.number, at, name, "", reason, ASSISTING)


def accept(
    complaint: Complaint,
    person: str,
    *,
    reason: str,
    at: str,
    now: str,
    rules: Rulebook = SHIPPED,
) -> ComplaintAssigned:
    """Return that the owner of an open case accepted it; clocks may begin with it.

    Raises:
        AlreadyClosed, ReversedCase, NotTheHandler, NothingChanges, FutureDate, BeforeReceipt.
    """
    still_open(complaint)
    in_life(complaint, at, now)
    handler = complaint.handler
    if not same_person(person, handler):
        raise NotTheHandler(number=complaint.number, handler=handler or "?", person=person)
    if complaint.accepted_at:
        raise NothingChanges(field="accepted_at", number=complaint.number)
    started = clocks.begun(complaint, "accepted", at, rules)
    return ComplaintAssigned(complaint.number, at, handler, "", reason, ACCEPTED, started)


def same_person(person: str, *others: str) -> bool:
    """Whether ``person`` is one of ``others``, however the names are spelt."""
    return bool(person) and same_person_key(person) in {same_person_key(each) for each in others}

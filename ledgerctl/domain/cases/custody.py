"""Who had the case when 经办过程: told from its history, kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.complaint import Complaint, evolve
from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.domain.events.base import ComplaintEvent

OWNER, ASSISTANT = "owner", "assistant"
#: Facts of an event that say when it happened, the first that is there.
_MOMENTS = ("at", "resolved_at", "received_at")


class Holding(NamedTuple):
    """One stretch in which a person had a case: as ``owner`` 承办 or ``assistant`` 协办.

    ``since`` and ``until`` are ISO days or moments in branch time; ``until`` is empty while it lasts.
    ``accepted_at`` is when the owner accepted it, empty when nobody said so.
    """

    person: str
    role: str
    since: str
    until: str = ""
    accepted_at: str = ""


def custody(number: str, history: Iterable[tuple[ComplaintEvent, str]]) -> list[Holding]:
    """Return who had a case when, in the order in which they took it.

    Args:
        number: the case.
        history: its standing events in order, each with the day it was recorded (for events that do not
            say when they happened).
    """
    found: list[Holding] = []
    running: dict[tuple[str, str], int] = {}
    state = Complaint(number)
    for event, recorded_on in history:
        state = evolve(state, event)
        when = _moment(event, recorded_on)
        having = _having(state)
        for holder in [each for each in running if each not in having]:
            place = running.pop(holder)
            found[place] = found[place]._replace(until=when)
        for person, role in having:
            if (person, role) not in running:
                running[person, role] = len(found)
                found.append(Holding(person, role, when))
        owner = running.get((state.handler, OWNER))
        if owner is not None:
            found[owner] = found[owner]._replace(accepted_at=state.accepted_at)
    return found


def _having(state: Complaint) -> list[tuple[str, str]]:
    """Return who has the case now: nobody once it is closed."""
    if state.closed:
        return []
    owner = [(state.handler, OWNER)] if state.handler else []
    return owner + [(person, ASSISTANT) for person in state.assistants]


def _moment(event: ComplaintEvent, recorded_on: str) -> str:
    facts = event.facts()
    return next((text(facts, name) for name in _MOMENTS if text(facts, name)), recorded_on)

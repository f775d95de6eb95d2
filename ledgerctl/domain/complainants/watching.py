"""The watch list 重点关注名单: who is on it, since when, who knows; folded from its events."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.guards import not_in_future
from ledgerctl.domain.events.base import sealed_text, text
from ledgerctl.domain.events.watch_added import WatchAdded
from ledgerctl.domain.events.watch_lifted import WatchLifted
from ledgerctl.domain.events.watch_told import WatchTold
from ledgerctl.domain.handling.assisting import same_person
from ledgerctl.errors.house import NothingChanges, ReasonNeeded
from ledgerctl.errors.people import AlreadyWatched, NotWatched
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ledgerctl.domain.events.base import Event


class Watched(NamedTuple):
    """A complainant on the list 重点关注对象: by pseudonym, since when, why, and which staff know."""

    person: str
    since: str
    reason: str
    told: tuple[str, ...] = ()


def watch_list(events: Iterable[Event]) -> dict[str, Watched]:
    """Return who is on the list, by pseudonym, from the standing events of its family in order."""
    found: dict[str, Watched] = {}
    for event in events:
        facts = event.facts()
        person = text(facts, "person")
        match event.kind:
            case "watch.added":
                reason = sealed_text(event.sealed(), "reason")
                found[person] = Watched(person, text(facts, "at"), reason)
            case "watch.lifted":
                found.pop(person, None)
            case "watch.told" if person in found:
                entry = found[person]
                found[person] = entry._replace(told=(*entry.told, text(facts, "staff")))
    return found


def add(
    listed: Mapping[str, Watched], person: str, subject: str, *, reason: str, at: str, now: str
) -> WatchAdded:
    """Return that a complainant is watched from now on; ``subject`` is how the clerk named them.

    Raises:
        AlreadyWatched, ReasonNeeded, FutureDate.
    """
    _reason(reason, at, now)
    if person in listed:
        raise AlreadyWatched(subject=subject)
    return WatchAdded({"at": at, "person": person}, {"reason": reason.strip()})


def lift(
    listed: Mapping[str, Watched], person: str, subject: str, *, reason: str, at: str, now: str
) -> WatchLifted:
    """Return that a complainant is watched no longer.

    Raises:
        NotWatched, ReasonNeeded, FutureDate.
    """
    _reason(reason, at, now)
    if person not in listed:
        raise NotWatched(subject=subject)
    return WatchLifted({"at": at, "person": person}, {"reason": reason.strip()})


def tell(
    listed: Mapping[str, Watched],
    person: str,
    subject: str,
    staff: str,
    *,
    reason: str,
    at: str,
    now: str,
) -> WatchTold:
    """Return that a member of staff knows of a complainant on the list.

    Raises:
        NotWatched, EmptyValue, NothingChanges, ReasonNeeded, FutureDate.
    """
    _reason(reason, at, now)
    name = staff.strip()
    if not name:
        raise EmptyValue(field="staff")
    if person not in listed:
        raise NotWatched(subject=subject)
    if same_person(name, *listed[person].told):
        raise NothingChanges(field="staff", number=subject)
    return WatchTold({"at": at, "person": person, "staff": name}, {"reason": reason.strip()})


def _reason(reason: str, at: str, now: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(step="watch")
    not_in_future("at", at, now)

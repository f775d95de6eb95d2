"""The watch list 重点关注名单: repeat complainers with their cases; every look at it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.cases.handling import moment_of
from ledgerctl.application.desk.desk import record
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.domain.complainants import watching
from ledgerctl.domain.complainants.watching import Watched, watch_list
from ledgerctl.domain.events.watch_viewed import WatchViewed
from ledgerctl.errors.house import NoSuchCase
from ledgerctl.errors.people import NoSuchPerson, UnknownComplainant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Reader, Transaction
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.events.base import Event, Facts, Sealed
    from ledgerctl.domain.register.register import Row

#: So many cases in the window make a repeat complainer.
REPEATED = 2

if TYPE_CHECKING:
    #: The list, the person, how the clerk named them, the moment, now → the event.
    Decide = Callable[[Mapping[str, Watched], str, str, str, str], Event]


@dataclass(frozen=True, slots=True)
class WatchEntry:
    """One complainant: on the list or not, and their cases of the window, oldest first."""

    person: str
    watched: Watched | None
    cases: Sequence[Row]


@dataclass(frozen=True, slots=True)
class WatchList:
    """Who is on the list, and who complained repeatedly between two ISO days; ``texts`` by case."""

    first: str
    last: str
    entries: Sequence[WatchEntry]
    texts: Mapping[str, Sealed]


def listed(reader: Reader) -> dict[str, Watched]:
    """Return who is on the list, by pseudonym."""
    return watch_list(each.event for each in reader.family("watch"))


def view(desk: Desk, meta: Meta, first: str, last: str) -> WatchList:
    """Return the list with the repeat complainers between two ISO days; the look is recorded first."""
    found: list[WatchEntry] = []

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        found.extend(_entries(transaction, first, last))
        facts: Facts = {"at": moment.local, "from": first, "to": last, "shown": len(found)}
        return [WatchViewed(facts, {})], None

    record(desk, meta, WatchViewed.kind, work)
    numbers = [row.number for entry in found for row in entry.cases]
    return WatchList(first, last, found, desk.store.texts(numbers))


def add(
    desk: Desk, subject: str, meta: Meta, *, reason: str, at: str = "", dry_run: bool = False
) -> Receipt:
    """Put the complainant of a case, or a pseudonym, on the list.

    Raises:
        LedgerError: no such case or person, unknown, already there, or no reason.
    """

    def decide(on: Mapping[str, Watched], person: str, named: str, when: str, now: str) -> Event:
        return watching.add(on, person, named, reason=reason, at=when, now=now)

    return _change(desk, subject, meta, "watch.added", decide, at=at, dry_run=dry_run)


def lift(
    desk: Desk, subject: str, meta: Meta, *, reason: str, at: str = "", dry_run: bool = False
) -> Receipt:
    """Take a complainant off the list.

    Raises:
        LedgerError: no such case or person, not on the list, or no reason.
    """

    def decide(on: Mapping[str, Watched], person: str, named: str, when: str, now: str) -> Event:
        return watching.lift(on, person, named, reason=reason, at=when, now=now)

    return _change(desk, subject, meta, "watch.lifted", decide, at=at, dry_run=dry_run)


def tell(
    desk: Desk,
    subject: str,
    staff: str,
    meta: Meta,
    *,
    reason: str,
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Record that a member of staff was told of a complainant on the list.

    Raises:
        LedgerError: no such case or person, not on the list, told before, or no reason.
    """

    def decide(on: Mapping[str, Watched], person: str, named: str, when: str, now: str) -> Event:
        return watching.tell(on, person, named, staff, reason=reason, at=when, now=now)

    return _change(desk, subject, meta, "watch.told", decide, at=at, dry_run=dry_run)


def _change(
    desk: Desk, subject: str, meta: Meta, kind: str, decide: Decide, *, at: str, dry_run: bool
) -> Receipt:
    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        person = _person_of(transaction, subject)
        when = moment_of(at, moment)
        return [decide(listed(transaction), person, subject, when, moment.local)], None

    return record(desk, meta, kind, work, dry_run=dry_run)


def _person_of(reader: Reader, subject: str) -> str:
    """Return the pseudonym that a case number or a pseudonym names."""
    named = subject.strip()
    if "-" not in named:
        if not named or not reader.person_cases(named):
            raise NoSuchPerson(person=named)
        return named
    number = parse_number(named)
    row = reader.row(number)
    if row is None:
        raise NoSuchCase(number=number)
    if not row.person:
        raise UnknownComplainant(number=number)
    return row.person


def _entries(reader: Reader, first: str, last: str) -> list[WatchEntry]:
    persons: dict[str, list[Row]] = {}
    for row in reader.cases(CaseFilter(received_from=first or None, received_to=last or None)).rows:
        if row.person:
            persons.setdefault(row.person, []).append(row)
    on = listed(reader)
    wanted = [*on, *(person for person, rows in persons.items() if len(rows) >= REPEATED)]
    return [
        WatchEntry(person, on.get(person), persons.get(person, ()))
        for person in dict.fromkeys(wanted)
    ]

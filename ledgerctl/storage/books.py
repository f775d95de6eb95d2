"""What a ledger in memory holds: its events, and the rows and persons that follow from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from ledgerctl.application.desk.standing import complaint_of
from ledgerctl.domain.cases.ledger import Ledger
from ledgerctl.domain.cases.reversal import (
    REVERSALS,
    Reversal,
    TakenBack,
    reversals_among,
    standing,
    taken_back,
)
from ledgerctl.domain.complainants.people import identifiers
from ledgerctl.storage.projecting import blinds, row_from, with_repeats

if TYPE_CHECKING:
    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.domain.events.base import LedgerEvent
    from ledgerctl.domain.register.register import Row


class Stored(NamedTuple):
    """One event as it is kept: decoded, with the salt and text of its sealed part (None without one)."""

    recorded: Recorded
    salt: bytes | None
    body: str | None


@dataclass(slots=True)
class Books:
    """Everything that a ledger in memory holds; ``rows`` and ``persons`` are derived."""

    secret: bytes
    events: list[Stored] = field(default_factory=list)
    rows: dict[str, Row] = field(default_factory=dict)
    persons: dict[str, str] = field(default_factory=dict)

    def copy(self) -> Books:
        """Return books that can be written in without touching these."""
        return Books(self.secret, list(self.events), dict(self.rows), dict(self.persons))

    def history(self, number: str) -> list[Recorded]:
        """Return the events of one case in order."""
        return [each.recorded for each in self.events if each.recorded.envelope.number == number]

    def taken_back(self) -> TakenBack:
        """Return which events do not stand."""
        every = (stored.recorded for stored in self.events)
        return taken_back(reversal for _, reversal in reversals_among(every))

    def ledger(self) -> Ledger:
        """Return what the ledger's own events have made."""
        ledger = Ledger(algorithm="", taken_back=self.taken_back())
        own = [each.recorded for each in self.events if each.recorded.envelope.number is None]
        for recorded in standing(own, ledger.taken_back):
            ledger = cast("LedgerEvent", recorded.event).apply(ledger)
        return ledger

    def derive(self) -> None:
        """Bring rows and persons up to date with the events."""
        self.rows = self.derived_rows()
        self.persons = self.derived_persons()

    def derived_rows(self) -> dict[str, Row]:
        """Return every register row, derived from the events alone."""
        ledger = self.ledger()
        histories: dict[str, list[Recorded]] = {}
        for stored in self.events:
            number = stored.recorded.envelope.number
            if number is not None:
                histories.setdefault(number, []).append(stored.recorded)
        rows: dict[str, Row] = {}
        persons: dict[str, list[Row]] = {}
        for number, history in histories.items():
            row = row_from(number, history, ledger.taken_back)
            if row is not None:
                rows[number] = row
                persons.setdefault(row.person, []).append(row)
        for person, own in persons.items():
            if person:
                rows |= {row.number: row for row in with_repeats(own, ledger.settings)}
        return rows

    def derived_persons(self) -> dict[str, str]:
        """Return the pseudonym behind every identifier that a case of a known person ever had."""
        found: dict[str, str] = {}
        back = TakenBack()
        reversals: list[Reversal] = []
        histories: dict[str, list[Recorded]] = {}
        for stored in self.events:
            event = stored.recorded.event
            if event.kind in REVERSALS:
                reversals += [each for _, each in reversals_among([stored.recorded])]
                back = taken_back(reversals)
            if event.number is None:
                continue
            history = histories.setdefault(event.number, [])
            history.append(stored.recorded)
            complaint = complaint_of(event.number, history, back)
            person = str(complaint.facts.get("person", "")) if complaint is not None else ""
            if complaint is not None and person:
                for blind in blinds(self.secret, identifiers(complaint.sealed)):
                    found.setdefault(blind, person)
        return found

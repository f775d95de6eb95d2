"""Writing to a ledger file: events, their sealed parts and every read table in one transaction."""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import KnownReceipt
from ledgerctl.domain.cases.numbers import format_numbers, split_number
from ledgerctl.domain.cases.reversal import REVERSALS, Reversal, Span, in_force, span_of
from ledgerctl.domain.complainants.people import identifiers
from ledgerctl.domain.register.register import BY_RULE, Row
from ledgerctl.domain.register.tallies import Sums, Tallies
from ledgerctl.storage.codec import Encoder, event_row
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.projecting import (
    blinds,
    content_key,
    row_from,
    tells_person,
    with_repeats,
)
from ledgerctl.storage.reading import SqliteReader

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.chain import Envelope, Head
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.complainants.people import Identifier
    from ledgerctl.domain.events.base import Event
    from ledgerctl.storage.bulk import BulkLoader


def insert_case(columns: Sequence[str]) -> str:
    """Return the statement that writes these columns of a register row; the others stay blank."""
    marks = ", ".join("?" for _ in columns)
    return f"INSERT INTO cases ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - own columns


INSERT_CASE = insert_case(Row._fields)
INSERT_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
#: The families whose events make settings and denominators, in the order in which they apply.
BOOKS = ("ledger", "setting", "population")
INSERT_RECORDING = "INSERT INTO recording VALUES (?, ?, ?, ?, ?)"
INSERT_SEALED = "INSERT INTO sealed VALUES (?, ?, ?)"

#: Keys are asked about in whole lots of so many.
_TOGETHER = 100


class SqliteTransaction(SqliteReader):
    """One writing transaction; the store begins and ends it."""

    def __init__(
        self, connection: sqlite3.Connection, path: str, salt: Callable[[], bytes]
    ) -> None:
        super().__init__(connection, path)
        self._salt = salt
        #: The last serial given in each year, within this transaction.
        self.reserved: dict[int, int] = {}
        self._counting = False

    def next_number(self, year: int) -> str:
        """Return the next case number of a year and reserve it within this transaction."""
        return self.next_numbers((year,))[0]

    def next_numbers(self, years: Sequence[int]) -> list[str]:
        """Return the next case number for each year in turn."""
        last = self.reserved
        for year in set(years).difference(last):
            last[year] = self.value("last_number", year=year) or 0
        drawn: dict[int, Iterator[str]] = {}
        for year, number in Counter(years).items():
            serials = range(last[year] + 1, last[year] + number + 1)
            drawn[year] = format_numbers(year, serials)
            last[year] += number
        return [next(drawn[year]) for year in years]

    def find_person(self, identifiers: Sequence[Identifier]) -> str | None:
        """Return the pseudonym of these identifiers, or None."""
        if not identifiers:
            return None
        for blind in blinds(self.secret(), identifiers):
            person = self.value("person", blind=blind)
            if person is not None:
                return str(person)
        return None

    def person(self, identifiers: Sequence[Identifier], fresh: str) -> str:
        """Return the known pseudonym, else ``fresh``; the identifiers are indexed by keyed hash."""
        person = self.find_person(identifiers) or fresh
        for blind in blinds(self.secret(), identifiers):
            self.run("put_person", blind=blind, person=person)
        return person

    def index_person(self, complaint: Complaint | None) -> None:
        """Index a case's identifiers under the pseudonym it has; those known already stay."""
        person = str(complaint.facts.get("person", "")) if complaint is not None else ""
        if complaint is not None and person:
            for blind in blinds(self.secret(), identifiers(complaint.sealed)):
                self.run("put_person", blind=blind, person=person)

    def source_key(self, content: str) -> str:
        """Return a keyed hash of a row's content."""
        return content_key(self.secret(), content)

    def known(self, keys: Sequence[str]) -> Mapping[str, KnownReceipt]:
        """Return what is recorded under each key that is already there."""
        if not self.value("any_key", first=min(keys, default=""), last=max(keys, default="")):
            # New rows mostly come with numbers beyond those that are there.
            return {}
        # Few lengths are few statements, which are compiled once each.
        asked = [*keys, *repeat(keys[-1], -len(keys) % _TOGETHER)]
        marks = ", ".join("?" for _ in asked)
        with translated(self.path):
            found = self.connection.execute(
                "SELECT key, event.number, facts, body, status"  # noqa: S608 - marks only
                " FROM event LEFT JOIN sealed ON sealed.seq = event.seq"
                " LEFT JOIN cases ON cases.received_seq = event.seq"
                f" WHERE key IN ({marks})",
                asked,
            )
            return {
                key: KnownReceipt(number or "", facts, body or "", status == "reversed")
                for key, number, facts, body, status in found
            }

    def occurrence(self, content: str) -> int:
        """Return how often this content was asked about in this transaction, this time included."""
        if not self._counting:
            # Sixteen bytes a row instead of a dictionary entry: files may be large.
            self.connection.execute(
                "CREATE TEMP TABLE IF NOT EXISTS occurrence"
                " (content BLOB PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID"
            )
            self.connection.execute("DELETE FROM temp.occurrence")
            self._counting = True
        row = self.connection.execute(
            "INSERT INTO temp.occurrence VALUES (?, 1)"
            " ON CONFLICT (content) DO UPDATE SET times = times + 1 RETURNING times",
            (bytes.fromhex(content),),
        ).fetchone()
        return int(row[0])

    def go_on_counting(self) -> None:
        """Let occurrences count on from the transaction before."""
        self._counting = True

    def batch_repeats(self, batch: str) -> int:
        """Return how many cases of a batch are repeat complaints."""
        return int(self.value("batch_repeats", batch=batch))

    def append(self, events: Sequence[Event], meta: Meta, recorded_at: str) -> Sequence[Envelope]:
        """Write events and bring every read table up to date; the key goes to the first event."""
        encoder = Encoder(self.begin_recording(meta, recorded_at), meta, recorded_at, self._salt)
        envelopes = []
        with translated(self.path, meta.key or ""):
            for position, event in enumerate(events):
                envelope, sealed = encoder.encode(event, None if position else meta.key)
                self.connection.execute(INSERT_EVENT, event_row(envelope))
                if sealed is not None:
                    self.connection.execute(INSERT_SEALED, sealed)
                if event.number is not None and tells_person(event):
                    self.index_person(self.complaint(event.number))
                envelopes.append(envelope)
        self.project(zip(events, [each.seq for each in envelopes], strict=True))
        return envelopes

    def begin_recording(self, meta: Meta, recorded_at: str) -> Head:
        """Note once what the events to come have in common; returns the head that they follow."""
        head = self.head()
        self.run(
            "put_recording",
            first=head.size + 1,
            recorded_at=recorded_at,
            actor=meta.actor,
            on_behalf_of=meta.on_behalf_of,
            batch=meta.batch,
        )
        return head

    def loader(self, meta: Meta, recorded_at: str, *, keep_indexes: bool = False) -> BulkLoader:
        """Return a loader of many receipts; same effect as ``append`` one by one."""
        from ledgerctl.storage.bulk import BulkLoader

        return BulkLoader(self, meta, recorded_at, self._salt, keep_indexes=keep_indexes)

    def project(self, events: Iterable[tuple[Event, int]]) -> None:
        """Bring the read tables up to date with events, and their places, that are already stored."""
        numbers: dict[str, None] = {}
        for event, seq in events:
            if event.number is not None:
                numbers[event.number] = None
            else:
                numbers |= dict.fromkeys(self.project_ledger(event, seq))
        self.refresh(list(numbers))

    def project_ledger(self, event: Event, seq: int) -> list[str]:
        """Bring the ledger's own tables up to date; returns the cases that change with them."""
        facts = event.facts()
        if event.kind == "ledger.created":
            for name, value in facts.items():
                own = name.removeprefix("setting.")
                self.run("put_about" if own == name else "put_setting", name=own, value=value)
        elif event.kind == "setting.changed":
            self.run("put_setting", **facts)
            return self._repeated_cases() if facts["name"] == "repeat_window" else []
        elif event.kind == "population.recorded":
            self.run("put_population", **facts)
        elif event.kind in REVERSALS:
            every = self.keep_reversal(Reversal(seq, span_of(facts)))
            return self._derive_books() + self._touched(span_of(facts), every)
        return []

    def keep_reversal(self, reversal: Reversal) -> list[Reversal]:
        """Keep a reversal and mark which ones stand now; returns all there are."""
        self.run("put_reversal", seq=reversal.seq, **reversal.span._asdict())
        rows = self.rows("reversals")
        every = [Reversal(seq, Span(*span)) for seq, *span, _stands in rows]
        kept = {each.seq for each in in_force(every)}
        for seq, *_span, stands in rows:
            if bool(stands) is not (seq in kept):
                self.run("put_reversal_stands", seq=seq, stands=int(seq in kept))
        return every

    def _derive_books(self) -> list[str]:
        """Derive settings and denominators anew; returns the cases that change with them."""
        before = self.rows("settings")
        self.run("clear_settings")
        self.run("clear_populations")
        for name in BOOKS:
            for recorded in self.family(name):
                self.project_ledger(recorded.event, recorded.envelope.seq)
        return self._repeated_cases() if self.rows("settings") != before else []

    def _touched(self, span: Span, reversals: Sequence[Reversal]) -> list[str]:
        """Return the cases of what a reversal names, of what a reversal named there names, and so on."""
        spans = [span]
        numbers: list[str] = []
        for each in spans:
            if each.batch:
                numbers += self.batch_numbers(each.batch)
            else:
                found = self.rows("numbers_between", first=each.first, last=each.last)
                numbers += [row[0] for row in found]
            spans += [other.span for other in reversals if each.covers(other.seq, None)]
        return numbers

    def _repeated_cases(self) -> list[str]:
        """Return one case of every complainant with several: refreshing one refreshes them all."""
        persons = [row[0] for row in self.rows("repeated_persons")]
        return [self.person_cases(person)[0].number for person in persons]

    def refresh(self, numbers: Sequence[str]) -> None:
        """Derive the register rows of these cases anew, with what depends on them."""
        tallies = Tallies()
        back = self.taken_back()
        persons: dict[str, None] = {}
        for number in numbers:
            old = self.row(number)
            new = row_from(number, self.history(number), back)
            if old is not None:
                persons[old.person] = None
                # The repeat rule runs below, over everything its complainant has.
                # It never asks after a case whose complainant is unknown.
                if new is not None and new.person:
                    new = new._replace(**{name: getattr(old, name) for name in BY_RULE})
            if new is not None:
                persons[new.person] = None
                year, serial = split_number(number)
                self.run("put_number", year=year, last=serial)
            self._replace_row(old, new, tallies)
        self.apply_repeats([person for person in persons if person], tallies)
        self.add_tallies(tallies)

    def _replace_row(self, old: Row | None, new: Row | None, tallies: Tallies) -> None:
        if old == new:
            return
        if old is not None:
            tallies.add(old, -1)
            self.run("delete_case", received_seq=old.received_seq)
        if new is not None:
            tallies.add(new)
            with translated(self.path):
                self.connection.execute(INSERT_CASE, new)

    def apply_repeats(self, persons: Iterable[str], tallies: Tallies) -> None:
        """Run the repeat rule over everything these complainants have."""
        settings = dict(self.rows("settings"))
        for person in persons:
            rows = self.person_cases(person)
            for old, new in zip(rows, with_repeats(rows, settings), strict=True):
                self._replace_row(old, new, tallies)

    def add_tallies(self, tallies: Tallies) -> None:
        """Add sums to the summary tables."""
        with translated(self.path):
            self.connection.executemany(
                self.statements["add_tally"],
                [
                    {"year": year, "dimension": dimension, "value": value, **sums._asdict()}
                    for (year, dimension, value), sums in tallies.sums().items()
                    if sums != Sums()
                ],
            )
            self.connection.executemany(
                self.statements["add_anchor"],
                [
                    {"year": year, "name": name, "bin": position, "cases": count}
                    for (year, name, position), count in tallies.anchors().items()
                ],
            )
        self.run("drop_empty_tally")
        self.run("drop_empty_anchors")

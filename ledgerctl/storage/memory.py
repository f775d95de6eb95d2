"""A ledger in memory: the slow, sure reference that every other store is compared with.

It keeps events with their sealed parts and derives everything else from them anew after each write;
there are no sums to keep up and no indexes. Tests run on it, and so may a trial without a file.
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import Case, CrossCell, Draft, KnownReceipt, Page
from ledgerctl.application.desk.standing import complaint_of
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import GENESIS, SALT_BYTES, Head
from ledgerctl.domain.cases.numbers import format_number, split_number
from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.days.periods import year_period
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.register.period_tallies import tally_around
from ledgerctl.domain.register.register import CROSSABLE, FILTERABLE
from ledgerctl.domain.register.tallies import TOTAL, tally
from ledgerctl.domain.reports.cross_measures import COUNTS
from ledgerctl.domain.reports.sorting import in_order
from ledgerctl.errors.system import LedgerCorrupt
from ledgerctl.storage.books import Books, Stored
from ledgerctl.storage.codec import Encoder, decode, facts_of, sealed_of
from ledgerctl.storage.counting import counts_around, counts_in
from ledgerctl.storage.memory_loader import MemoryLoader
from ledgerctl.storage.memory_rows import cell_of, selects
from ledgerctl.storage.projecting import blinds, content_key, sealed_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from ledgerctl.application.desk.records import CaseFilter, Meta, Recorded, YearCounts
    from ledgerctl.domain.cases.chain import Envelope, Fault
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.complainants.people import Identifier
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.events.base import Event, Sealed
    from ledgerctl.domain.register.register import Row
    from ledgerctl.domain.register.tallies import Tallies

_SECRET_BYTES = 32
#: What errors call a ledger that has no file.
_PATH = "memory"


class MemoryReader:
    """Answers questions about books in memory."""

    def __init__(self, books: Books) -> None:
        self.books = books

    def head(self) -> Head:
        """Return size and last hash."""
        if not self.books.events:
            return Head(0, GENESIS)
        last = self.books.events[-1].recorded.envelope
        return Head(last.seq, last.hash)

    def ledger(self) -> Ledger:
        """Return identity, settings and populations."""
        return self.books.ledger()

    def history(self, number: str) -> Sequence[Recorded]:
        """Return the events of one complaint in order."""
        return self.books.history(number)

    def complaint(self, number: str) -> Complaint | None:
        """Return a complaint folded from its events, or None."""
        return complaint_of(number, self.history(number), self.books.taken_back())

    def recorded(self, seq: int) -> Recorded | None:
        """Return one event, or None."""
        return next((each for each in self._all() if each.envelope.seq == seq), None)

    def keyed(self, key: str) -> Recorded | None:
        """Return the event that an idempotency key stands for, or None."""
        return next((each for each in self._all() if each.envelope.key == key), None)

    def family(self, name: str) -> Sequence[Recorded]:
        """Return the standing events of a family of kinds in order."""
        return standing(self.every(name), self.books.taken_back())

    def every(self, name: str) -> Sequence[Recorded]:
        """Return all events of a family of kinds in order, those taken back included."""
        return [
            each
            for each in self._all()
            if each.envelope.kind.startswith(f"{name}.")
            and each.envelope.kind != ComplaintReceived.kind
        ]

    def between(self, first: int, last: int) -> Sequence[Recorded]:
        """Return the events from one sequence number to another."""
        return [each for each in self._all() if first <= each.envelope.seq <= last]

    def taken_back(self) -> TakenBack:
        """Return which events do not stand."""
        return self.books.taken_back()

    def _all(self) -> Iterator[Recorded]:
        return (stored.recorded for stored in self.books.events)

    def row(self, number: str) -> Row | None:
        """Return a complaint's register row, or None."""
        return self.books.rows.get(number)

    def person_cases(self, person: str) -> Sequence[Row]:
        """Return the cases of one complainant, oldest first."""
        return [row for row in self._oldest_first() if row.person == person]

    def _oldest_first(self) -> list[Row]:
        return sorted(self.books.rows.values(), key=lambda row: (row.received_on, row.number))

    def texts(self, numbers: Sequence[str]) -> Mapping[str, Sealed]:
        """Return what is sealed about each case now."""
        back = self.books.taken_back()
        return {number: sealed_now(self.history(number), back, number) for number in numbers}

    def cases(self, query: CaseFilter) -> Page:
        """Return the cases that a filter selects, in its order."""
        found = [row for row in self._oldest_first() if selects(query, row, self.history)]
        if query.order:
            found = in_order(found, query.order)
        return Page(found[: query.limit], len(found))

    def stream(self, query: CaseFilter, columns: Sequence[str]) -> Iterator[Case]:
        """Yield every case that a filter selects by number, with some columns of its row."""
        rows = self.cases(query._replace(limit=None)).rows
        for row in sorted(rows, key=lambda row: row.number):
            complaint = self.complaint(row.number)
            if complaint is not None:
                told = [getattr(row, name) for name in columns]
                yield Case(told, complaint.facts, complaint.sealed)

    def one_moment(self) -> AbstractContextManager[None]:
        """Do nothing: nobody else writes to memory."""
        return nullcontext()

    def events(self) -> Iterator[Recorded]:
        """Yield every event in order."""
        return self._all()

    def tallies(self) -> Tallies:
        """Return all sums, counted anew from the rows."""
        return tally(self.books.rows.values())

    def year_counts(self, year: int, today: str) -> YearCounts:
        """Return the counts of a year's report."""
        period = year_period(year)
        return counts_in(self.tallies(), period, today, era=year, before=year - 1)

    def period_counts(
        self, period: ReportPeriod, today: str, equal: Mapping[str, str]
    ) -> YearCounts:
        """Return the counts of the cases with some values, over any period."""
        return counts_around(period, today, tally_around(self._with(equal), period))

    def received(self, period: ReportPeriod, equal: Mapping[str, str]) -> int:
        """Return how many complaints with some values were received in a period."""
        return sum(
            row.counted
            for row in self._with(equal)
            if period.first <= row.received_on <= period.last
        )

    def _with(self, equal: Mapping[str, str]) -> list[Row]:
        wanted = [(name, equal[name]) for name in FILTERABLE if name in equal]
        return [
            row
            for row in self.books.rows.values()
            if all(getattr(row, name) == value for name, value in wanted)
        ]

    def values(self, dimension: str) -> Sequence[str]:
        """Return the values of a dimension that complaints of any year have."""
        keys = self.tallies().sums()
        return sorted({value for _, of, value in keys if of == dimension and value})

    def batch_numbers(self, batch: str) -> Sequence[str]:
        """Return the cases that a batch touched."""
        touched = {each.envelope.number for each in self._all() if each.envelope.batch == batch}
        return sorted(number for number in touched if number is not None)

    def years(self) -> Sequence[int]:
        """Return the years in which complaints were received."""
        return sorted(year for year, dimension, _ in self.tallies().sums() if dimension == TOTAL)

    def cross(
        self,
        dimensions: Sequence[str],
        first: str,
        last: str,
        *,
        counts: Sequence[str] = (),
        today: str = "",
    ) -> Mapping[tuple[str, ...], CrossCell]:
        """Return cross counts over counted cases received between two ISO days."""
        for dimension in dimensions:
            if dimension not in CROSSABLE:
                raise KeyError(dimension)
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in self.books.rows.values():
            if row.counted and first <= row.received_on <= last:
                key = tuple(getattr(row, dimension) for dimension in dimensions)
                groups.setdefault(key, []).append(row)
        rules = [COUNTS[name] for name in counts]
        return {
            key: cell_of(rows)._replace(
                counts=tuple(sum(rule(row, today) for row in rows) for rule in rules)
            )
            for key, rows in groups.items()
        }

    def chain_faults(self) -> Iterator[Fault]:
        """Walk the whole chain and yield every place where it does not hold."""
        return chain.faults(
            (stored.recorded.envelope, stored.salt, stored.body) for stored in self.books.events
        )

    def derived_faults(self) -> Iterator[str]:
        """Derive rows and persons anew and yield the name of each that differs."""
        if self.books.persons != self.books.derived_persons():
            yield "person_index"
        if self.books.rows != self.books.derived_rows():
            yield "cases"


class MemoryTransaction(MemoryReader):
    """One writing transaction on books of its own; the store takes them over at the end."""

    def __init__(self, books: Books, salt: Callable[[], bytes], counted: Mapping[str, int]) -> None:
        super().__init__(books)
        self._salt = salt
        self._last: dict[int, int] = {}
        self._counted = counted
        #: How often each content was asked about.
        self.occurrences: Counter[str] = Counter()

    def next_numbers(self, years: Sequence[int]) -> list[str]:
        """Return the next case number for each year in turn."""
        return [self.next_number(year) for year in years]

    def next_number(self, year: int) -> str:
        """Return the next case number of a year and reserve it within this transaction."""
        given = map(split_number, self.books.rows)
        highest = max((serial for of, serial in given if of == year), default=0)
        self._last[year] = max(highest, self._last.get(year, 0)) + 1
        return format_number(year, self._last[year])

    def find_person(self, identifiers: Sequence[Identifier]) -> str | None:
        """Return the pseudonym of these identifiers, or None."""
        known = (self.books.persons.get(blind) for blind in blinds(self.books.secret, identifiers))
        return next((person for person in known if person is not None), None)

    def person(self, identifiers: Sequence[Identifier], fresh: str) -> str:
        """Return the known pseudonym, else ``fresh``; the identifiers are indexed by keyed hash."""
        person = self.find_person(identifiers) or fresh
        for blind in blinds(self.books.secret, identifiers):
            self.books.persons.setdefault(blind, person)
        return person

    def source_key(self, content: str) -> str:
        """Return a keyed hash of a row's content."""
        return content_key(self.books.secret, content)

    def known(self, keys: Sequence[str]) -> Mapping[str, KnownReceipt]:
        """Return what is recorded under each key that is already there."""
        wanted = set(keys)
        return {
            envelope.key: KnownReceipt(
                envelope.number or "",
                envelope.facts,
                chain.canonical(sealed) if sealed else "",
                self._is_reversed(envelope.number),
            )
            for envelope, _, sealed in self._all()
            if envelope.key is not None and envelope.key in wanted
        }

    def _is_reversed(self, number: str | None) -> bool:
        row = self.books.rows.get(number or "")
        return row is not None and row.status == "reversed"

    def occurrence(self, content: str) -> int:
        """Return how often this content was asked about in this transaction, this time included."""
        self.occurrences[content] += 1
        return self.occurrences[content]

    def go_on_counting(self) -> None:
        """Let occurrences count on from the transaction before."""
        self.occurrences = Counter(self._counted)

    def batch_repeats(self, batch: str) -> int:
        """Return how many cases of a batch are repeat complaints."""
        return sum(1 for row in self.books.rows.values() if row.batch == batch and row.repeat_of)

    def append(self, events: Sequence[Event], meta: Meta, recorded_at: str) -> Sequence[Envelope]:
        """Write events and derive every row anew; the key goes to the first event.

        Raises:
            LedgerCorrupt: the key is already there; the caller has looked it up before.
        """
        encoder = Encoder(self.head(), meta, recorded_at, self._salt)
        envelopes = []
        for position, event in enumerate(events):
            envelope, sealed = encoder.encode(event, None if position else meta.key)
            self._keep(envelope, sealed)
            envelopes.append(envelope)
        self.books.derive()
        return envelopes

    def loader(self, meta: Meta, recorded_at: str, *, keep_indexes: bool = False) -> MemoryLoader:  # noqa: ARG002 - the port's signature; there are no indexes here
        """Return a loader of many receipts; same effect as ``append`` one by one."""
        return MemoryLoader(self, meta, recorded_at, self._salt)

    def load(self, encoder: Encoder, drafts: Sequence[Draft]) -> None:
        """Write receipts and derive every row anew."""
        kind, version = ComplaintReceived.kind, ComplaintReceived.version
        for number, facts, sealed, key, ready in drafts:
            if ready is None:
                stored = encoder.encode_parts(kind, version, number, facts, sealed, key)
            else:
                own, private = facts_of(ready.facts), sealed_of(ready.sealed)
                stored = encoder.encode_parts(kind, version, number, own, private, key)
            self._keep(*stored)
        self.books.derive()

    def _keep(self, envelope: Envelope, sealed: tuple[int, bytes, str] | None) -> None:
        if envelope.key is not None and self.keyed(envelope.key) is not None:
            raise LedgerCorrupt(path=_PATH, problem="a key twice")
        _, salt, body = sealed or (0, None, None)
        self.books.events.append(Stored(decode((*envelope, salt, body)), salt, body))


class MemoryStore(MemoryReader):
    """A ledger in memory that can be read, and held for writing."""

    def __init__(self, books: Books, salt: Callable[[], bytes]) -> None:
        super().__init__(books)
        self._salt = salt
        self._counted: Mapping[str, int] = {}

    @classmethod
    def create(
        cls, *, secret: bytes | None = None, salt: Callable[[], bytes] | None = None
    ) -> MemoryStore:
        """Return an empty ledger.

        Args:
            secret: the key of the blind index, by default a fresh one.
            salt: gives the bytes for each sealed part, by default the system's generator.
        """
        return cls(Books(secret or os.urandom(_SECRET_BYTES)), salt or _fresh_salt)

    @contextmanager
    def writing(self, *, large: bool = False) -> Iterator[MemoryTransaction]:  # noqa: ARG002 - the port's signature; everything is in memory
        """Hold the ledger for writing; what was written is taken over unless an error is raised."""
        books = self.books.copy()
        transaction = MemoryTransaction(books, self._salt, self._counted)
        yield transaction
        self.books, self._counted = books, transaction.occurrences

    def close(self) -> None:
        """Let go of the ledger; there is nothing to let go of."""


def _fresh_salt() -> bytes:
    return os.urandom(SALT_BYTES)

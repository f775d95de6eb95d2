"""What the use cases need from outside: a store, a clock, a source of unique names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from ledgerctl.application.desk.records import (
        Case,
        CaseFilter,
        CrossCell,
        Draft,
        KnownReceipt,
        Meta,
        Page,
        Recorded,
        YearCounts,
    )
    from ledgerctl.domain.cases.chain import Envelope, Fault, Head
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.ledger import Ledger
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.complainants.people import Identifier
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.events.base import Event, Sealed
    from ledgerctl.domain.imports.ready import ReadyColumns
    from ledgerctl.domain.register.register import Row


class Clock(Protocol):
    """The time, and nothing else of the outside world."""

    def utc(self) -> str:
        """Return now in UTC as ``YYYY-MM-DDTHH:MM:SS.mmmZ``."""
        ...

    def local(self, timezone: str) -> str:
        """Return now in the branch's time zone as ``YYYY-MM-DDTHH:MM``."""
        ...


class Entropy(Protocol):
    """Unpredictable names."""

    def token(self) -> str:
        """Return a fresh random name of 16 hexadecimal digits."""
        ...


class Loader(Protocol):
    """Writes many receipts inside a transaction."""

    def add(self, drafts: Sequence[Draft]) -> None:
        """Write some more receipts."""
        ...

    def add_columns(self, ready: ReadyColumns, numbers: Sequence[str], keys: Sequence[str]) -> None:
        """Write receipts that were made ready column by column."""
        ...

    def finish(self) -> None:
        """Complete sums and indexes; called once, before the transaction ends."""
        ...


class Reader(Protocol):
    """What can be asked of a ledger; nothing here writes."""

    def head(self) -> Head:
        """Return size and last hash."""
        ...

    def ledger(self) -> Ledger:
        """Return identity, settings, populations and what was taken back."""
        ...

    def complaint(self, number: str) -> Complaint | None:
        """Return a complaint folded from its events, or None."""
        ...

    def row(self, number: str) -> Row | None:
        """Return a complaint's register row, or None."""
        ...

    def history(self, number: str) -> Sequence[Recorded]:
        """Return the events of one complaint in order, those taken back included."""
        ...

    def recorded(self, seq: int) -> Recorded | None:
        """Return one event, or None."""
        ...

    def keyed(self, key: str) -> Recorded | None:
        """Return the event that an idempotency key stands for, or None."""
        ...

    def family(self, name: str) -> Sequence[Recorded]:
        """Return the standing events of a family of kinds in order, receipts of complaints left out.

        The family of a kind is its first word: ``suggestion`` for ``suggestion.made``. Events that
        were taken back do not stand.
        """
        ...

    def every(self, name: str) -> Sequence[Recorded]:
        """Return all events of a family in order, those taken back included."""
        ...

    def between(self, first: int, last: int) -> Sequence[Recorded]:
        """Return the events from one sequence number to another, both included, in order."""
        ...

    def taken_back(self) -> TakenBack:
        """Return which events do not stand."""
        ...

    def cases(self, query: CaseFilter) -> Page:
        """Return the cases that a filter selects, in its order."""
        ...

    def texts(self, numbers: Sequence[str]) -> Mapping[str, Sealed]:
        """Return what is sealed about each case now."""
        ...

    def stream(self, query: CaseFilter, columns: Sequence[str]) -> Iterator[Case]:
        """Yield every case that a filter selects by number, with some columns of its row; as of one moment.

        Memory does not grow with their number.
        """
        ...

    def one_moment(self) -> AbstractContextManager[None]:
        """Hold what is read until the end of the block to one moment, whatever others write."""
        ...

    def events(self) -> Iterator[Recorded]:
        """Yield every event in order, those of reversed batches included; all as of one moment."""
        ...

    def person_cases(self, person: str) -> Sequence[Row]:
        """Return the cases of one complainant, by pseudonym, oldest first."""
        ...

    def year_counts(self, year: int, today: str) -> YearCounts:
        """Return the counts of a year's report; ``today`` (ISO day) decides what is overdue."""
        ...

    def period_counts(
        self, period: ReportPeriod, today: str, equal: Mapping[str, str]
    ) -> YearCounts:
        """Return the counts of the cases with some values by column, over any period.

        Where nothing is asked of the values and the period is a year, ``year_counts`` says the same.
        """
        ...

    def received(self, period: ReportPeriod, equal: Mapping[str, str]) -> int:
        """Return how many complaints with some values by column were received in a period."""
        ...

    def values(self, dimension: str) -> Sequence[str]:
        """Return the values of a dimension that complaints of any year have, the unknown left out."""
        ...

    def batch_numbers(self, batch: str) -> Sequence[str]:
        """Return the cases that a batch touched."""
        ...

    def years(self) -> Sequence[int]:
        """Return the years in which complaints were received."""
        ...

    def cross(
        self,
        dimensions: Sequence[str],
        first: str,
        last: str,
        *,
        counts: Sequence[str] = (),
        today: str = "",
    ) -> Mapping[tuple[str, ...], CrossCell]:
        """Return cross counts over counted cases received between two ISO days.

        ``counts`` are names of ``COUNTS`` in ``cross_measures``, counted as of the ISO day ``today``.
        """
        ...

    def chain_faults(self) -> Iterator[Fault]:
        """Walk the whole chain and yield every place where it does not hold."""
        ...

    def derived_faults(self) -> Iterator[str]:
        """Derive every read table anew and yield the name of each thing that differs."""
        ...


class Transaction(Reader, Protocol):
    """A ledger held for writing; all or nothing."""

    def next_number(self, year: int) -> str:
        """Return the next case number of a year and reserve it within this transaction."""
        ...

    def next_numbers(self, years: Sequence[int]) -> list[str]:
        """Return the next case number for each year in turn, like ``next_number`` one by one."""
        ...

    def person(self, identifiers: Sequence[Identifier], fresh: str) -> str:
        """Return the pseudonym under which these identifiers are known, else ``fresh``.

        The identifiers are kept only as keyed hashes (blind index).
        """
        ...

    def find_person(self, identifiers: Sequence[Identifier]) -> str | None:
        """Return the pseudonym of these identifiers, or None; nothing is kept."""
        ...

    def source_key(self, content: str) -> str:
        """Return a keyed hash of a row's content, for identity across files."""
        ...

    def append(self, events: Sequence[Event], meta: Meta, recorded_at: str) -> Sequence[Envelope]:
        """Write events and bring every read table up to date; the key goes to the first event."""
        ...

    def loader(self, meta: Meta, recorded_at: str, *, keep_indexes: bool = False) -> Loader:
        """Return a loader of many receipts; same effect as ``append`` one by one."""
        ...

    def known(self, keys: Sequence[str]) -> Mapping[str, KnownReceipt]:
        """Return what is recorded under each key that is already there."""
        ...

    def occurrence(self, content: str) -> int:
        """Return how often this content was asked about in this transaction, this time included."""
        ...

    def go_on_counting(self) -> None:
        """Let occurrences count on from the transaction before, which was committed in this process."""
        ...

    def batch_repeats(self, batch: str) -> int:
        """Return how many cases of a batch are repeat complaints."""
        ...


class Store(Reader, Protocol):
    """A ledger that can be read, and held for writing."""

    def writing(self, *, large: bool = False) -> AbstractContextManager[Transaction]:
        """Hold the ledger for writing; commits at the end, rolls back on any error.

        ``large`` says that any number of rows may come, for which memory would be too small to sort in.
        """
        ...

    def close(self) -> None:
        """Let go of the ledger."""
        ...

"""Loading many receipts at once: the same rows, tallies and hashes as one by one, in far fewer steps."""

from __future__ import annotations

from itertools import repeat
from operator import add
from typing import TYPE_CHECKING

from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.numbers import split_number
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.imports.column_tallies import ColumnTallies
from ledgerctl.domain.imports.outline_lists import OutlineLists
from ledgerctl.domain.imports.prepared import prepare
from ledgerctl.domain.register.register import BLANK_ROW, Row
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.writing import INSERT_CASE, INSERT_EVENT, INSERT_SEALED, insert_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledgerctl.application.desk.records import Draft, Meta
    from ledgerctl.domain.imports.ready import Outline, ReadyColumns
    from ledgerctl.domain.register.tallies import Cell
    from ledgerctl.storage.writing import SqliteTransaction

#: A load this large builds its indexes afterwards when it outweighs what is there.
_INDEX_AFTER = 2_000
#: What is put aside during a large load: building an index once over everything is more than twice
#: as fast as keeping it row by row, and the loader numbers its events itself. Complainants' cases
#: must still be found during the load, so that index stays.
_ASIDE = (
    "event_number",
    "event_append",
    "cases_number",
    "cases_received",
    "cases_open",
    "cases_lasting",
)

#: The statement for events of this one kind; what all have is not handed over row by row.
_INSERT_RECEIPT = INSERT_EVENT.replace(
    "?, ?, ?", f"?, '{ComplaintReceived.kind}', {ComplaintReceived.version}", 1
)


class _Cut:
    """One list of outlines as tuples of the columns that any of them fills."""

    def __init__(self, known: Sequence[Outline]) -> None:
        self._known = known
        self._columns: tuple[int, ...] = ()
        self._rows: list[tuple[Cell, ...]] = []

    def of(self, numbers: Sequence[int]) -> tuple[list[str], Iterator[tuple[Cell, ...]]]:
        """Return the names of these columns, and what each of the outlines named has in them."""
        known = self._known
        fresh = [outline.row for outline in known[len(self._rows) :]]
        filled = {at for row in fresh for at, cell in enumerate(row) if cell != BLANK_ROW[at]}
        if not filled.issubset(self._columns):
            self._columns = tuple(sorted(filled.union(self._columns)))
            fresh = [outline.row for outline in known]
            self._rows = []
        self._rows += [tuple([row[at] for at in self._columns]) for row in fresh]
        names = [Row._fields[at] for at in self._columns]
        return names, map(self._rows.__getitem__, numbers)


class BulkLoader:
    """Writes drafts chunk by chunk inside the transaction of its owner."""

    def __init__(
        self,
        transaction: SqliteTransaction,
        meta: Meta,
        recorded_at: str,
        salt: Callable[[], bytes],
        *,
        keep_indexes: bool,
    ) -> None:
        self._transaction = transaction
        self._connection = transaction.connection
        self._meta = meta
        self._recorded_at = recorded_at
        self._salt = salt
        self._keep = keep_indexes
        self._batch = meta.batch or ""
        self._tallies = ColumnTallies()
        self._cuts = OutlineLists(_Cut)
        # The last number given in each year: numbers are handed out in ascending order.
        self._numbers: dict[int, str] = {}
        self._dropped: list[str] = []
        self._written = 0
        self._threshold = max(_INDEX_AFTER, transaction.value("count_cases"))

    def add(self, drafts: Sequence[Draft]) -> None:
        """Write some more receipts."""
        self._make_room()
        if drafts:
            self._write(drafts)
        self._written += len(drafts)

    def add_columns(self, ready: ReadyColumns, numbers: Sequence[str], keys: Sequence[str]) -> None:
        """Write receipts that were made ready column by column."""
        self._make_room()
        kind, version = ComplaintReceived.kind, ComplaintReceived.version
        linker = self._linker()
        first, prev = linker.head
        size = len(numbers)
        salts = [self._salt() for _ in range(size)]
        commitments = chain.commit_all(salts, ready.sealed)
        hashes = linker.link_all(kind, version, numbers, ready.facts, commitments, keys)
        seqs = range(first + 1, linker.head.size + 1)
        events = zip(
            seqs, numbers, keys, ready.facts, commitments, [prev, *hashes[:-1]], hashes,
            strict=True,
        )  # fmt: skip
        placed: dict[str, Iterable[object]] = {
            "number": numbers,
            "batch": repeat(self._batch, size),
            "received_seq": seqs,
            **ready.copied,
        }
        outlined, outlines = self._cuts.of(ready.known).of(ready.outlines)
        rows = map(add, zip(*placed.values()), outlines)  # noqa: B905 - one length
        with translated(self._transaction.path):
            self._connection.executemany(_INSERT_RECEIPT, events)
            self._connection.executemany(INSERT_SEALED, zip(seqs, salts, ready.sealed, strict=True))
            self._connection.executemany(insert_case((*placed, *outlined)), rows)
        self._tallies.add_columns(ready)
        self._numbers.update(zip(ready.years, numbers, strict=True))
        self._written += size

    def finish(self) -> None:
        """Complete sums and indexes."""
        self._transaction.add_tallies(self._tallies)
        with translated(self._transaction.path):
            for statement in self._dropped:
                self._connection.execute(statement)
        for year, last in map(split_number, self._numbers.values()):
            self._transaction.run("put_number", year=year, last=last)

    def _write(self, drafts: Sequence[Draft]) -> None:
        kind, version = ComplaintReceived.kind, ComplaintReceived.version
        batch = self._batch
        recorded_on = "" if batch else self._recorded_at[:10]
        linker = self._linker()
        events, sealed_rows, cases = [], [], []
        persons: dict[str, None] = {}
        for number, facts, sealed, key, given in drafts:
            ready = given or prepare(facts, sealed)
            commitment = None
            if ready.sealed:
                salt = self._salt()
                commitment = chain.commit(salt, ready.sealed)
                sealed_rows.append((linker.head.size + 1, salt, ready.sealed))
            prev = linker.head.hash
            size, own = linker.link(kind, version, number, ready.facts, commitment, key)
            events.append((size, kind, version, number, key, ready.facts, commitment, prev, own))
            row = ready.placed(number, batch, recorded_on, size)
            cases.append(row)
            self._tallies.add(Row._make(row))
            if "person" in facts:
                persons[str(facts["person"])] = None
            self._numbers[split_number(number)[0]] = number
        with translated(self._transaction.path):
            self._connection.executemany(INSERT_EVENT, events)
            self._connection.executemany(INSERT_SEALED, sealed_rows)
            self._connection.executemany(INSERT_CASE, cases)
        if persons:
            self._transaction.apply_repeats(persons, self._tallies)

    def _linker(self) -> chain.Linker:
        # Other events may have been written since the last chunk, so the chain is picked up anew.
        return chain.Linker(
            self._transaction.begin_recording(self._meta, self._recorded_at),
            actor=self._meta.actor,
            on_behalf_of=self._meta.on_behalf_of,
            batch=self._meta.batch,
            recorded_at=self._recorded_at,
        )

    def _make_room(self) -> None:
        if not self._dropped and not self._keep and self._written >= self._threshold:
            self._put_aside()

    def _put_aside(self) -> None:
        marks = ", ".join("?" for _ in _ASIDE)
        found = self._connection.execute(
            f"SELECT type, name, sql FROM sqlite_schema WHERE name IN ({marks})",  # noqa: S608 - marks only
            _ASIDE,
        ).fetchall()
        for kind, name, statement in found:
            self._connection.execute(f"DROP {kind} {name}")
            self._dropped.append(statement)

"""Proof: the chain walked from its first event, every read table derived anew and compared."""

from __future__ import annotations

import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ledgerctl.application.desk.standing import complaint_of
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import Envelope, Fault
from ledgerctl.domain.cases.numbers import split_number
from ledgerctl.domain.cases.reversal import REVERSALS, Reversal, TakenBack, span_of, standing
from ledgerctl.domain.register.tallies import Tallies
from ledgerctl.storage.codec import decode, event_row
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.migrating import run_script
from ledgerctl.storage.projecting import row_from, tells_person
from ledgerctl.storage.searching import cover, covered, forget, same
from ledgerctl.storage.statements import load_schema
from ledgerctl.storage.writing import (
    INSERT_CASE,
    INSERT_EVENT,
    INSERT_RECORDING,
    INSERT_SEALED,
    SqliteTransaction,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.storage.reading import SqliteReader

#: Tables that are derived from the events, with the order in which they are compared.
DERIVED = {
    "about": "name",
    "setting": "name",
    "population": "year, measure",
    "reversal": "seq",
    "numbering": "year",
    "person_index": "blind",
    "cases": "number",
    "tally": "year, dimension, value",
    "anchor_tally": "year, name, bin",
}

_FETCH = 2_000
#: What stored text may raise that was edited behind the tool's back.
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)


def chain_faults(reader: SqliteReader) -> Iterator[Fault]:
    """Yield every place where the chain, the sealed parts or the schema do not hold."""
    yield from (Fault(0, problem) for problem in schema_faults(reader.connection))
    with translated(reader.path):
        for (problem,) in reader.connection.execute("PRAGMA quick_check(10)"):
            if problem != "ok":
                yield Fault(0, "file")
                break
        rows = reader.run("events")
        yield from chain.faults((Envelope(*row[:-2]), row[-2], row[-1]) for row in rows)
        yield from (Fault(seq, part) for seq, part in reader.rows("orphans"))


def schema_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield the name of each table, index or trigger that is missing, foreign or altered."""
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    try:
        run_script(fresh, load_schema())
        expected = _schema(fresh)
    finally:
        fresh.close()
    found = _schema(connection)
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield f"schema: {name}"


def _schema(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND tbl_name NOT LIKE '!_sqlite!_%' ESCAPE '!' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return {f"{kind} {name}": " ".join(sql.split()) for kind, name, sql in rows}


def derived_faults(reader: SqliteReader) -> Iterator[str]:
    """Yield the name of each derived table that is not what the events make of it.

    ``event`` alone says that nothing can be derived; the chain walk names the damaged event.
    """
    try:
        fresh = rebuilt(reader)
    except _UNREADABLE:
        yield "event"
        return
    try:
        if not same(reader.connection, fresh):
            yield "search"
        for table, order in DERIVED.items():
            select = f"SELECT * FROM {table} ORDER BY {order}"  # noqa: S608 - names from this module
            with translated(reader.path):
                ours = reader.connection.execute(select)
                theirs = fresh.execute(select)
                while True:
                    block = ours.fetchmany(_FETCH)
                    if block != theirs.fetchmany(_FETCH):
                        yield table
                        break
                    if not block:
                        break
    finally:
        fresh.close()


def rebuilt(reader: SqliteReader) -> sqlite3.Connection:
    """Return a temporary database whose read tables were derived from the events alone."""
    # An unnamed database lies in a temporary file, so a large ledger needs little memory.
    fresh = sqlite3.connect("", isolation_level=None)
    try:
        _derive_from(reader, fresh)
    except BaseException:
        fresh.close()
        raise
    return fresh


def _derive_from(reader: SqliteReader, fresh: sqlite3.Connection) -> None:
    run_script(fresh, load_schema())
    fresh.execute("DROP TRIGGER event_append")
    fresh.execute("DROP TRIGGER recording_append")
    fresh.execute("BEGIN")
    with translated(reader.path):
        fresh.executemany(INSERT_RECORDING, reader.rows("recordings"))
        rows = reader.run("events")
        while block := rows.fetchmany(_FETCH):
            fresh.executemany(INSERT_EVENT, [event_row(Envelope(*row[:-2])) for row in block])
            fresh.executemany(
                INSERT_SEALED, [(row[0], *row[-2:]) for row in block if row[-2] is not None]
            )
        fresh.execute(
            reader.statements["insert_secret"], {"name": "blind_index", "value": reader.secret()}
        )
    transaction = SqliteTransaction(fresh, reader.path, bytes)
    derive(transaction)
    cover(transaction, covered(reader))
    fresh.execute("COMMIT")


def rebuild(transaction: SqliteTransaction) -> list[str]:
    """Empty every read table and derive it anew; returns the tables' names."""
    for table in DERIVED:
        transaction.connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names from this module
    derive(transaction)
    forget(transaction)
    return list(DERIVED)


def derive(transaction: SqliteTransaction) -> None:
    """Fill empty read tables from the stored events."""
    back = TakenBack()
    books: list[Recorded] = []
    for row in transaction.run("events"):
        recorded = _readable(row)
        if recorded is None:
            continue
        envelope, event, _sealed = recorded
        if envelope.number is not None:
            _index_person(transaction, recorded, back)
        elif envelope.kind in REVERSALS:
            transaction.keep_reversal(Reversal(envelope.seq, span_of(event.facts())))
            back = transaction.taken_back()
        else:
            books.append(recorded)
    for envelope, event, _sealed in standing(books, back):
        transaction.project_ledger(event, envelope.seq)
    tallies = Tallies()
    serials: dict[int, int] = {}
    cases = transaction.run("events_by_case")
    for number, group in groupby(cases, key=itemgetter(3)):
        history = [recorded for row in group if (recorded := _readable(row)) is not None]
        case = row_from(number, history, back)
        if case is not None:
            tallies.add(case)
            transaction.connection.execute(INSERT_CASE, case)
            year, serial = split_number(number)
            serials[year] = max(serial, serials.get(year, 0))
    transaction.apply_repeats([row[0] for row in transaction.rows("repeated_persons")], tallies)
    transaction.add_tallies(tallies)
    for year, last in serials.items():
        transaction.run("put_number", year=year, last=last)


def _readable(row: tuple[Any, ...]) -> Recorded | None:
    """Return a stored event; a damaged one is the chain walk's finding and cannot be derived from."""
    try:
        return decode(row)
    except _UNREADABLE:
        return None


def _index_person(transaction: SqliteTransaction, recorded: Recorded, back: TakenBack) -> None:
    if not tells_person(recorded.event):
        return
    number = recorded.envelope.number or ""
    until = [
        each
        for row in transaction.rows("history", number=number)
        if row[0] <= recorded.envelope.seq and (each := _readable(row)) is not None
    ]
    transaction.index_person(complaint_of(number, until, back))

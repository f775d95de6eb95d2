from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, desk
from storage_samples import SPOKEN, everything

from ledgerctl.application.cases import receiving
from ledgerctl.application.ledger import auditing
from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import Fault
from ledgerctl.errors.system import LedgerCorrupt
from ledgerctl.storage.sqlite import SqliteStore
from ledgerctl.storage.statements import load_schema
from ledgerctl.storage.verifying import DERIVED, rebuild

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.domain.cases.chain import Envelope

_APPEND_ONLY = (
    *("event_append", "event_update", "event_delete", "sealed_update"),
    *("recording_append", "recording_update", "recording_delete"),
)


def forge(forged: Envelope) -> str:
    """Return the statement that puts a forged event in the place of the true one."""
    changes = (f"key = '{forged.key}'", f"prev = '{forged.prev}'", f"hash = '{forged.hash}'")
    return f"UPDATE event SET {', '.join(changes)} WHERE seq = {forged.seq}"  # noqa: S608 - a forger cares little


def tamper(path: Path, *statements: str) -> None:
    """Do something to a ledger behind the tool's back, and put the triggers back in their place."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = [
            connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
            for name in _APPEND_ONLY
        ]
        assert len(triggers) == len(_APPEND_ONLY)
        for name in _APPEND_ONLY:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement
        for (trigger,) in triggers:
            connection.execute(trigger)


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE event SET facts = REPLACE(facts, 'counter', 'hotline') WHERE seq = 3", 3),
        ("UPDATE event SET facts = 'not even JSON' WHERE seq = 2", 2),
        ("UPDATE event SET facts = '[]' WHERE seq = 4", 4),
        ("UPDATE recording SET actor = 'clerk02' WHERE first = 1", 1),
        ("UPDATE recording SET on_behalf_of = 'w01' WHERE first = 1", 1),
        ("UPDATE recording SET recorded_at = '2020-03-04T01:30:00.001Z' WHERE first = 1", 1),
        ("UPDATE recording SET batch = 'b-1' WHERE first = 1", 1),
        ("UPDATE recording SET first = 4 WHERE first = 1", 1),
        ("DELETE FROM recording", 1),
        ("INSERT INTO recording VALUES (3, '2020-03-04T01:30:00.001Z', 'clerk02', NULL, NULL)", 3),
        ("INSERT INTO recording VALUES (99, '2020-03-04T01:30:00.001Z', 'x', NULL, NULL)", 99),
        ("UPDATE event SET number = '2020-0009' WHERE seq = 4", 4),
        ("UPDATE event SET number = 'words' WHERE seq = 2", 2),
        ("UPDATE event SET key = 'k-1' WHERE seq = 3", 3),
        ("UPDATE event SET version = 0 WHERE seq = 1", 1),
        ("UPDATE event SET commitment = NULL WHERE seq = 2", 2),
        ("UPDATE event SET hash = prev WHERE seq = 2", 2),
        ("UPDATE event SET prev = hash WHERE seq = 3", 3),
        ("UPDATE sealed SET body = REPLACE(body, '张三', '李四') WHERE seq = 3", 3),
        ("UPDATE sealed SET salt = x'00112233445566778899aabbccddeeff' WHERE seq = 3", 3),
        ("UPDATE sealed SET body = '' WHERE seq = 2", 2),
        ("DELETE FROM sealed WHERE seq = 4", 4),
        ("INSERT INTO sealed VALUES (1, x'00', '{}')", 1),
        ("INSERT INTO sealed VALUES (99, x'00', '{}')", 99),
        ("DELETE FROM event WHERE seq = 2", 2),
        ("DELETE FROM event WHERE seq = 1", 1),
        ("UPDATE event SET seq = 9 WHERE seq = 4", 4),
    ],
)
def test_chain_names_the_first_bad_event(path: Path, statement: str, first: int) -> None:
    tamper(path, statement)
    store = SqliteStore.open(str(path))
    faults = list(store.chain_faults())
    found = auditing.verify(desk(store))
    store.close()
    assert faults
    assert min(fault.seq for fault in faults) == first
    assert faults[0].seq == first
    assert not found.sound


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        ("UPDATE recording SET actor = 'clerk02' WHERE first = 5", 5),
        ("UPDATE recording SET first = 4 WHERE first = 5", 4),
        ("UPDATE recording SET first = 7 WHERE first = 5", 5),
        ("DELETE FROM recording WHERE first = 5", 5),
    ],
)
def test_chain_holds_who_recorded_what(path: Path, statement: str, first: int) -> None:
    store = SqliteStore.open(str(path))
    for person in ("w08", "w09"):
        receiving.add(desk(store), SPOKEN, CLERK._replace(on_behalf_of=person, key=person))
    recorded = [store.recorded(seq) for seq in range(4, 7)]
    assert list(store.chain_faults()) == []
    store.close()
    people = [each.envelope.on_behalf_of for each in recorded if each is not None]
    assert people == [CLERK.on_behalf_of, "w08", "w09"]
    tamper(path, statement)
    store = SqliteStore.open(str(path))
    assert min(fault.seq for fault in store.chain_faults()) == first
    store.close()


def test_rehashed_event_breaks_the_next_link(path: Path) -> None:
    store = SqliteStore.open(str(path))
    recorded = store.recorded(2)
    store.close()
    assert recorded is not None
    forged = recorded.envelope._replace(key="k-forged")
    tamper(path, forge(forged._replace(hash=chain.digest(forged))))
    store = SqliteStore.open(str(path))
    assert list(store.chain_faults()) == [Fault(3, "link")]
    store.close()


def test_cut_tail_is_found_only_by_a_receipt_kept_outside(path: Path) -> None:
    store = SqliteStore.open(str(path))
    clerk = desk(store)
    receipt = receiving.add(clerk, SPOKEN, CLERK).head.short
    assert auditing.verify(clerk, receipt=receipt).sound
    store.close()
    tamper(path, "DELETE FROM sealed WHERE seq = 5", "DELETE FROM event WHERE seq = 5")
    store = SqliteStore.open(str(path))
    clerk = desk(store)
    with store.writing() as transaction:
        rebuild(transaction)
    assert auditing.verify(clerk).sound
    found = auditing.verify(clerk, receipt=receipt)
    assert found.receipt_holds is False
    assert not found.sound
    # A forger who writes another fifth event is found in the same way.
    receiving.add(clerk, {**SPOKEN, "summary": "nothing happened"}, CLERK)
    assert auditing.verify(clerk).sound
    assert not auditing.verify(clerk, receipt=receipt).sound
    store.close()


def test_chain_written_anew_is_found_only_by_a_receipt(path: Path) -> None:
    store = SqliteStore.open(str(path))
    receipt = store.head().short
    rows = [store.recorded(seq) for seq in range(1, 5)]
    store.close()
    previous = chain.GENESIS
    statements = []
    for row in rows:
        assert row is not None
        forged = row.envelope._replace(key=f"k-{row.envelope.seq}", prev=previous)
        previous = chain.digest(forged)
        statements.append(forge(forged._replace(hash=previous)))
    tamper(path, *statements)
    store = SqliteStore.open(str(path))
    assert list(store.chain_faults()) == []
    assert auditing.verify(desk(store), receipt=receipt).receipt_holds is False
    store.close()


@pytest.mark.parametrize(
    ("table", "statement"),
    [
        ("about", "UPDATE about SET value = 'x' WHERE name = 'branch'"),
        ("setting", "UPDATE setting SET value = '31' WHERE name = 'repeat_window'"),
        ("population", "INSERT INTO population VALUES (2020, 'customers', 1, '', '')"),
        ("reversal", "INSERT INTO reversal VALUES (99, 2, 2, '', 1)"),
        ("numbering", "UPDATE numbering SET last = last + 1"),
        ("person_index", "DELETE FROM person_index"),
        ("cases", "UPDATE cases SET amount = 1 WHERE number = '2020-0001'"),
        ("cases", "DELETE FROM cases WHERE number = '2020-0002'"),
        ("tally", "UPDATE tally SET closed = 1 WHERE dimension = 'total'"),
        ("anchor_tally", "INSERT INTO anchor_tally VALUES (2020, 'days', 1, 1)"),
        ("anchor_tally", "UPDATE anchor_tally SET cases = cases + 1 WHERE name = 'open_since'"),
        ("anchor_tally", "DELETE FROM anchor_tally"),
    ],
)
def test_edited_read_table_is_named_and_rebuilt(path: Path, table: str, statement: str) -> None:
    store = SqliteStore.open(str(path))
    before = everything(store)
    store.connection.execute(statement)
    assert list(store.chain_faults()) == []
    assert list(store.derived_faults()) == [table]
    assert auditing.verify(desk(store)).derived == [table]
    with store.writing() as transaction:
        assert rebuild(transaction) == list(DERIVED)
    assert list(store.derived_faults()) == []
    assert everything(store) == before
    store.close()


def test_every_table_is_truth_or_derived(file_store: SqliteStore) -> None:
    tables = file_store.connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table'"
    ).fetchall()
    truth = {"event", "recording", "sealed", "secret", "_sqlite_migrations"}
    names = {name for (name,) in tables if not name.startswith("search")}
    assert names == truth | set(DERIVED)


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DROP TRIGGER event_update", "schema: trigger event_update"),
        ("DROP INDEX event_kind", "schema: index event_kind"),
        ("CREATE VIEW v AS SELECT 1", "schema: view v"),
        ("CREATE TABLE extra (x TEXT)", "schema: table extra"),
        ("ALTER TABLE about ADD COLUMN more TEXT", "schema: table about"),
        (
            "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM cases; END",
            "schema: trigger t",
        ),
    ],
)
def test_foreign_schema_is_named(path: Path, statement: str, problem: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement)
        connection.commit()
    store = SqliteStore.open(str(path))
    assert list(store.chain_faults()) == [Fault(0, problem)]
    store.close()


def test_weakened_trigger_is_named(path: Path) -> None:
    assert "events are never changed" in load_schema()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_update")
        connection.execute("CREATE TRIGGER event_update BEFORE UPDATE ON event BEGIN SELECT 1; END")
        connection.commit()
    store = SqliteStore.open(str(path))
    assert list(store.chain_faults()) == [Fault(0, "schema: trigger event_update")]
    store.close()


def test_text_of_no_encoding_is_a_coded_error(path: Path) -> None:
    tamper(path, "UPDATE event SET number = CAST(x'ff' AS TEXT) WHERE seq = 2")
    store = SqliteStore.open(str(path))
    with pytest.raises(LedgerCorrupt):
        list(store.chain_faults())
    store.close()


def test_derived_from_nonsense(path: Path) -> None:
    tamper(path, "UPDATE event SET facts = REPLACE(facts, '2020-03-04', 'nonsense!!')")
    store = SqliteStore.open(str(path))
    assert list(store.derived_faults()) == ["event"]
    store.close()

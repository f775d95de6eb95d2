from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, desk
from storage_samples import SPOKEN, everything

from ledgerctl.application.cases import receiving
from ledgerctl.errors.system import (
    DiskFailure,
    LedgerCorrupt,
    LedgerTooNew,
    NoPermission,
    NotALedger,
)
from ledgerctl.storage import connecting, sqlite
from ledgerctl.storage.connecting import APPLICATION_ID, SCHEMA_VERSION, create_file, open_ledger
from ledgerctl.storage.migrating import known_migrations, migrate, run_script
from ledgerctl.storage.sqlite import SqliteStore
from ledgerctl.storage.statements import load_schema
from ledgerctl.storage.verifying import DERIVED, schema_faults

if TYPE_CHECKING:
    from pathlib import Path

    from sqlite_utils.db import Database
    from sqlite_utils.migrations import Migrations

NEXT = SCHEMA_VERSION + 1


def schema(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute(
        "SELECT type || ' ' || name, sql FROM sqlite_schema WHERE sql IS NOT NULL"
        " AND tbl_name <> '_sqlite_migrations' AND name NOT LIKE 'sqlite%'"
    )
    return dict(rows.fetchall())


def applied(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
    return [name for (name,) in rows]


def with_second(*, fails: bool = False) -> Migrations:
    """The known migrations and one more, which adds a table and a column."""
    migrations = known_migrations()

    @migrations(name="0002_artificial")
    def artificial(database: Database) -> None:
        run_script(
            database.conn,
            "CREATE TABLE shelf (name TEXT PRIMARY KEY) STRICT;\n"
            "ALTER TABLE cases ADD COLUMN shelf TEXT NOT NULL DEFAULT '';\n"
            "INSERT INTO shelf VALUES ('first');\n",
        )
        if fails:
            database.conn.execute("INSERT INTO shelf VALUES ('first')")

    return migrations


# --- the first schema ---


def test_fresh_ledger_has_the_schema_of_the_file(tmp_path: Path) -> None:
    store = SqliteStore.create(str(tmp_path / "ledger.db"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        run_script(fresh, load_schema())
        expected = schema(fresh)
    found = schema(store.connection)
    assert found == expected
    assert len([name for name in found if name.startswith("trigger ")]) == 8
    assert list(schema_faults(store.connection)) == []
    assert applied(store.connection) == ["0001_first_schema"]
    store.close()


def test_only_known_tables(tmp_path: Path) -> None:
    store = SqliteStore.create(str(tmp_path / "ledger.db"))
    rows = store.connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    names = {name for (name,) in rows if not name.startswith("search")}
    store.close()
    assert names == {"event", "recording", "sealed", "secret", "_sqlite_migrations"} | set(DERIVED)


def test_fresh_ledger_has_its_own_secret(tmp_path: Path) -> None:
    stores = [SqliteStore.create(str(tmp_path / name)) for name in ("one.db", "two.db")]
    secrets = {store.secret() for store in stores}
    for store in stores:
        store.close()
    assert {len(secret) for secret in secrets} == {32}
    assert len(secrets) == 2


def test_first_schema_and_secret_come_together_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    connection = create_file(str(path))
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    migrate(connection, str(path))
    connection.close()
    assert statements.count("COMMIT") == 1
    begun = next(at for at, each in enumerate(statements) if each.startswith("BEGIN"))
    made = [at for at, each in enumerate(statements) if each.startswith(("CREATE", "INSERT"))]
    assert made
    assert begun < min(made)
    assert max(made) < statements.index("COMMIT")


def test_unfinished_file_is_no_ledger(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    create_file(path).close()
    with pytest.raises(NotALedger):
        SqliteStore.open(path)


# --- a further schema ---


def test_second_migration_keeps_everything(path: Path) -> None:
    store = SqliteStore.open(str(path))
    before = everything(store)
    rules = {k: v for k, v in schema(store.connection).items() if k.startswith("trigger ")}
    copy = migrate(store.connection, str(path), with_second(), NEXT)
    assert copy == f"{path}.before-schema-{NEXT}"
    after = schema(store.connection)
    assert {k: v for k, v in after.items() if k.startswith("trigger ")} == rules
    assert "table shelf" in after
    assert [store.recorded(seq) for seq in range(1, 5)] == before[1]
    assert store.connection.execute("PRAGMA user_version").fetchone()[0] == NEXT
    assert store.connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    with pytest.raises(sqlite3.IntegrityError):
        store.connection.execute("DELETE FROM event")
    store.close()


def test_copy_is_a_whole_private_ledger(path: Path) -> None:
    store = SqliteStore.open(str(path))
    before = everything(store)
    copy = migrate(store.connection, str(path), with_second(), NEXT)
    store.close()
    assert copy is not None
    aside = SqliteStore.open(copy)
    assert everything(aside) == before
    assert list(aside.chain_faults()) == []
    aside.close()
    assert stat.S_IMODE(path.with_name(f"{path.name}.before-schema-{NEXT}").stat().st_mode) == 0o600


def test_second_migration_is_one_transaction(path: Path) -> None:
    connection = open_ledger(str(path))
    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    migrate(connection, str(path), with_second(), NEXT)
    connection.close()
    assert statements.count("COMMIT") == 1
    changed = [at for at, each in enumerate(statements) if "shelf" in each or "=2" in each]
    assert max(changed) < statements.index("COMMIT")


def test_failing_migration_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    connection = open_ledger(str(path))
    rules = schema(connection)
    with pytest.raises(LedgerCorrupt) as caught:
        migrate(connection, str(path), with_second(fails=True), NEXT)
    assert isinstance(caught.value.__cause__, sqlite3.IntegrityError)
    assert schema(connection) == rules
    assert applied(connection) == ["0001_first_schema"]
    connection.close()
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.glob("*before-schema*")] == []
    store = SqliteStore.open(str(path))
    assert receiving.add(desk(store), SPOKEN, CLERK).number == "2020-0003"
    store.close()


def test_migration_succeeds_after_a_failure(path: Path) -> None:
    connection = open_ledger(str(path))
    with pytest.raises(LedgerCorrupt):
        migrate(connection, str(path), with_second(fails=True), NEXT)
    # Somebody kept an older copy under the same name.
    kept = path.with_name(f"{path.name}.before-schema-{NEXT}")
    kept.write_text("kept")
    copy = migrate(connection, str(path), with_second(), NEXT)
    connection.close()
    assert copy == f"{kept}.2"
    assert kept.read_text() == "kept"


@pytest.mark.parametrize(
    ("theirs", "ours"), [(PermissionError, NoPermission), (OSError, DiskFailure)]
)
def test_no_place_for_the_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch, theirs: type[OSError], ours: type[Exception]
) -> None:
    def refuse(*_arguments: object) -> int:
        raise theirs

    connection = open_ledger(str(path))
    before = path.read_bytes()
    monkeypatch.setattr("ledgerctl.storage.migrating.os.open", refuse)
    with pytest.raises(ours):
        migrate(connection, str(path), with_second(), NEXT)
    connection.close()
    assert path.read_bytes() == before


def test_migrating_again_does_nothing(path: Path) -> None:
    connection = open_ledger(str(path))
    before = path.read_bytes()
    assert migrate(connection, str(path)) is None
    connection.close()
    assert path.read_bytes() == before


def test_opening_brings_an_older_schema_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (connecting, sqlite):
        monkeypatch.setattr(module, "SCHEMA_VERSION", NEXT)
    calls = []

    def record(connection: sqlite3.Connection, path: str) -> None:
        calls.append(path)
        migrate(connection, path, with_second(), NEXT)

    monkeypatch.setattr("ledgerctl.storage.migrating.migrate", record)
    for _ in range(2):
        store = SqliteStore.open(str(path))
        assert applied(store.connection) == ["0001_first_schema", "0002_artificial"]
        store.close()
    assert calls == [str(path)]
    monkeypatch.undo()
    with pytest.raises(LedgerTooNew):
        SqliteStore.open(str(path))


def test_migration_failing_at_opening_lets_go_of_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "SCHEMA_VERSION", NEXT)
    seen: list[sqlite3.Connection] = []

    def fail(connection: sqlite3.Connection, _path: str) -> None:
        seen.append(connection)
        raise RuntimeError

    monkeypatch.setattr("ledgerctl.storage.migrating.migrate", fail)
    with pytest.raises(RuntimeError):
        SqliteStore.open(str(path))
    with pytest.raises(sqlite3.ProgrammingError):
        seen[0].execute("SELECT 1")


def test_script_runs_inside_the_transaction_at_hand() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("BEGIN")
        run_script(connection, load_schema())
        assert connection.in_transaction
        connection.execute("ROLLBACK")
        assert schema(connection) == {}

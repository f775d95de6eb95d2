"""Schema migrations: sqlite-utils applies them, each with its record in one transaction.

Imported only when ``user_version`` says that one is pending, or when a ledger is created. A ledger
that already holds events is copied aside before anything is changed.
"""

from __future__ import annotations

import os
import sqlite3
from itertools import count
from typing import TYPE_CHECKING

from ledgerctl.errors.system import DiskFailure, NoPermission
from ledgerctl.storage.connecting import APPLICATION_ID, SCHEMA_VERSION, translated
from ledgerctl.storage.statements import load_schema, load_statements

if TYPE_CHECKING:
    from sqlite_utils.db import Database
    from sqlite_utils.migrations import Migrations

_SECRET_BYTES = 32


def known_migrations() -> Migrations:
    """Return the migrations of the ledger file in order; the first one makes schema 1."""
    from sqlite_utils.migrations import Migrations

    migrations = Migrations("ledgerctl")

    @migrations(name="0001_first_schema")
    def first_schema(database: Database) -> None:
        run_script(database.conn, load_schema())
        # In the same transaction: a ledger without this key could not recognise anybody.
        database.conn.execute(
            load_statements()["insert_secret"],
            {"name": "blind_index", "value": os.urandom(_SECRET_BYTES)},
        )

    return migrations


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run statements one by one inside the transaction at hand; ``executescript`` would commit it."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


def migrate(
    connection: sqlite3.Connection,
    path: str,
    migrations: Migrations | None = None,
    target: int = SCHEMA_VERSION,
) -> str | None:
    """Bring a ledger file to the newest schema; all pending migrations or none.

    Args:
        connection: a connection to the file, outside any transaction.
        path: the file's path, for the copy and for messages.
        migrations: another set than the known one, for tests.
        target: the schema version afterwards.

    Returns:
        The path of the copy made before, or None when the file held nothing yet.
    """
    from sqlite_utils.db import Database

    # Plug-ins of other programs have no business in a ledger.
    database = Database(connection, execute_plugins=False)
    pending = migrations or known_migrations()
    with translated(path):
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version >= target:
            # Another program was first while this one stood in line.
            return None
        copy = _copy_aside(connection, path, version) if version else None
        try:
            with database.atomic():
                pending.apply(database)
                connection.execute(f"PRAGMA application_id={APPLICATION_ID:d}")
                connection.execute(f"PRAGMA user_version={target:d}")
        except BaseException:
            if copy is not None:
                os.unlink(copy)  # noqa: PTH108 - the module works with plain paths
            raise
    return copy


def _copy_aside(connection: sqlite3.Connection, path: str, version: int) -> str:
    target, handle = _fresh_file(f"{path}.before-schema-{version + 1}")
    copy = sqlite3.connect(target)
    try:
        connection.backup(copy)
    finally:
        copy.close()
        os.fsync(handle)
        os.close(handle)
    return target


def _fresh_file(name: str) -> tuple[str, int]:
    """Make a file (mode 0600) that was not there; a copy of an earlier attempt is left alone."""
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
    for attempt in count(1):
        target = name if attempt == 1 else f"{name}.{attempt}"
        try:
            return target, os.open(target, flags, 0o600)
        except FileExistsError:
            continue
        except PermissionError:
            raise NoPermission(path=target) from None
        except OSError as error:
            raise DiskFailure(problem=error.strerror or "", key="…") from None
    raise AssertionError

"""The SQLite store: one file, one writer at a time, every acknowledged write kept."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from ledgerctl.domain.cases.chain import SALT_BYTES
from ledgerctl.errors.system import DiskFailure, LedgerBusy, NoPermission
from ledgerctl.storage.connecting import SCHEMA_VERSION, create_file, open_ledger, translated
from ledgerctl.storage.locks import queue
from ledgerctl.storage.reading import SqliteReader
from ledgerctl.storage.writing import SqliteTransaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_POOL_SALTS = 1_024


class SaltPool:
    """Salts from the system's generator, drawn a block at a time."""

    __slots__ = ("_at", "_block")

    def __init__(self) -> None:
        self._block = b""
        self._at = 0

    def __call__(self) -> bytes:
        """Return fresh bytes for one sealed part."""
        if self._at >= len(self._block):
            # The first salt is all that most commands need.
            size = SALT_BYTES * (_POOL_SALTS if self._block else 1)
            self._block = os.urandom(size)
            self._at = 0
        self._at += SALT_BYTES
        return self._block[self._at - SALT_BYTES : self._at]


class SqliteStore(SqliteReader):
    """A ledger file that can be read, and held for writing."""

    def __init__(
        self, connection: sqlite3.Connection, path: str, salt: Callable[[], bytes] | None = None
    ) -> None:
        super().__init__(connection, path)
        self._salt = salt or SaltPool()

    @classmethod
    def open(
        cls, path: str, *, write: bool = True, salt: Callable[[], bytes] | None = None
    ) -> SqliteStore:
        """Open an existing ledger file, bringing an older schema up to date first.

        Args:
            path: the file.
            write: whether it must be writable; else it is opened for reading when it is not.
            salt: gives the bytes for each sealed part, by default the system's generator.

        Raises:
            LedgerError: the file is missing, foreign, newer, damaged or not permitted.
        """
        connection = open_ledger(path, write=write)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version < SCHEMA_VERSION:
            from ledgerctl.storage.migrating import migrate

            try:
                with queue(path):
                    migrate(connection, path)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path, salt)

    @classmethod
    def create(cls, path: str, *, salt: Callable[[], bytes] | None = None) -> SqliteStore:
        """Create a ledger file (mode 0600) with an empty schema, all in one transaction.

        Args:
            path: where it is to stand.
            salt: gives the bytes for each sealed part, by default the system's generator.

        Raises:
            LedgerExists, NoPermission, DiskFailure.
        """
        from ledgerctl.storage.migrating import migrate

        connection = create_file(path)
        try:
            migrate(connection, path)
        except BaseException:
            connection.close()
            os.unlink(path)  # noqa: PTH108 - pathlib costs a tenth of start-up
            raise
        return cls(connection, path, salt)

    @contextmanager
    def writing(self, *, large: bool = False) -> Iterator[SqliteTransaction]:
        """Hold the ledger for writing; commits at the end, rolls back on any error.

        A ``large`` one sorts what it indexes in unnamed temporary files, not in memory: numbers, days and
        pseudonyms, never a sealed text.
        """
        with queue(self.path):
            with translated(self.path):
                if large:
                    self.connection.execute("PRAGMA temp_store=FILE")
                self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield SqliteTransaction(self.connection, self.path, self._salt)
                with translated(self.path):
                    self.connection.execute("COMMIT")
            except BaseException:
                # A failed statement may have ended the transaction already.
                if self.connection.in_transaction:
                    self.connection.execute("ROLLBACK")
                raise

    def search(self, words: str) -> set[str]:
        """Return what a search finds; an index that is far behind is brought up to date first."""
        from ledgerctl.storage.searching import PATIENCE, cover, covered

        behind = self.head().size - covered(self)
        if behind > PATIENCE and not self.connection.in_transaction:
            # Who may not write still finds everything, only more slowly
            with suppress(LedgerBusy, NoPermission, DiskFailure), self.writing() as transaction:
                cover(transaction)
        return super().search(words)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

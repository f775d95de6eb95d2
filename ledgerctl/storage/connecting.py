"""Opening and creating ledger files: the settings that keep every acknowledged write, and error translation.

A rollback journal that is truncated and synced lost no acknowledged event in any replayed power cut;
Python's default did. ``EXTRA`` also syncs the folder (docs/adr/0003-journal-mode.md).
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.house import LedgerExists, NoSuchLedger
from ledgerctl.errors.system import (
    DiskFailure,
    LedgerBusy,
    LedgerCorrupt,
    LedgerTooNew,
    NoPermission,
    NotALedger,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

#: "LEDG" as a number: SQLite's mark for files of this application.
APPLICATION_ID = 0x4C454447
SCHEMA_VERSION = 1
BUSY_SECONDS = 30

_SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA mmap_size=0",
    "PRAGMA fullfsync=ON",
    "PRAGMA synchronous=EXTRA",
)


def open_ledger(path: str, *, write: bool = True) -> sqlite3.Connection:
    """Return a connection to an existing ledger, with every setting of the house.

    Raises:
        NoSuchLedger, NotALedger, LedgerTooNew, NoPermission, LedgerCorrupt: in plain words.
    """
    _check_file(path)
    writable = write or os.access(path, os.W_OK)
    connection = _connect(path, "rw" if writable else "ro")
    try:
        with translated(path):
            _check_identity(connection, path)
            configure(connection, writable=writable)
    except BaseException:
        connection.close()
        raise
    return connection


def create_file(path: str) -> sqlite3.Connection:
    """Create an empty ledger file (mode 0600) and return a connection; nothing is overwritten.

    Raises:
        LedgerExists, NoPermission, DiskFailure.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        raise LedgerExists(path=path) from None
    except PermissionError:
        raise NoPermission(path=path) from None
    except OSError as error:
        raise DiskFailure(problem=error.strerror or "", key="…") from None
    connection = _connect(path, "rw")
    with translated(path):
        connection.execute("PRAGMA page_size=32768")
        configure(connection, writable=True)
    return connection


def configure(connection: sqlite3.Connection, *, writable: bool) -> None:
    """Give a connection the settings of the house."""
    if writable:
        connection.execute("PRAGMA journal_mode=TRUNCATE").fetchone()
    for setting in _SETTINGS:
        connection.execute(setting)


def _connect(path: str, mode: str) -> sqlite3.Connection:
    # Only these three characters mean anything in the path of an SQLite URI.
    quoted = os.path.abspath(path).replace("%", "%25").replace("?", "%3f").replace("#", "%23")  # noqa: PTH100 - pathlib costs a tenth of start-up
    with translated(path):
        return sqlite3.connect(
            f"file:{quoted}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
        )


def _check_file(path: str) -> None:
    try:
        status = os.lstat(path)
    except FileNotFoundError:
        raise NoSuchLedger(path=path) from None
    except NotADirectoryError:
        raise NoSuchLedger(path=path) from None
    except PermissionError:
        raise NoPermission(path=path) from None
    if stat.S_ISLNK(status.st_mode):
        raise NotALedger(path=path, problem=N_("it is a symbolic link"))
    if stat.S_ISDIR(status.st_mode):
        raise NotALedger(path=path, problem=N_("it is a folder"))
    if not stat.S_ISREG(status.st_mode):
        raise NotALedger(path=path, problem=N_("it is not a regular file"))
    if not os.access(path, os.R_OK):
        raise NoPermission(path=path)


def _check_identity(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotALedger(path=path, problem=N_("it is some other database"))
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise LedgerTooNew(path=path, version=version, known=SCHEMA_VERSION)


@contextmanager
def translated(path: str, key: str = "…") -> Iterator[None]:
    """Turn the driver's exceptions into ours; the driver's text never reaches a person."""
    try:
        yield
    except sqlite3.Error as error:
        raise translate(error, path, key) from error


def translate(error: sqlite3.Error, path: str, key: str) -> LedgerError:
    """Return our error for one of the driver's."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LedgerBusy(path=path, seconds=BUSY_SECONDS)
    if name.startswith("SQLITE_NOTADB"):
        return NotALedger(path=path, problem=N_("it is some other file"))
    if name.startswith("SQLITE_CORRUPT"):
        return LedgerCorrupt(path=path, problem=name)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
        return NoPermission(path=path)
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return DiskFailure(problem=name, key=key)
    return LedgerCorrupt(path=path, problem=name or type(error).__name__)

from __future__ import annotations

import os
import sqlite3
import stat
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, desk
from storage_samples import SPOKEN

from ledgerctl.application.cases import receiving
from ledgerctl.domain.cases.chain import GENESIS
from ledgerctl.errors.house import LedgerExists, NoSuchLedger
from ledgerctl.errors.system import (
    DiskFailure,
    LedgerBusy,
    LedgerCorrupt,
    LedgerTooNew,
    NoPermission,
    NotALedger,
)
from ledgerctl.storage import connecting
from ledgerctl.storage.connecting import translate
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgerctl.errors.base import LedgerError

ADDS = 20


# --- creating ---


def test_file_is_private_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = SqliteStore.create(str(tmp_path / "ledger.db"))
        receiving.add(desk(store), SPOKEN, CLERK)
        store.close()
    finally:
        os.umask(before)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert modes["ledger.db"] == 0o600
    assert set(modes.values()) == {0o600}


@pytest.mark.parametrize("kind", ["ledger", "file", "link", "dangling link", "folder"])
def test_nothing_is_overwritten(path: Path, kind: str) -> None:
    target = path if kind == "ledger" else path.with_name("other")
    make: dict[str, Callable[[], object]] = {
        "ledger": lambda: None,
        "file": lambda: target.write_text("words"),
        "link": lambda: target.symlink_to(path),
        "dangling link": lambda: target.symlink_to("nowhere"),
        "folder": target.mkdir,
    }
    make[kind]()
    content = path.read_bytes()
    with pytest.raises(LedgerExists):
        SqliteStore.create(str(target))
    assert path.read_bytes() == content
    assert not path.with_name("nowhere").exists()


def test_created_where_nothing_can_be(tmp_path: Path) -> None:
    with pytest.raises(DiskFailure):
        SqliteStore.create(str(tmp_path / "no" / "folder" / "ledger.db"))


def test_creation_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The tests may run as root, whom no permission stops.
    monkeypatch.setattr(os, "open", _refuse)
    with pytest.raises(NoPermission):
        SqliteStore.create(str(tmp_path / "ledger.db"))


def _refuse(*_arguments: object) -> int:
    raise PermissionError


def test_failed_creation_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("ledgerctl.storage.migrating.migrate", fail)
    with pytest.raises(RuntimeError):
        SqliteStore.create(str(tmp_path / "ledger.db"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a b.db", "a?mode=ro.db", "a#b.db", "a%23b.db", "投诉台账.db"])
def test_awkward_names(tmp_path: Path, name: str) -> None:
    SqliteStore.create(str(tmp_path / name)).close()
    store = SqliteStore.open(str(tmp_path / name))
    receiving.add(desk(store), SPOKEN, CLERK)
    store.close()
    names = {each.name for each in tmp_path.iterdir()}
    assert names - {f"{name}-journal"} == {name, f"{name}.lock"}


# --- opening ---


def _symlink(path: Path) -> Path:
    link = path.with_name("link.db")
    link.symlink_to(path)
    return link


def _folder(path: Path) -> Path:
    folder = path.with_name("folder.db")
    folder.mkdir()
    return folder


def _pipe(path: Path) -> Path:
    pipe = path.with_name("pipe.db")
    os.mkfifo(pipe)
    return pipe


def _text(path: Path) -> Path:
    text = path.with_name("text.db")
    text.write_text("投诉编号,收到时间\n" * 100, encoding="utf-8")
    return text


def _empty(path: Path) -> Path:
    empty = path.with_name("empty.db")
    empty.touch()
    return empty


def _other(path: Path) -> Path:
    other = path.with_name("other.db")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE event (seq INTEGER)")
        connection.commit()
    return other


def _newer(path: Path) -> Path:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")
    return path


def _torn(path: Path) -> Path:
    # The header stays; every page after the first is noise.
    content = path.read_bytes()
    path.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    return path


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (_symlink, NotALedger),
        (_folder, NotALedger),
        (_pipe, NotALedger),
        (_text, NotALedger),
        (_empty, NotALedger),
        (_other, NotALedger),
        (_newer, LedgerTooNew),
        (_torn, LedgerCorrupt),
        (lambda path: path.with_name("missing.db"), NoSuchLedger),
        (lambda path: path / "below.db", NoSuchLedger),
    ],
)
def test_what_is_no_ledger_is_refused(
    path: Path, make: Callable[[Path], Path], error: type[LedgerError]
) -> None:
    wrong = make(path)
    before = wrong.read_bytes() if wrong.is_file() else b""
    with pytest.raises(error) as caught:
        SqliteStore.open(str(wrong))
    assert caught.value.values["path"] == str(wrong)
    assert (wrong.read_bytes() if wrong.is_file() else b"") == before


def test_no_permission_to_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(NoPermission):
        SqliteStore.open(str(path))


def test_read_only_file_can_be_read_and_not_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: mode == os.R_OK)
    store = SqliteStore.open(str(path), write=False)
    before = path.read_bytes()
    assert store.head().size == 4
    assert store.row("2020-0001") is not None
    with pytest.raises(NoPermission):
        receiving.add(desk(store), SPOKEN, CLERK)
    store.close()
    assert path.read_bytes() == before


def test_no_room_for_the_lock_file(file_store: SqliteStore, path: Path) -> None:
    path.with_name("ledger.db.lock").unlink()
    path.with_name("ledger.db.lock").symlink_to("elsewhere")
    with pytest.raises(DiskFailure):
        receiving.add(desk(file_store), SPOKEN, CLERK)
    assert not path.with_name("elsewhere").exists()
    assert file_store.head().size == 4


def test_no_permission_for_the_lock_file(
    file_store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "open", _refuse)
    with pytest.raises(NoPermission), file_store.writing():
        raise AssertionError


# --- settings ---


@pytest.mark.parametrize("made", ["created", "opened"])
@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("application_id", 0x4C454447),
        ("user_version", 1),
        ("journal_mode", "truncate"),
        ("synchronous", 3),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("mmap_size", 0),
        ("fullfsync", 1),
        ("busy_timeout", 30_000),
        ("page_size", 32_768),
    ],
)
def test_settings_of_a_connection(tmp_path: Path, made: str, setting: str, value: object) -> None:
    store = SqliteStore.create(str(tmp_path / "ledger.db"))
    if made == "opened":
        store.close()
        store = SqliteStore.open(str(tmp_path / "ledger.db"))
    row = store.connection.execute(f"PRAGMA {setting}").fetchone()
    store.close()
    # SQLite answers nothing for a memory map of none where it was built without one.
    assert (row[0] if row else 0) == value


@pytest.mark.parametrize(("large", "where"), [(False, 2), (True, 1)])
def test_only_a_large_transaction_sorts_in_files(
    file_store: SqliteStore, *, large: bool, where: int
) -> None:
    with file_store.writing(large=large):
        assert file_store.connection.execute("PRAGMA temp_store").fetchone() == (where,)


def test_every_table_is_strict(file_store: SqliteStore) -> None:
    tables = file_store.connection.execute("PRAGMA table_list").fetchall()
    lax = {name for _, name, kind, _, _, strict in tables if kind == "table" and not strict}
    assert lax <= {"sqlite_schema", "sqlite_temp_schema", "_sqlite_migrations"}


# --- append only ---


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET key = 'somebody'",
        "UPDATE event SET facts = '{}' WHERE seq = 2",
        "UPDATE event SET seq = seq + 100",
        "DELETE FROM event WHERE seq = 4",
        "DELETE FROM event",
        "REPLACE INTO event SELECT * FROM event WHERE seq = 4",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 2",
        "UPDATE recording SET actor = 'somebody'",
        "UPDATE recording SET first = 3 WHERE first = 1",
        "DELETE FROM recording WHERE first = 1",
        "INSERT INTO recording VALUES (3, '', 'somebody', NULL, NULL)",
        "REPLACE INTO recording SELECT 1, '', 'somebody', NULL, NULL",
        "UPDATE sealed SET body = '{}'",
        "UPDATE sealed SET salt = x'00'",
        "INSERT OR IGNORE INTO event SELECT * FROM event WHERE seq = 2",
    ],
)
def test_what_was_written_stays(file_store: SqliteStore, path: Path, statement: str) -> None:
    before = path.read_bytes()
    with pytest.raises(sqlite3.Error):
        file_store.connection.execute(statement)
    assert path.read_bytes() == before
    assert list(file_store.chain_faults()) == []


@pytest.mark.parametrize("seq", [0, -1, 4, 6, 2**40])
def test_gap_is_refused(file_store: SqliteStore, seq: int) -> None:
    row = (seq, "k", 1, None, None, "{}", None, GENESIS, GENESIS)
    marks = ", ".join("?" * len(row))
    with pytest.raises(sqlite3.IntegrityError):
        file_store.connection.execute(f"INSERT INTO event VALUES ({marks})", row)  # noqa: S608 - marks only
    assert file_store.head().size == 4


def test_sealed_part_needs_its_event(file_store: SqliteStore) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        file_store.connection.execute("INSERT INTO sealed VALUES (99, x'00', '{}')")


# --- several at once ---


def add_many(path: str, name: str) -> list[str]:
    """Add complaints from a process of its own."""
    store = SqliteStore.open(path)
    clerk = desk(store)
    # Two processes with the same countable entropy must not make the same keys.
    metas = [CLERK._replace(actor=name, key=f"{name}-{place}") for place in range(ADDS)]
    numbers = [receiving.add(clerk, SPOKEN, meta).number or "" for meta in metas]
    store.close()
    return numbers


def test_two_clerks_at_once(path: Path) -> None:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(add_many, str(path), name) for name in ("clerk01", "clerk02")]
        numbers = [number for job in jobs for number in job.result(timeout=120)]
    assert sorted(numbers) == [f"2020-{serial:04d}" for serial in range(3, 3 + 2 * ADDS)]
    store = SqliteStore.open(str(path))
    assert store.head().size == 4 + 2 * ADDS
    assert list(store.chain_faults()) == []
    assert list(store.derived_faults()) == []
    store.close()


def test_busy_ledger_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "BUSY_SECONDS", 0.05)
    store = SqliteStore.open(str(path))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy):
            receiving.add(desk(store), SPOKEN, CLERK)
        other.execute("ROLLBACK")
    assert receiving.add(desk(store), SPOKEN, CLERK).number == "2020-0003"
    store.close()


# --- the driver's errors ---


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("SQLITE_BUSY", LedgerBusy),
        ("SQLITE_BUSY_RECOVERY", LedgerBusy),
        ("SQLITE_LOCKED", LedgerBusy),
        ("SQLITE_NOTADB", NotALedger),
        ("SQLITE_CORRUPT_INDEX", LedgerCorrupt),
        ("SQLITE_READONLY_DBMOVED", NoPermission),
        ("SQLITE_CANTOPEN", NoPermission),
        ("SQLITE_FULL", DiskFailure),
        ("SQLITE_IOERR_FSYNC", DiskFailure),
        ("SQLITE_CONSTRAINT_UNIQUE", LedgerCorrupt),
        ("", LedgerCorrupt),
    ],
)
def test_driver_errors_become_ours(name: str, error: type[LedgerError]) -> None:
    theirs = sqlite3.OperationalError("near 张三: 19900000001")
    theirs.sqlite_errorname = name
    ours = translate(theirs, "ledger.db", "k-1")
    assert type(ours) is error
    assert "1990000" not in str(ours)


def test_full_disk_loses_nothing(file_store: SqliteStore) -> None:
    pages = file_store.connection.execute("PRAGMA page_count").fetchone()[0]
    file_store.connection.execute(f"PRAGMA max_page_count={pages}")
    clerk = desk(file_store)
    with pytest.raises(DiskFailure) as caught:
        receiving.add(clerk, {**SPOKEN, "summary": "字" * 30_000}, CLERK._replace(key="k-1"))
    assert caught.value.values["key"] == "k-1"
    assert file_store.head().size == 4
    assert list(file_store.chain_faults()) == []
    file_store.connection.execute("PRAGMA max_page_count=100000")
    assert receiving.add(clerk, SPOKEN, CLERK).number == "2020-0003"

"""The writers' queue: first come, first served, and nobody waits for ever."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from ledgerctl.errors.system import LedgerBusy
from ledgerctl.storage import locks


def test_a_free_queue_lets_in_and_leaves_no_lock_behind(tmp_path: Path) -> None:
    path = str(tmp_path / "b.db")
    with locks.queue(path):
        handle = os.open(f"{path}.lock", os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)
    assert Path(f"{path}.lock").stat().st_mode & 0o777 == 0o600


def test_a_turn_that_does_not_come_is_a_coded_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.05)
    path = str(tmp_path / "b.db")
    with locks.queue(path), pytest.raises(LedgerBusy), locks.queue(path):
        pytest.fail("two writers at once")


def test_a_child_forked_meanwhile_does_not_keep_the_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.2)
    path = str(tmp_path / "b.db")
    reading, writing = os.pipe()
    with locks.queue(path):
        child = os.fork()
        if child == 0:
            os.close(writing)
            os.read(reading, 1)
            os._exit(0)
    os.close(reading)
    try:
        with locks.queue(path):
            pass
    finally:
        os.close(writing)
        os.waitpid(child, 0)

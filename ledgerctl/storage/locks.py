"""A first-come lock file in front of the writers: SQLite's own waiting is unfair among many."""

from __future__ import annotations

import fcntl
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledgerctl.errors.system import DiskFailure, LedgerBusy, NoPermission

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

#: Seconds that a writer waits for its turn.
PATIENCE = 30.0


@contextmanager
def queue(path: str) -> Iterator[None]:
    """Wait in line for the writer's turn; programs that do not take it still meet SQLite's lock.

    Raises:
        NoPermission, DiskFailure: the lock file beside the ledger cannot be made.
        LedgerBusy: the turn did not come in time.
    """
    lock = f"{path}.lock"
    flags = os.O_CREAT | os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        handle = os.open(lock, flags, 0o600)
    except PermissionError:
        raise NoPermission(path=lock) from None
    except OSError as error:
        raise DiskFailure(problem=error.strerror or "", key="…") from None
    try:
        _take(handle, path)
        yield
    finally:
        # Closing alone would leave the turn with a child that was forked meanwhile
        fcntl.flock(handle, fcntl.LOCK_UN)
        os.close(handle)


def _take(handle: int, path: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pass
    else:
        return

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        raise LedgerBusy(path=path, seconds=int(PATIENCE))

    # Waiting inside the lock call keeps first come, first served; an alarm bounds it.
    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

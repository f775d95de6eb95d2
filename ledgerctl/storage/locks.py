"""A first-come lock file in front of the writers: SQLite's own waiting is unfair among many."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ledgerctl.errors import DiskFailure, NoPermission

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def queue(path: str) -> Iterator[None]:
    """Wait in line for the writer's turn; programs that do not take it still meet SQLite's lock.

    Raises:
        NoPermission, DiskFailure: the lock file beside the ledger cannot be made.
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
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)

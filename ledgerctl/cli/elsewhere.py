"""Running a generator in a process of its own: the reader of a large import, beside the writer.

The child only computes. It never touches the ledger's connection, which it has from before the fork,
and leaves without running any clean-up of its parent's objects.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

Item = TypeVar("Item")

_CHUNK = 500
_CORES = 2


def elsewhere(items: Iterator[Item]) -> Iterator[Item]:
    """Yield what ``items`` yields, computed in another process when there are enough items and cores.

    An exception in the child is raised here, in its place; when this side stops early, the child ends.
    """
    first = list(islice(items, _CHUNK))
    if len(first) < _CHUNK or (os.cpu_count() or 1) < _CORES or not hasattr(os, "fork"):
        yield from chain(first, items)
        return
    yield from first
    reading, writing = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _compute(items, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb", buffering=1 << 20) as stream:
            yield from _received(stream)
    finally:
        _end(child)


def _compute(items: Iterator[Item], writing: int) -> None:
    """Send everything in chunks, and at last what ended it; never returns."""
    # Ctrl-C is the parent's business; it ends the child.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = 0
    try:
        with os.fdopen(writing, "wb", buffering=1 << 20) as stream:
            ended: BaseException | None = None
            try:
                while chunk := list(islice(items, _CHUNK)):
                    pickle.dump(chunk, stream, pickle.HIGHEST_PROTOCOL)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is raised on the other side
                ended = error
            pickle.dump(ended, stream, pickle.HIGHEST_PROTOCOL)
    except BaseException:  # noqa: BLE001 - nobody is left to tell; the parent sees a cut stream
        status = 1
    os._exit(status)


def _received(stream: IO[bytes]) -> Iterator[Item]:
    while True:
        received = pickle.load(stream)  # noqa: S301 - from our own child, through our own pipe
        if isinstance(received, BaseException):
            raise received
        if received is None:
            return
        yield from received


def _end(child: int) -> None:
    # A child that is done is only waited for; one that is not was given up on.
    done, _ = os.waitpid(child, os.WNOHANG)
    if not done:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)

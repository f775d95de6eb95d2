"""Running a generator in a process of its own: the reader of a large import, beside the writer.

The child only computes. It never touches the ledger's connection, which it has from before the fork,
and leaves without running any clean-up of its parent's objects.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import signal
import sys
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO

Item = TypeVar("Item")

_PIPE_BYTES = 1 << 20
_CORES = 2
_LENGTH = 8


def cores() -> int:
    """Return how many processes can compute at once; 1 where another one cannot be had."""
    return (os.cpu_count() or 1) if hasattr(os, "fork") else 1


def elsewhere(
    items: Iterator[Item],
    pack: Callable[[Item], Any],
    unpack: Callable[[Any], Item],
    *,
    is_large: bool,
) -> Iterator[Item]:
    """Yield what ``items`` yields, computed in another process when it is worth one and there are cores.

    An item is worth crossing a pipe: some hundred rows.

    An exception in the child is raised here, in its place; when this side stops early, the child ends.

    Args:
        items: what to compute.
        pack: an item as plain tuples, texts and numbers.
        unpack: the item again.
        is_large: whether another process is worth its start.
    """
    if not is_large or cores() < _CORES:
        yield from items
        return
    # Begun here, so that what it reads from is known to be in use.
    first = list(islice(items, 1))
    reading, writing = os.pipe()
    _widen(writing)
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _compute(items, pack, writing)
    os.close(writing)
    try:
        yield from first
        with os.fdopen(reading, "rb", buffering=1 << 20) as stream:
            yield from _received(stream, unpack)
    finally:
        _end(child)


def _widen(pipe: int) -> None:
    # The usual pipe holds a few rows only, and the two sides would take turns.
    size = getattr(fcntl, "F_SETPIPE_SZ", None)
    if size is not None:
        with suppress(OSError):
            fcntl.fcntl(pipe, size, _PIPE_BYTES)


def _compute(items: Iterator[Item], pack: Callable[[Item], Any], writing: int) -> None:
    """Send everything in chunks, and at last what ended it; never returns."""
    # Ctrl-C is the parent's business; it ends the child.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    status = 0
    try:
        with os.fdopen(writing, "wb", buffering=1 << 20) as stream:
            ended: BaseException | None = None
            try:
                for item in items:
                    # Plain lists cross three times as fast as objects.
                    _write(stream, (pack(item),))
            except Exception as error:  # noqa: BLE001 - whatever it is, it is raised on the other side
                ended = error
            _write(stream, ended)
    except BaseException:  # noqa: BLE001 - nobody is left to tell; the parent sees a cut stream
        status = 1
    os._exit(status)


def _write(stream: IO[bytes], message: tuple[Any] | BaseException | None) -> None:
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    # The length goes first: loading from bytes is many times faster than from a stream.
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)


def _received(stream: IO[bytes], unpack: Callable[[Any], Item]) -> Iterator[Item]:
    while True:
        body = stream.read(int.from_bytes(stream.read(_LENGTH), "big"))
        # A stream that was cut short ends in the unpickler's own error.
        received = pickle.loads(body)  # noqa: S301 - from our own child, through our own pipe
        if isinstance(received, BaseException):
            raise received
        if received is None:
            return
        yield unpack(received[0])


def _end(child: int) -> None:
    # A child that is done is only waited for; one that is not was given up on.
    done, _ = os.waitpid(child, os.WNOHANG)
    if not done:
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, 0)

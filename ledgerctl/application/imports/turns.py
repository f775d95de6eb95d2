"""Taking turns 轮流: the chunks of several readers of one file, in the order of the file."""

from __future__ import annotations

from collections import deque
from itertools import chain, cycle, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.imports.screening import ScreenedChunk


def taking_turns(readers: Sequence[Iterator[ScreenedChunk]]) -> Iterator[ScreenedChunk]:
    """Yield the chunks of readers that share a file; after one that hands over the next has its turn.

    Args:
        readers: one, or several whose first chunks hold no rows.
    """
    # All begin before the first row is looked at, so that all are at work meanwhile.
    for reader in readers:
        yield from islice(reader, 1)
    for reader in cycle(readers):
        is_fresh = True
        for chunk in reader:
            yield chunk
            is_fresh = False
            if chunk.hands_over:
                break
        else:
            if is_fresh:
                # The file has ended; what the others still have to say is whether it changed meanwhile.
                deque(chain.from_iterable(readers), maxlen=0)
            return

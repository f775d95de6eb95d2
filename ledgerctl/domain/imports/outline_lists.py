"""What is kept about growing lists of outlines 分表: one list per reader of a file, a few at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ledgerctl.domain.imports.ready import Outline

State = TypeVar("State")

#: Lists in use at one time: one per reader, and one that a reader has just given up.
MOST_LISTS = 4


class OutlineLists(Generic[State]):
    """A state for each list of outlines in use; the one not used for longest is let go of.

    Args:
        begin: makes the state of a list that is new.
        leave: told the state that is let go of, should anything be left to do.
    """

    def __init__(
        self,
        begin: Callable[[Sequence[Outline]], State],
        leave: Callable[[State], object] | None = None,
    ) -> None:
        self._begin = begin
        self._leave = leave
        # By identity, which lasts because the list is held as well.
        self._held: dict[int, tuple[Sequence[Outline], State]] = {}

    def of(self, known: Sequence[Outline]) -> State:
        """Return the state of a list."""
        held = self._held
        found = held.pop(id(known), None)
        if found is None:
            if len(held) >= MOST_LISTS:
                _, gone = held.pop(next(iter(held)))
                if self._leave is not None:
                    self._leave(gone)
            found = known, self._begin(known)
        held[id(known)] = found
        return found[1]

    def __iter__(self) -> Iterator[State]:
        """Iterate over the states in use."""
        return (state for _, state in self._held.values())

"""Parts 计数: what a register row counts as, apart from the values of its dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from ledgerctl.domain.anchors import Anchor


class Sums(NamedTuple):
    """What is counted for a set of cases received in one year; ``compensation`` in minor units."""

    cases: int = 0
    closed: int = 0
    settled_at_branch: int = 0
    escalated: int = 0
    skip_level: int = 0
    repeats: int = 0
    reopened: int = 0
    at_fault: int = 0
    on_time: int = 0
    late: int = 0
    undated: int = 0
    compensation: int = 0


#: One cell of a register row.
Cell: TypeAlias = "str | int | None"


class Part(NamedTuple):
    """What a row counts as beside its dimensions 计数; few rows differ in it, many share it.

    ``why`` is why it does not count, when it does not; the years of closing and of decision are 0
    unless it is closed. ``marks`` are the anchors that no dimension's value is needed for.
    """

    year: int
    counted: int
    why: str
    closed: int
    escalated: int
    skip_level: int
    repeat: int
    reopened: int
    far: bool
    timeliness: str
    closed_in: int
    decided_in: int
    marks: tuple[Anchor, ...]

    @property
    def sums(self) -> Sums:
        """What one such row adds to the sums."""
        return Sums(
            cases=1,
            closed=self.closed,
            settled_at_branch=int(self.closed and not self.far),
            escalated=self.escalated,
            skip_level=self.skip_level,
            repeats=self.repeat,
            reopened=self.reopened,
            at_fault=int(self.why == "at_fault"),
            on_time=int(self.timeliness == "on_time"),
            late=int(self.timeliness == "late"),
            undated=int(self.timeliness == "undated"),
        )


#: A part as a plain tuple.
Counted: TypeAlias = "tuple[object, ...]"


class Places(dict[Counted, int]):
    """Gives every part a place of its own, in the order in which they come.

    Parts that differ in nothing but their marks share a place among the ``plain`` ones: days are many
    and values are many, and apart each has far fewer combinations.
    """

    def __init__(self) -> None:
        super().__init__()
        self.plain: dict[Counted, int] = {}
        #: The place among the plain ones by place.
        self.plainly: list[int] = []
        #: The parts by place.
        self.parts: list[Part] = []

    def __missing__(self, part: Counted) -> int:
        own = Part._make(part)
        place = self[own] = len(self)
        self.parts.append(own)
        self.plainly.append(self.plain.setdefault(part[:-1], len(self.plain)))
        return place

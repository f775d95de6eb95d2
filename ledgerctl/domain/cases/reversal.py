"""What was taken back 撤销: reversals are events, and a reversal that is itself taken back has no effect.

Nothing is ever removed. Which events stand follows from all reversals, newest first: each one stands
unless a later one that stands names it.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

from ledgerctl.domain.cases.chain import parse
from ledgerctl.domain.events.base import text, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.domain.cases.chain import Envelope
    from ledgerctl.domain.events.base import Facts

#: The kinds that take other events back.
REVERSALS = frozenset({"batch.reversed", "events.reversed"})


class Span(NamedTuple):
    """What one reversal names: the events of a batch, else those from ``first`` to ``last``."""

    first: int = 0
    last: int = 0
    batch: str = ""

    def covers(self, seq: int, batch: str | None) -> bool:
        """Whether the event with this sequence number and batch is named."""
        return batch == self.batch if self.batch else self.first <= seq <= self.last


class Reversal(NamedTuple):
    """One reversal 撤销: the sequence number of its own event, and what it names."""

    seq: int
    span: Span


class TakenBack(NamedTuple):
    """The events that do not stand 已撤销: by batch, and as ranges that do not overlap, in order.

    ``batches`` and ``by`` hold the sequence number of the reversal.
    """

    batches: Mapping[str, int] = {}
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    by: tuple[int, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether every event stands."""
        return not self.batches and not self.starts

    def reversal(self, seq: int, batch: str | None) -> int:
        """Return the sequence number of the reversal that took an event back, 0 when it stands."""
        if self.starts:
            from bisect import bisect_right  # noqa: PLC0415 - most ledgers took nothing back

            place = bisect_right(self.starts, seq) - 1
            if place >= 0 and seq <= self.ends[place]:
                return self.by[place]
        return self.batches.get(batch, 0) if batch is not None else 0


class Stored(Protocol):
    """Anything that was recorded in an envelope."""

    @property
    def envelope(self) -> Envelope:
        """Who, when, which kind, where in the chain."""
        ...


_Any = TypeVar("_Any", bound=Stored)


def span_of(facts: Facts) -> Span:
    """Return what a reversal with these facts names."""
    return Span(whole(facts, "first"), whole(facts, "last"), text(facts, "batch"))


def in_force(reversals: Iterable[Reversal]) -> list[Reversal]:
    """Return the reversals that stand, newest first."""
    ordered = sorted(reversals)
    if not ordered:
        return []
    from bisect import bisect_left, bisect_right  # noqa: PLC0415 - most ledgers took nothing back

    places = [each.seq for each in ordered]
    undone: set[int] = set()
    found = []
    for reversal in reversed(ordered):
        if reversal.seq not in undone:
            found.append(reversal)
            first, last, batch = reversal.span
            if not batch:
                undone.update(places[bisect_left(places, first) : bisect_right(places, last)])
    return found


def taken_back(reversals: Iterable[Reversal]) -> TakenBack:
    """Return which events all these reversals together take back."""
    found = in_force(reversals)
    ranges: list[tuple[int, int, int]] = []
    for seq, (first, last, batch) in sorted(found, key=attrgetter("span")):
        # Overlapping ranges would be somebody else's writing; the later part still counts.
        start = max(first, ranges[-1][1] + 1) if ranges else first
        if not batch and start <= last:
            ranges.append((start, last, seq))
    starts, ends, by = zip(*ranges, strict=True) if ranges else ((), (), ())
    batches = {each.span.batch: each.seq for each in found if each.span.batch}
    return TakenBack(batches, starts, ends, by)


def standing(items: Sequence[_Any], back: TakenBack) -> Sequence[_Any]:
    """Return what stands of a history."""
    if back.nothing:
        return items
    return [item for item in items if not back.reversal(item.envelope.seq, item.envelope.batch)]


def reversals_among(items: Iterable[_Any]) -> list[tuple[_Any, Reversal]]:
    """Return the reversals among recorded events, each with what it names."""
    return [
        (item, Reversal(item.envelope.seq, span_of(parse(item.envelope.facts))))  # type: ignore[arg-type]  # canonical facts
        for item in items
        if item.envelope.kind in REVERSALS
    ]


def about(history: Sequence[_Any], reversals: Sequence[_Any]) -> list[_Any]:
    """Return the reversals that ever touched a history, those of reversals included, in order."""
    names = [(item.envelope.seq, item.envelope.batch) for item in history]
    found = []
    for item, reversal in reversals_among(reversals):
        if any(reversal.span.covers(seq, batch) for seq, batch in names):
            found.append(item)
            names.append((reversal.seq, None))
    return found

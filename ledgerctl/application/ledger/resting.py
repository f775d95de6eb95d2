"""Which steps of suggestions, improvements, opportunities and the watch list would rest on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.learning.entry_dependence import FAMILIES, OF_CASES, PlacedEntry, loose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.domain.cases.reversal import TakenBack


def steps_shaken(
    reader: Reader,
    events: Iterable[Recorded],
    vanished: Collection[str],
    back: TakenBack,
    after: TakenBack,
) -> list[Recorded]:
    """Return the steps of entries that would lose what they rest on, in order.

    Args:
        reader: the ledger.
        events: what is taken back, or comes back.
        vanished: the cases that go with it.
        back: what does not stand now.
        after: what would not stand then.
    """
    reached = {each.envelope.kind.partition(".")[0] for each in events}
    found: list[Recorded] = []
    for family in FAMILIES:
        touched = family in reached
        if touched or (vanished and family in OF_CASES):
            every = reader.every(family)
            before = set(loose(_placed(every, back)))
            then = set(loose(_placed(every, after), vanished)) - before
            found += [each for each in every if each.envelope.seq in then]
    return sorted(found, key=lambda each: each.envelope.seq)


def _placed(every: Sequence[Recorded], back: TakenBack) -> list[PlacedEntry]:
    return [PlacedEntry(each.envelope.seq, each.event) for each in standing(every, back)]

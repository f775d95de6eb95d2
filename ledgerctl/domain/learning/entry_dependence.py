"""What a step of an entry rests on: of a suggestion, an improvement, an opportunity, the watch list.

The counterpart of ``dependence`` for what is no case: an answer rests on the suggestion that was passed up,
a verification on the measures that were carried out, an offer on the need that was heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.events.base import text, whole
from ledgerctl.domain.learning.improvements import improvements

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ledgerctl.domain.events.base import Event

#: The families whose steps rest on one another.
FAMILIES = ("improvement", "opportunity", "suggestion", "watch")
#: Those that begin with a word of a case: when the case goes, so do they.
OF_CASES = ("opportunity", "suggestion")

_BEGIN = frozenset({"suggestion.made", "improvement.opened", "opportunity.heard", "watch.added"})
_END = frozenset({"suggestion.answered", "opportunity.concluded", "watch.lifted"})
#: Step → the step that it follows.
_FOLLOWS = {
    "suggestion.answered": "suggestion.forwarded",
    "opportunity.concluded": "opportunity.offered",
}


class PlacedEntry(NamedTuple):
    """An event of a family and its sequence number."""

    seq: int
    event: Event


def loose(placed: Iterable[PlacedEntry], vanished: Collection[str] = ()) -> list[int]:
    """Return the sequence numbers of the steps of one family that rest on nothing, in order.

    ``vanished`` are cases that no longer stand. Looking at the watch list rests on nothing and needs nothing.
    """
    lives: dict[str, list[Event]] = {}
    found = []
    for seq, event in placed:
        if event.kind == "watch.viewed":
            continue
        life = lives.setdefault(_entry(event), [])
        if not _can_follow(life, event) or text(event.facts(), "case") in vanished:
            found.append(seq)
        if event.kind in _BEGIN:
            life.clear()
        life.append(event)
    return found


def _entry(event: Event) -> str:
    family = event.kind.partition(".")[0]
    return text(event.facts(), "person" if family == "watch" else family)


def _can_follow(life: Sequence[Event], event: Event) -> bool:
    kinds = {each.kind for each in life}
    alive = bool(kinds & _BEGIN) and not kinds & _END
    if event.kind in _BEGIN:
        return not alive
    before = _FOLLOWS.get(event.kind)
    if not alive or (before is not None and before not in kinds):
        return False
    return not event.kind.startswith("improvement.") or _fits_measures(life, event)


def _fits_measures(life: Sequence[Event], event: Event) -> bool:
    """Whether a step of an improvement fits the measures that there are."""
    facts = event.facts()
    issue = next(iter(improvements(life).values()))
    if event.kind == "improvement.done":
        waiting = [each.step for each in issue.measures if not each.done_on]
        return whole(facts, "step") in waiting
    if event.kind == "improvement.verified":
        return issue.done_on == text(facts, "done_on")
    return True

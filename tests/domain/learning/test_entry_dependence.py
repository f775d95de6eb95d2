"""What a step of an entry rests on, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.events import load_event
from ledgerctl.domain.learning.entry_dependence import PlacedEntry, loose

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Event, Fact

DAY = "2020-03-05"


def event(kind: str, **facts: Fact) -> Event:
    family = kind.partition(".")[0]
    name = "person" if family == "watch" else family
    return load_event(kind, 1, None, {name: "X", "at": DAY, **facts}, {})


def placed(*kinds: str | Event) -> list[PlacedEntry]:
    events = [event(each) if isinstance(each, str) else each for each in kinds]
    return [PlacedEntry(seq, each) for seq, each in enumerate(events, 1)]


MADE, FORWARDED, ANSWERED = "suggestion.made", "suggestion.forwarded", "suggestion.answered"
HEARD, OFFERED, CONCLUDED = "opportunity.heard", "opportunity.offered", "opportunity.concluded"
ADDED, TOLD, LIFTED, VIEWED = "watch.added", "watch.told", "watch.lifted", "watch.viewed"
OPENED, LINKED = "improvement.opened", "improvement.linked"
PLANNED = event("improvement.planned", step=1, due_on=DAY)
DONE = event("improvement.done", step=1)
VERIFIED = event("improvement.verified", done_on=DAY)


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([MADE, FORWARDED, FORWARDED, ANSWERED], []),
        ([FORWARDED, ANSWERED], [1, 2]),
        ([MADE, ANSWERED], [2]),
        ([MADE, FORWARDED, ANSWERED, FORWARDED], [4]),
        ([MADE, MADE], [2]),
        ([HEARD, OFFERED, OFFERED, CONCLUDED], []),
        ([HEARD, CONCLUDED], [2]),
        ([OFFERED], [1]),
        ([ADDED, TOLD, LIFTED, ADDED, TOLD], []),
        ([ADDED, LIFTED, TOLD], [3]),
        ([ADDED, ADDED], [2]),
        ([LIFTED, VIEWED], [1]),
        ([OPENED, LINKED, PLANNED, DONE, VERIFIED], []),
        ([LINKED, PLANNED], [1, 2]),
        ([OPENED, DONE], [2]),
        ([OPENED, PLANNED, DONE, DONE], [4]),
        ([OPENED, PLANNED, VERIFIED], [3]),
        ([OPENED, PLANNED, event("improvement.done", step=1, at="2020-03-06"), VERIFIED], [4]),
    ],
)
def test_steps_that_rest_on_nothing(events: list[str | Event], found: list[int]) -> None:
    assert loose(placed(*events)) == found


def test_entries_do_not_rest_on_one_another() -> None:
    other = event(FORWARDED, suggestion="Y")
    assert loose(placed(MADE, other, FORWARDED)) == [2]


@pytest.mark.parametrize("kind", [MADE, HEARD])
def test_a_word_of_a_case_goes_with_the_case(kind: str) -> None:
    spoken = event(kind, case="2020-0001")
    assert loose(placed(spoken)) == []
    assert loose(placed(spoken), {"2020-0002"}) == []
    assert loose(placed(spoken), {"2020-0001"}) == [1]

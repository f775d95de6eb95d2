from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.chain import GENESIS, Envelope
from ledgerctl.domain.cases.reversal import (
    Reversal,
    Span,
    TakenBack,
    about,
    in_force,
    span_of,
    standing,
    taken_back,
)


class Item(NamedTuple):
    """Anything recorded."""

    envelope: Envelope


def item(seq: int, kind: str = "complaint.noted", batch: str | None = None, **facts: int) -> Item:
    text = chain.canonical(facts)
    values = (seq, kind, 1, None, "", "", None, batch, None, text, None, GENESIS, GENESIS)
    return Item(Envelope(*values))


def ranges(*spans: tuple[int, int, int]) -> list[Reversal]:
    """Reversals by their own place and the range they name."""
    return [Reversal(seq, Span(first, last)) for seq, first, last in spans]


def gone(reversals: list[Reversal], size: int = 12) -> list[int]:
    back = taken_back(reversals)
    return [seq for seq in range(1, size) if back.reversal(seq, None)]


@pytest.mark.parametrize(
    ("reversals", "expected"),
    [
        ([], []),
        (ranges((4, 2, 3)), [2, 3]),
        (ranges((4, 2, 3), (5, 4, 4)), [4]),
        (ranges((4, 2, 3), (5, 4, 4), (6, 5, 5)), [2, 3, 5]),
        (ranges((4, 2, 3), (6, 5, 5)), [2, 3, 5]),
        (ranges((6, 5, 5), (4, 2, 3)), [2, 3, 5]),
        (ranges((7, 2, 5), (8, 4, 6)), [2, 3, 4, 5, 6]),
        (ranges((7, 2, 6), (8, 4, 4)), [2, 3, 4, 5, 6]),
        (ranges((4, 2, 2), (6, 3, 3), (8, 4, 6)), [4, 5, 6]),
    ],
    ids=["nothing", "once", "undone", "redone", "two", "any order", "overlap", "inside", "both"],
)
def test_what_does_not_stand(reversals: list[Reversal], expected: list[int]) -> None:
    assert gone(reversals) == expected


def test_a_reversal_is_named_by_its_own_event() -> None:
    back = taken_back([*ranges((9, 2, 3), (10, 5, 5)), Reversal(11, Span(batch="b"))])
    found = [back.reversal(seq, batch) for seq, batch in ((2, None), (5, "b"), (6, "b"), (6, "c"))]
    assert found == [9, 10, 11, 0]


def test_a_batch_taken_back_and_restored() -> None:
    whole = Reversal(7, Span(batch="b"))
    assert taken_back([whole]).batches == {"b": 7}
    assert taken_back([whole, *ranges((8, 7, 7))]) == TakenBack({}, (7,), (7,), (8,))


def test_what_stands_of_a_history() -> None:
    history = [item(2), item(3, batch="b"), item(4)]
    assert standing(history, TakenBack()) is history
    back = taken_back([Reversal(5, Span(batch="b")), Reversal(6, Span(4, 4))])
    assert standing(history, back) == history[:1]


def test_what_a_reversal_names_is_in_its_facts() -> None:
    assert span_of({"first": 2, "last": 3}) == Span(2, 3)
    assert span_of({"batch": "b", "at": "2020-03-04"}) == Span(batch="b")


def test_reversals_that_touched_a_history_and_those_of_reversals() -> None:
    reversals = [
        item(5, "events.reversed", first=2, last=2),
        item(6, "events.reversed", first=4, last=4),
        item(7, "events.reversed", first=5, last=5),
        item(8, "events.reversed", first=7, last=7),
    ]
    found = about([item(2), item(3)], reversals)
    assert [each.envelope.seq for each in found] == [5, 7, 8]


@st.composite
def later_reversals(draw: st.DrawFn) -> list[Reversal]:
    """Reversals that each name something before them, as the ledger writes them."""
    found = []
    for seq in range(4, 4 + draw(st.integers(0, 8))):
        first = draw(st.integers(1, seq - 1))
        found.append(Reversal(seq, Span(first, draw(st.integers(first, seq - 1)))))
    return found


@given(reversals=later_reversals())
def test_an_event_stands_unless_a_standing_reversal_names_it(reversals: list[Reversal]) -> None:
    kept = in_force(reversals)
    for reversal in reversals:
        named = any(later.span.covers(reversal.seq, None) for later in kept if later != reversal)
        assert (reversal in kept) is not named
    expected = [seq for seq in range(1, 14) if any(r.span.covers(seq, None) for r in kept)]
    assert gone(reversals, 14) == expected


@given(reversals=later_reversals())
def test_taking_the_last_reversal_back_restores_what_was(reversals: list[Reversal]) -> None:
    last = reversals[-1].seq if reversals else 3
    undone = Reversal(last + 1, Span(1, 2))
    restored = Reversal(last + 2, Span(last + 1, last + 1))
    before = gone(reversals, last + 1)
    assert gone([*reversals, undone, restored], last + 1) == before

from __future__ import annotations

from itertools import pairwise

import pytest

from ledgerctl.domain.codes.ladder import FIRST_RECEIVER, RUNGS, SUPERIOR, height, skipped


def test_the_ladder_of_the_branch() -> None:
    assert RUNGS == (
        "first_receiver",
        "branch_head",
        "operations_supervisor",
        "deputy_president",
        "president",
        "superior",
    )
    assert (RUNGS[0], RUNGS[-1]) == (FIRST_RECEIVER, SUPERIOR)
    assert [height(level) for level in RUNGS] == [0, 1, 2, 3, 4, 5]


def test_the_next_rung_skips_nothing() -> None:
    assert {skipped(level, target) for level, target in pairwise(RUNGS)} == {()}


@pytest.mark.parametrize(
    ("level", "target", "left_out"),
    [
        ("first_receiver", "operations_supervisor", ("branch_head",)),
        ("branch_head", "president", ("operations_supervisor", "deputy_president")),
        ("first_receiver", "superior", RUNGS[1:-1]),
        ("president", "first_receiver", ()),
        ("president", "president", ()),
    ],
)
def test_rungs_left_out(level: str, target: str, left_out: tuple[str, ...]) -> None:
    assert skipped(level, target) == left_out

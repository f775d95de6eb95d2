"""Readers of one file take turns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.imports.screening import ScreenedChunk
from ledgerctl.application.imports.turns import taking_turns
from ledgerctl.domain.imports.ready import NOTHING_READY
from ledgerctl.errors.system import CannotRead

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGUN = ScreenedChunk(NOTHING_READY, (), {})


def chunk(place: int, *, hands_over: bool = True) -> ScreenedChunk:
    return ScreenedChunk(NOTHING_READY, (place,), {}, hands_over)


def places(chunks: Iterator[ScreenedChunk]) -> list[int]:
    return [place for each in chunks for place in each.places]


def test_one_reader_needs_no_turns() -> None:
    chunks = [chunk(n, hands_over=False) for n in range(3)]
    assert places(taking_turns([iter(chunks)])) == [0, 1, 2]


@pytest.mark.parametrize("size", range(8))
@pytest.mark.parametrize("readers", [1, 2, 3])
def test_after_each_part_the_next_has_its_turn(size: int, readers: int) -> None:
    shares = [
        iter([BEGUN, *[chunk(n) for n in range(size) if n % readers == place]])
        for place in range(readers)
    ]
    assert places(taking_turns(shares)) == list(range(size))


def test_a_part_may_be_several_chunks() -> None:
    first = [BEGUN, chunk(0, hands_over=False), chunk(1), chunk(4)]
    second = [BEGUN, chunk(2, hands_over=False), chunk(3)]
    assert places(taking_turns([iter(first), iter(second)])) == [0, 1, 2, 3, 4]


def test_all_begin_before_the_first_part_is_taken() -> None:
    begun = []

    def reader(place: int) -> Iterator[ScreenedChunk]:
        begun.append(place)
        yield BEGUN
        yield chunk(place)

    chunks = taking_turns([reader(0), reader(1)])
    assert next(each for each in chunks if each.places).places == (0,)
    assert begun == [0, 1]


def test_one_that_goes_on_alone_leaves_the_others_behind() -> None:
    first = [BEGUN, chunk(0), chunk(2, hands_over=False), chunk(3, hands_over=False)]
    second = iter([BEGUN, chunk(1), chunk(9)])
    assert places(taking_turns([iter(first), second])) == [0, 1, 2, 3]
    assert next(second).places == (9,)


def test_at_the_end_every_reader_is_heard() -> None:
    """Another one may have seen that the file changed."""

    def failing() -> Iterator[ScreenedChunk]:
        yield BEGUN
        yield chunk(1)
        raise CannotRead(path="t.csv", problem="it changed while it was read")

    with pytest.raises(CannotRead):
        places(taking_turns([iter([BEGUN, chunk(0)]), failing()]))

"""Screening rows: the checks that need no ledger, row by row and column by column."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import pytest
from doubles import chunk_of

from ledgerctl.application.imports import screening
from ledgerctl.application.imports.screening import (
    ChunkCrossing,
    Screened,
    ScreenedChunk,
    chunked,
    parts_of,
    screen,
    screen_chunks,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.imports.files import MappedRow

NOW = "2020-12-30T10:00"


def screened(row: MappedRow, *, keep: bool = False) -> Screened:
    (found,) = screen([row], now=NOW, keep=keep)
    return found


def screened_chunk(rows: list[MappedRow]) -> ScreenedChunk:
    (found,) = screen_chunks([chunk_of(rows)], now=NOW)
    return found


def crossed(*chunks: ScreenedChunk) -> ScreenedChunk:
    """Return the last of some chunks as it arrives in another process."""
    here, there = ChunkCrossing(), ChunkCrossing()
    return [there.unpack(pickle.loads(pickle.dumps(here.pack(each)))) for each in chunks][-1]  # noqa: S301 - our own


def test_outlines_cross_once_until_a_new_list_begins(row: Callable[..., MappedRow]) -> None:
    days = ("2020-12-01", "2020-12-02", "2020-12-01")
    parts = [
        chunk_of([row(place, {"source_id": f"A{place}", "received_at": day})])
        for place, day in enumerate(days)
    ]
    chunks = list(screen_chunks(parts, now=NOW))
    (other,) = screen_chunks(parts[:1], now=NOW)
    crossing = ChunkCrossing()
    sizes = [len(crossing.pack(each)[0][6]) for each in (*chunks, other)]  # type: ignore[index, arg-type]
    assert sizes == [2, 0, 0, 1]
    assert crossed(*chunks).rows() == chunks[-1].rows()
    assert crossed(*chunks, other).rows() == other.rows()


def test_good_rows_are_made_ready_and_cross_plainly(row: Callable[..., MappedRow]) -> None:
    rows = [row(7, {"source_id": "A1"}), row(8, {"source_id": "A2", "channel": "hotline"})]
    good = screened_chunk(rows)
    assert crossed(good).rows() == good.rows()
    again = [row(7, {"source_id": "A1"}), row(8, {"source_id": "A2", "channel": "hotline"})]
    assert [parts_of(each) for each in good.rows()] == [(each.facts, each.sealed) for each in again]


def test_columns_say_what_rows_say(row: Callable[..., MappedRow]) -> None:
    rows = [
        row(7, {"source_id": "A1", "received_at": "2020-12-29"}),
        row(8, {"source_id": "", "received_at": "2021-01-01"}),
        row(9, {"source_id": "A3", "received_at": "2020-12-30"}),
    ]
    found = screened_chunk(rows).rows()
    assert [each.rejected for each in found] == [False, True, False]
    alone = [screened(each) for each in rows]
    assert [each[:-2] for each in found] == [each[:-2] for each in alone]
    assert [list(each.problems) for each in found] == [list(each.problems) for each in alone]


def test_a_future_row_is_rejected_and_kept_whole(row: Callable[..., MappedRow]) -> None:
    bad = screened(row(7, {"received_at": "2021-01-01"}))
    assert (bad.rejected, [problem.code for problem in bad.problems]) == (True, ["E406"])
    assert bad.row is not None
    (chunk,) = chunked([bad])
    assert crossed(chunk).rows() == chunk.rows() == [bad]


@pytest.mark.parametrize("name", ["complainant", "phone", "id_number"])
def test_a_row_that_names_somebody_is_left_to_the_ledger(
    row: Callable[..., MappedRow], name: str
) -> None:
    known: Any = row(7, {"source_id": "A1"})
    named = screened(known._replace(sealed={**known.sealed, name: "张三 13800008000"}))
    assert named.ready is None
    assert named.row is not None


def test_rows_are_kept_when_a_later_choice_may_reject_them(
    row: Callable[..., MappedRow],
) -> None:
    kept = screened(row(7, {"source_id": "A1"}), keep=True)
    assert kept.row is not None
    assert kept.ready is not None


def test_rows_that_are_needed_whole_come_in_chunks(
    row: Callable[..., MappedRow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screening, "CHUNK_ROWS", 2)
    rows = [screened(row(line, {"source_id": f"A{line}"}), keep=True) for line in range(5)]
    chunks = list(chunked(rows))
    assert [len(chunk.others) for chunk in chunks] == [2, 2, 1]
    assert [each for chunk in chunks for each in chunk.rows()] == rows


def test_content_identifies_a_row_without_a_number(row: Callable[..., MappedRow]) -> None:
    one, same, other = (
        screened(row(line, {"channel": c}))
        for line, c in ((1, "counter"), (2, "counter"), (3, "hotline"))
    )
    assert one.content == same.content != other.content
    assert screened(row(1, {"source_id": "A1"})).content == ""
    assert [each.content for each in screened_chunk([row(1, {"channel": "counter"})]).rows()] == [
        one.content
    ]

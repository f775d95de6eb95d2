"""Screening rows: the checks that need no ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ledgerctl.application.screening import Screened, pack, parts_of, screen, unpack

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.ports import MappedRow

NOW = "2020-12-30T10:00"


def salt() -> bytes:
    return b"0123456789abcdef"


def screened(row: MappedRow, *, keep: bool = False) -> Screened:
    (found,) = screen([row], now=NOW, salt=salt, keep=keep)
    return found


def test_a_good_row_is_made_ready_and_crosses_plainly(row: Callable[..., MappedRow]) -> None:
    good = screened(row(7, {"source_id": "A1"}))
    packed = pack(good)
    assert packed is not None
    assert unpack(packed) == good
    again = row(7, {"source_id": "A1"})
    assert parts_of(good) == (again.facts, again.sealed)


def test_a_future_row_is_rejected_and_kept_whole(row: Callable[..., MappedRow]) -> None:
    bad = screened(row(7, {"received_at": "2021-01-01"}))
    assert (bad.rejected, [problem.code for problem in bad.problems]) == (True, ["E406"])
    assert bad.row is not None
    assert pack(bad) is None


@pytest.mark.parametrize("name", ["complainant", "phone", "id_number"])
def test_a_row_that_names_somebody_is_left_to_the_ledger(
    row: Callable[..., MappedRow], name: str
) -> None:
    known: Any = row(7, {"source_id": "A1"})
    named = screened(known._replace(sealed={**known.sealed, name: "张三 13800008000"}))
    assert named.ready is None
    assert pack(named) is None


def test_rows_are_kept_when_a_later_choice_may_reject_them(
    row: Callable[..., MappedRow],
) -> None:
    kept = screened(row(7, {"source_id": "A1"}), keep=True)
    assert kept.row is not None
    assert pack(kept) is None


def test_content_identifies_a_row_without_a_number(row: Callable[..., MappedRow]) -> None:
    one, same, other = (
        screened(row(line, {"channel": c}))
        for line, c in ((1, "counter"), (2, "counter"), (3, "hotline"))
    )
    assert one.content == same.content != other.content
    assert screened(row(1, {"source_id": "A1"})).content == ""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.imports.batches import repeated
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.ledger import auditing, keeping, reversing
from ledgerctl.errors.house import FutureDate, KeyReused
from ledgerctl.errors.usage import BadDate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta, Recorded
    from ledgerctl.application.imports.files import MappedRow, RowSource
    from ledgerctl.application.imports.import_results import ImportReport

KEY = "april"


@pytest.fixture
def take(
    desk: Desk, meta: Meta, rows: Callable[[Iterable[MappedRow]], RowSource]
) -> Callable[..., ImportReport]:
    """Import rows under the key ``april``, handed in at a moment."""

    def taken(*found: MappedRow, at: str = "") -> ImportReport:
        choices = ImportChoices("old", partial=True, at=at)
        return import_rows(desk, rows(found), meta._replace(key=KEY), choices)

    return taken


def last(desk: Desk) -> Recorded:
    found = desk.store.recorded(desk.store.head().size)
    assert found is not None
    return found


def test_the_last_event_of_a_batch_says_what_came_of_it(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    report = take(row(2, {"source_id": "A-1"}), row(3, {"source_id": "A-1"}), at="2020-04-30")
    recorded = last(desk)
    facts = recorded.event.facts()
    assert (recorded.envelope.kind, recorded.envelope.batch) == ("import.recorded", report.batch)
    assert (facts["read"], facts["added"], facts["duplicate"]) == (2, 1, 1)
    assert (facts["first"], facts["at"]) == (report.first_number, "2020-04-30")
    assert facts["sha256"] == report.sha256
    assert recorded.sealed == {"file": report.source}
    assert report.head == desk.store.head()
    assert auditing.verify(desk).sound


def test_the_same_key_is_answered_without_importing_again(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    first = take(row(2, {"source_id": "A-1"}))
    again = take(row(2, {"source_id": "A-1"}), row(3, {"source_id": "A-2"}))
    assert again.repeated == first.head.size == desk.store.head().size
    assert not first.repeated
    names = ("source", "sha256", "profile", "encoding", "batch", "read", "added", "written")
    assert [getattr(again, name) for name in names] == [getattr(first, name) for name in names]
    assert again.reconciles


def test_a_key_stands_although_its_import_was_taken_back(
    desk: Desk, meta: Meta, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    first = take(row(2, {"source_id": "A-1"}))
    reversing.undo(desk, first.batch, meta, reason="导错")
    assert take(row(2, {"source_id": "A-1"})).repeated == first.head.size


def test_an_import_that_wrote_nothing_leaves_its_key_free(
    desk: Desk, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    assert not take().written
    assert repeated(desk.store, KEY) is None
    assert take(row(2, {"source_id": "A-1"})).added == 1


def test_a_key_stands_for_one_command(
    desk: Desk, meta: Meta, take: Callable[..., ImportReport], row: Callable[..., MappedRow]
) -> None:
    own = meta._replace(key=KEY)
    keeping.record_populations(desk, "2020", {"customers": "78000"}, own)
    with pytest.raises(KeyReused):
        take(row(2, {"source_id": "A-1"}))


@pytest.mark.parametrize(("at", "error"), [("2099-01-01", FutureDate), ("bald", BadDate)])
def test_a_register_is_not_handed_in_tomorrow(
    desk: Desk,
    take: Callable[..., ImportReport],
    row: Callable[..., MappedRow],
    at: str,
    error: type[Exception],
) -> None:
    size = desk.store.head().size
    with pytest.raises(error):
        take(row(2, {"source_id": "A-1"}), at=at)
    assert desk.store.head().size == size

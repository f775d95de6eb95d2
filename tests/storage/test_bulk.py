"""Large loads: what is put aside comes back, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doubles import CLERK

from ledgerctl.application.desk.records import Draft
from ledgerctl.domain.deadlines import clocks
from ledgerctl.storage import bulk
from ledgerctl.storage.verifying import schema_faults

if TYPE_CHECKING:
    import pytest

    from ledgerctl.storage.sqlite import SqliteStore


AT = "2020-04-09T02:00:00.000Z"


def drafts(first: int, size: int) -> list[Draft]:
    facts = {"received_at": "2020-04-09", "channel": "counter"}
    return [
        Draft(f"2020-{n:04d}", clocks.at_receipt(facts), {"summary": "排队"}, f"k:{n}")
        for n in range(first, first + size)
    ]


def objects(store: SqliteStore) -> list[str]:
    found = store.connection.execute("SELECT name FROM sqlite_schema ORDER BY name")
    return [name for (name,) in found]


def test_a_large_load_puts_indexes_aside_and_builds_them_again(
    file_store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_INDEX_AFTER", 20)
    before = objects(file_store)
    with file_store.writing() as transaction:
        loader = transaction.loader(CLERK, AT)
        loader.add(drafts(3, 30))
        assert "event_number" in objects(file_store)
        loader.add(drafts(33, 30))
        assert "event_number" not in objects(file_store)
        loader.finish()
    assert objects(file_store) == before
    assert list(schema_faults(file_store.connection)) == []
    assert list(file_store.chain_faults()) == []
    assert list(file_store.derived_faults()) == []


def test_a_load_that_fails_brings_everything_back(
    file_store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_INDEX_AFTER", 20)
    before, head = objects(file_store), file_store.head()
    try:
        with file_store.writing() as transaction:
            loader = transaction.loader(CLERK, AT)
            loader.add(drafts(3, 30))
            loader.add(drafts(33, 30))
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    assert (objects(file_store), file_store.head()) == (before, head)

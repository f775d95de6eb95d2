"""Searching through the index: exactly what looking through every text finds, and nothing erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, desk, opened
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.ledger import reversing
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.storage import searching
from ledgerctl.storage.memory import MemoryStore
from ledgerctl.storage.sqlite import SqliteStore
from ledgerctl.storage.verifying import rebuild

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.application.desk.ports import Store

letters = st.text("排队办卡𠮷aAbé 1%_\"'*\\\n", min_size=1, max_size=8).filter(str.strip)


def found(store: Store, words: str) -> list[str]:
    return [row.number for row in store.cases(CaseFilter(search=words)).rows]


def indexed(store: SqliteStore) -> None:
    with store.writing() as transaction:
        searching.cover(transaction)


@given(texts=st.lists(letters, min_size=1, max_size=6), words=letters, covered=st.integers(0, 7))
def test_the_index_finds_what_looking_through_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], words: str, covered: int
) -> None:
    reference = MemoryStore.create()
    store = SqliteStore.create(str(tmp_path_factory.mktemp("s") / "ledger.db"))
    for each in (reference, store):
        opened(each)
        facts = {"received_at": "2019-01-01", "channel": "counter"}
        with each.writing() as transaction:
            events = [
                ComplaintReceived(f"2019-{place:04d}", facts, {"summary": text.strip()})
                for place, text in enumerate(texts, 1)
            ]
            transaction.append(events, CLERK, "2019-01-02T00:00:00.000Z")
    with store.writing() as transaction:
        searching.cover(transaction, min(covered, store.head().size))
    assert found(store, words) == found(reference, words)
    assert list(store.derived_faults()) == []
    store.close()


@pytest.mark.parametrize("is_indexed", [True, False])
def test_words_of_two_characters_all_needed_masked(path: Path, *, is_indexed: bool) -> None:
    store = SqliteStore.open(str(path))
    if is_indexed:
        indexed(store)
    assert found(store, "排队") == ["2020-0001", "2020-0002"]
    assert found(store, "排队 CALLED") == ["2020-0001"]
    assert found(store, "排队 nowhere") == []
    assert found(store, "19900000001") == []
    assert found(store, "张三") == []
    store.close()


def test_a_search_covers_what_is_far_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 3)
    store = SqliteStore.open(str(path))
    assert found(store, "排队") == ["2020-0001", "2020-0002"]
    assert searching.covered(store) == 4
    store.close()


def test_who_may_not_write_finds_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 3)
    store = SqliteStore.open(str(path))
    store.connection.execute("PRAGMA query_only=ON")
    assert found(store, "排队") == ["2020-0001", "2020-0002"]
    assert searching.covered(store) == 0
    store.close()


def test_what_is_erased_is_found_no_more(path: Path) -> None:
    store = SqliteStore.open(str(path))
    handling.note(desk(store), "2020-0002", "独一无二", CLERK)
    seq = store.history("2020-0002")[-1].envelope.seq
    indexed(store)
    pair = "独一".encode("utf-16-be").hex().encode()
    # A term stands without what it shares with the one before it
    assert pair[4:] in path.read_bytes()
    with store.writing() as transaction:
        transaction.connection.execute("DELETE FROM sealed WHERE seq = ?", (seq,))
    assert found(store, "独一无二") == []
    assert list(store.derived_faults()) == ["search"]
    with store.writing() as transaction:
        searching.forget(transaction)
    assert list(store.derived_faults()) == []
    assert store.connection.execute("SELECT COUNT(*) FROM search_idx").fetchone() == (0,)
    assert "独一无二".encode() not in path.read_bytes()
    assert b"4e0065e0" not in path.read_bytes()
    indexed(store)
    assert found(store, "独一") == []
    assert found(store, "排队") == ["2020-0001", "2020-0002"]
    store.close()


def test_a_wrong_index_is_named_and_made_anew(path: Path) -> None:
    store = SqliteStore.open(str(path))
    indexed(store)
    store.connection.execute("INSERT INTO search (rowid, pairs) VALUES (2, '4e004e8c')")
    assert list(store.derived_faults()) == ["search"]
    with store.writing() as transaction:
        rebuild(transaction)
    assert list(store.derived_faults()) == []
    assert found(store, "排队") == ["2020-0001", "2020-0002"]
    store.close()


def test_a_case_that_was_taken_back_is_found_only_among_those(path: Path) -> None:
    store = SqliteStore.open(str(path))
    clerk = desk(store)
    receipt = receiving.add(clerk, {"channel": "counter", "summary": "独一无二"}, CLERK)
    indexed(store)
    assert found(store, "独一无二") == [receipt.number]
    reversing.undo(clerk, str(receipt.number), CLERK._replace(key="back"), reason="test")
    assert found(store, "独一无二") == []
    page = store.cases(CaseFilter(search="独一无二", status="reversed"))
    assert [row.number for row in page.rows] == [receipt.number]
    store.close()

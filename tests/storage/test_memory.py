from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from contract import StoreContract
from doubles import CLERK, CountingEntropy, opened
from storage_samples import SPOKEN

from ledgerctl.application.cases import receiving
from ledgerctl.domain.cases.chain import Fault
from ledgerctl.domain.events.setting import SettingChanged
from ledgerctl.storage.memory import MemoryStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.ports import Store


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self, new_store: Callable[[], Store]) -> Store:
        return new_store()

    @pytest.fixture
    def new_store(self) -> Callable[[], Store]:
        return lambda: MemoryStore.create(secret=b"s" * 32, salt=CountingEntropy().salt)


def test_stores_differ_in_secret_and_salt() -> None:
    stores = [MemoryStore.create(), MemoryStore.create()]
    for store in stores:
        receiving.add(opened(store), SPOKEN, CLERK)
    first, second = stores
    assert first.books.secret != second.books.secret
    assert first.head().size == second.head().size
    assert first.head().hash != second.head().hash
    first.close()


def test_row_changed_by_hand_is_found() -> None:
    store = MemoryStore.create()
    receiving.add(opened(store), {**SPOKEN, "phone": "19900000001"}, CLERK)
    store.books.rows["2020-0001"] = store.books.rows["2020-0001"]._replace(channel="nfra")
    store.books.persons.clear()
    assert list(store.derived_faults()) == ["person_index", "cases"]


def test_event_changed_by_hand_is_found() -> None:
    store = MemoryStore.create()
    receiving.add(opened(store), SPOKEN, CLERK)
    stored = store.books.events[0]
    envelope = stored.recorded.envelope._replace(actor="somebody")
    recorded = stored.recorded._replace(envelope=envelope)
    store.books.events[0] = stored._replace(recorded=recorded)
    assert list(store.chain_faults()) == [Fault(1, "hash")]


def test_readers_see_nothing_before_the_end() -> None:
    store: Store = MemoryStore.create()
    clerk = opened(store)
    event = SettingChanged("currency", "HKD")
    with store.writing() as transaction:
        transaction.append([event], CLERK, clerk.clock.utc())
        assert transaction.head().size == 2
        assert store.head().size == 1
    assert store.head().size == 2


def test_a_memory_store_is_a_store() -> None:
    # The type checker proves the rest: this assignment must be accepted.
    store: Store = MemoryStore.create()
    store.close()
    assert store.head().size == 0

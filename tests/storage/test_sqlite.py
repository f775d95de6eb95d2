from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from contract import StoreContract
from doubles import CountingEntropy

from ledgerctl.storage.sqlite import SaltPool, SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ledgerctl.application.desk.ports import Store


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, new_store: Callable[[], Store]) -> Store:
        return new_store()

    @pytest.fixture
    def new_store(self, tmp_path: Path) -> Iterator[Callable[[], Store]]:
        stores: list[Store] = []
        names = count()

        def make() -> Store:
            path = str(tmp_path / f"ledger{next(names)}.db")
            store = SqliteStore.create(path, salt=CountingEntropy().salt)
            # Contracts are about answers; what a commit survives is tested on files.
            store.connection.execute("PRAGMA synchronous=OFF")
            stores.append(store)
            return store

        yield make
        for store in stores:
            store.close()


def test_salts_are_fresh() -> None:
    pool = SaltPool()
    salts = [pool() for _ in range(3_000)]
    assert {len(salt) for salt in salts} == {16}
    assert len(set(salts)) == len(salts)

"""A ledger file with a short history, for the tests of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, opened
from storage_samples import SPOKEN

from ledgerctl.application.cases import handling, receiving
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a ledger of four events stands: opened, two complaints, one note."""
    path = tmp_path / "ledger.db"
    store = SqliteStore.create(str(path))
    clerk = opened(store)
    receiving.add(clerk, {**SPOKEN, "phone": "19900000001"}, CLERK)
    receiving.add(clerk, {**SPOKEN, "complainant": "张三"}, CLERK)
    handling.note(clerk, "2020-0001", "called back", CLERK)
    store.close()
    return path


@pytest.fixture
def file_store(path: Path) -> Iterator[SqliteStore]:
    """Return that ledger, open."""
    store = SqliteStore.open(str(path))
    yield store
    store.close()

"""What a small import asks does not become slower with the ledger: no query of a batch goes through every case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.storage.statements import load_statements

if TYPE_CHECKING:
    from ledgerctl.storage.sqlite import SqliteStore


@pytest.mark.parametrize("name", ["batch_numbers", "batch_repeats"])
def test_a_batch_is_found_without_looking_through_the_ledger(
    file_store: SqliteStore, name: str
) -> None:
    plan = file_store.connection.execute(
        f"EXPLAIN QUERY PLAN {load_statements()[name]}", {"batch": "import-1"}
    ).fetchall()
    steps = [detail for *_, detail in plan]
    assert any(step.startswith("SEARCH cases USING INTEGER PRIMARY KEY") for step in steps)
    assert not [step for step in steps if step.startswith("SCAN")]
    assert not [step for step in steps if "event_number" in step or "cases_number" in step]

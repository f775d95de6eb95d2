"""A period counted from the cases: found by index, and with what only some rows have."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doubles import opened
from storage_samples import import_texts, received

from ledgerctl.domain.days.periods import days_period, quarter_period
from ledgerctl.domain.register.coded_anchors import PERSONS, PERSONS_AGAIN, REDRESS
from ledgerctl.domain.register.period_tallies import FREE, SEPARATOR, STORY, StoryTallies
from ledgerctl.storage import periods
from ledgerctl.storage.memory import MemoryStore
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ledgerctl.application.desk.ports import Store
    from ledgerctl.domain.days.periods import ReportPeriod

TODAY = "2021-06-01"
NOW = f"{TODAY}T09:30"
CASES = [
    {"resolved_at": "2020-01-02", "compensation": "100", "phone": "19900000001"},
    {"resolved_at": "2020-02-01", "satisfaction": "5", "phone": "19900000001"},
    {"business": "loan", "phone": "19900000002", "department": "个金部"},
    {"business": "loan", "phone": "19900000002", "resolved_at": "2020-06-30"},
    {"resolved_at": "2020-04-01", "compensation": "88.50", "record_type": "inquiry"},
    {"complained": "w01", "resolved_at": "2021-01-01"},
]
DAYS = ("2019-12-31", "2020-01-31", "2020-02-01", "2020-03-01", "2020-03-31", "2020-04-01")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    store = SqliteStore.create(str(tmp_path / "b.db"))
    memory = MemoryStore.create(secret=store.secret())
    for desk in (opened(store, NOW), opened(memory, NOW)):
        import_texts(desk, [received(day, **case) for day, case in zip(DAYS, CASES, strict=True)])
    yield store, memory
    store.close()


@pytest.mark.parametrize(
    "period",
    [
        quarter_period("2020Q1"),
        quarter_period("2020Q2"),
        quarter_period("2021Q1"),
        days_period("2019-06-01", "2021-02-03"),
    ],
)
def test_the_cases_found_by_index_count_what_memory_counts(
    stores: tuple[Store, Store], period: ReportPeriod
) -> None:
    store, memory = stores
    for equal in ({}, {"department": "个金部"}, {"business": "loan"}):
        counts = store.period_counts(period, TODAY, equal)
        assert counts == memory.period_counts(period, TODAY, equal)
        assert store.received(period, equal) == memory.received(period, equal)


def test_what_only_some_rows_have(stores: tuple[Store, Store]) -> None:
    counts = stores[0].period_counts(quarter_period("2020Q1"), TODAY, {})
    assert counts.count(PERSONS) == 2
    assert counts.count(PERSONS_AGAIN) == 1
    assert counts.count(REDRESS) == 10_000
    assert counts.sums["total"][""].cases == 3


def test_no_rows_count_nothing() -> None:
    tallies = StoryTallies(quarter_period("2020Q1"))
    tallies.add_columns([], ([], [], []), [[] for _ in FREE])
    assert tallies.sums() == {}
    assert tallies.anchors() == {}


def test_the_separator_stands_in_no_statement_of_a_value() -> None:
    assert SEPARATOR not in "".join([*STORY, *FREE])
    assert periods._STORY.count("%s") == len(STORY)  # noqa: SLF001 - the statement itself

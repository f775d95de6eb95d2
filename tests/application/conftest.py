from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest
from doubles import chunk_of

from ledgerctl.application.cases import receiving
from ledgerctl.application.desk.desk import Desk
from ledgerctl.application.desk.records import Meta
from ledgerctl.application.imports.files import CHUNK_ROWS, WHOLE, MappedRow
from ledgerctl.application.ledger import keeping
from ledgerctl.domain.complainants.people import identifiers
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.imports.files import Chunk, Share
    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.domain.events.base import Fact

MINUTES_AN_HOUR = 60


class SetClock:
    """A clock that shows what a test sets; `now` is UTC."""

    def __init__(self) -> None:
        self.now = "2020-12-30T02:00:00.000Z"

    def utc(self) -> str:
        return self.now

    def local(self, timezone: str) -> str:
        hours, minutes = timezone[1:].split(":")
        offset = timedelta(minutes=int(hours) * MINUTES_AN_HOUR + int(minutes))
        moment = datetime.fromisoformat(self.now[:16])
        moved = moment - offset if timezone.startswith("-") else moment + offset
        return moved.isoformat(timespec="minutes")


class Counting:
    """Fresh names that a test can foretell."""

    def __init__(self) -> None:
        self.given = 0

    def token(self) -> str:
        self.given += 1
        return f"{self.given:016x}"


class Rows:
    """An opened file: rows that were mapped already."""

    name = "register.csv"
    header: Sequence[str] = ("投诉编号",)
    encoding = "utf-8"
    profile = "test"
    kept_columns: Sequence[str] = ()
    fields: Sequence[str] = ()
    mapped: Sequence[tuple[str, str]] = ()
    own = False

    def __init__(self, rows: Sequence[MappedRow], sha256: str = "0a1b2c3d" * 8) -> None:
        self.sha256 = sha256
        self.said = {"format": "csv", "encoding": "utf-8"}
        self._rows = rows
        self.today: date | None = None

    def rows(self, *, today: date) -> Iterator[MappedRow]:
        self.today = today
        for row in self._rows:
            yield row._replace(facts=dict(row.facts), sealed=dict(row.sealed))

    def readers(self, most: int) -> int:
        return most

    def chunks(self, *, today: date, share: Share = WHOLE) -> Iterator[Chunk]:
        waiting = iter(self.rows(today=today))
        if share != WHOLE:
            yield chunk_of([])
        for number in count():
            rows = list(islice(waiting, CHUNK_ROWS))
            if not rows:
                return
            if number % share.readers == share.place:
                yield chunk_of(rows)._replace(hands_over=True)


class Rejects:
    """Rejected rows, kept in memory."""

    path = "register.rejects.csv"

    def __init__(self) -> None:
        self.rows: list[MappedRow] = []
        self.finished = 0

    def add(self, row: MappedRow) -> None:
        self.rows.append(row)

    def finish(self) -> None:
        self.finished += 1


def make_row(
    line: int,
    facts: Mapping[str, Fact],
    sealed: Mapping[str, str] | None = None,
    problems: Sequence[Problem] = (),
) -> MappedRow:
    """Return a row with a channel, a day and a summary unless it has its own."""
    every: dict[str, Fact] = {"channel": "hotline", "received_at": "2020-03-04", **facts}
    texts: dict[str, str | Mapping[str, str]] = {"summary": "排队", **(sealed or {})}
    return MappedRow(line, (), every, texts, problems)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def meta() -> Meta:
    return Meta("chen", "DQ-0201")


@pytest.fixture
def desk(tmp_path: Path, clock: SetClock, meta: Meta) -> Iterator[Desk]:
    """A desk over a new ledger of the branch, on 30 December 2020 at ten in the morning."""
    store = SqliteStore.create(str(tmp_path / "branch.ledger"))
    # Power cuts are tested with the store; here nothing waits for the disk.
    store.connection.execute("PRAGMA synchronous=OFF")
    made = Desk(store, clock, Counting())
    keeping.create(made, "东侨支行", meta, {})
    yield made
    store.close()


@pytest.fixture
def add(desk: Desk, meta: Meta) -> Callable[..., Receipt]:
    """Add a complaint of the hotline; other fields by name."""

    def added(**texts: str) -> Receipt:
        return receiving.add(desk, {"channel": "hotline", "summary": "排队", **texts}, meta)

    return added


@pytest.fixture
def row() -> Callable[..., MappedRow]:
    return make_row


@pytest.fixture
def rows() -> type[Rows]:
    return Rows


@pytest.fixture
def rejects() -> Rejects:
    return Rejects()


@pytest.fixture
def indexed(desk: Desk) -> Callable[..., bool]:
    """Tell whether a person of these sealed values is known to the ledger."""

    def known(**sealed: str) -> bool:
        with desk.store.writing() as transaction:
            return transaction.find_person(identifiers(sealed)) is not None

    return known

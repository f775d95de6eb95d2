"""Doubles of what lies outside: a clock that stands still, countable entropy, a file that is a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import Desk
from ledgerctl.application.desk.records import Meta
from ledgerctl.application.desk.values import read_values
from ledgerctl.application.imports.files import WHOLE, Chunk, MappedRow, Share
from ledgerctl.application.imports.import_results import Problem
from ledgerctl.application.imports.screening import IDENTIFYING
from ledgerctl.application.ledger import keeping
from ledgerctl.domain.codes.fields import EXTRA
from ledgerctl.domain.imports.columns import Columns
from ledgerctl.errors.base import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ledgerctl.application.desk.ports import Store
    from ledgerctl.domain.events.base import Fact
    from ledgerctl.domain.imports.columns import Value

#: Wednesday, 9:30 in the branch, when nothing else is said.
NOW = "2020-03-04T09:30"
CLERK = Meta("clerk01")
_BRANCH_HOURS = 8


def utc_of(local: str) -> str:
    """Return the UTC form of a moment in the branch (``+08:00``)."""
    moment = datetime.fromisoformat(local) - timedelta(hours=_BRANCH_HOURS)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"


class FixedClock:
    """Stands still until it is set; ``utc`` follows from ``local`` unless both are given."""

    def __init__(self, utc: str = "", local: str = NOW) -> None:
        self._local = local
        self._utc = utc or utc_of(local)

    def utc(self) -> str:
        return self._utc

    def local(self, timezone: str) -> str:
        return self._local

    def set(self, local: str) -> None:
        self._local = local
        self._utc = utc_of(local)


class CountingEntropy:
    """Fresh names and salts in counting order, the same in every run."""

    def __init__(self) -> None:
        self._tokens = 0
        self._salts = 0

    def token(self) -> str:
        self._tokens += 1
        return f"{self._tokens:016x}"

    def salt(self) -> bytes:
        self._salts += 1
        return self._salts.to_bytes(16, "big")


def desk(store: Store, local: str = NOW) -> Desk:
    """Return a desk over a store, with a clock that stands still and countable entropy."""
    return Desk(store, FixedClock(local=local), CountingEntropy())


def set_clock(of: Desk, local: str) -> None:
    """Set the clock of a desk that ``desk`` made."""
    assert isinstance(of.clock, FixedClock)
    of.clock.set(local)


def opened(store: Store, local: str = NOW, **settings: str) -> Desk:
    """Return a desk over a store whose books a branch has just opened."""
    made = desk(store, local)
    keeping.create(made, "东桥支行", CLERK, settings)
    return made


class ListSource:
    """A register to import whose rows are texts by field name; ``closed`` follows from the status."""

    def __init__(
        self, rows: Sequence[Mapping[str, str]], *, name: str = "register.csv", sha256: str = ""
    ) -> None:
        self._rows = rows
        self.name = name
        self.sha256 = sha256
        self.header = sorted({field for row in rows for field in row})
        self.encoding = "utf-8"
        self.said = {"format": "csv", "encoding": "utf-8", "delimiter": ",", "header_row": "1"}
        self.profile = "register"
        self.kept_columns: Sequence[str] = ()
        self.fields: Sequence[str] = self.header
        self.mapped = [(field, field) for field in self.header]
        self.own = False

    def rows(self, *, today: date) -> Iterator[MappedRow]:
        for line, texts in enumerate(self._rows, start=2):
            cells = list(texts.values())
            try:
                facts, sealed = read_values(texts, today)
            except LedgerError as error:
                name = str(error.values.get("field", ""))
                problem = Problem(
                    line, name, "", error.code, error.sentence, error.hint, error.values
                )
                yield MappedRow(line, cells, {}, {}, [problem])
                continue
            if "resolved_at" in facts or "finding" in facts:
                facts["closed"] = True
            yield MappedRow(line, cells, facts, sealed, [])

    def readers(self, most: int) -> int:
        """Return 1: nobody shares a list."""
        assert most
        return 1

    def chunks(self, *, today: date, share: Share = WHOLE) -> Iterator[Chunk]:
        """Yield all rows in one chunk."""
        assert share == WHOLE
        yield chunk_of(list(self.rows(today=today)))


def chunk_of(rows: Sequence[MappedRow]) -> Chunk:
    """Rows as a large file gives them: good ones that name nobody as columns, the others by place."""
    plain = [
        place
        for place, row in enumerate(rows)
        if not row.problems
        and row.sealed.keys().isdisjoint(IDENTIFYING)
        and EXTRA not in row.sealed
    ]
    good = [rows[place] for place in plain]
    columns = Columns(
        [row.line for row in good],
        {
            name: [_held(row.facts.get(name, "")) for row in good]
            for name in sorted({name for row in good for name in row.facts})
        },
        {
            name: [str(row.sealed.get(name, "")) for row in good]
            for name in sorted({name for row in good for name in row.sealed})
        },
        {},
    )
    others = {place: row for place, row in enumerate(rows) if place not in plain}
    return Chunk(columns, plain, others, rows.__getitem__)


def _held(value: Fact) -> Value:
    return tuple(value) if isinstance(value, list) else value

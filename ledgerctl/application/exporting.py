"""Handing data out 导出: which rows under which headings, masked unless a reason was recorded.

An export is a heading and a stream of rows of typed values; ``formats`` and ``storage`` write it. The
whole stream is of one moment, so a register never shows half of a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.revealing import reveal
from ledgerctl.domain.chain import canonical
from ledgerctl.domain.masking import masked_part
from ledgerctl.domain.register_columns import Column, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.ports import CaseFilter, Meta, Recorded
    from ledgerctl.domain.chain import Head
    from ledgerctl.domain.register_columns import Value

#: What can be exported beside the cases: family of event kinds; "" for every event.
STORIES = {"events": ""}


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is handed out: columns, and the stream of rows, to be read once.

    ``revealed`` is the event that recorded it when personal data stands unmasked, 0 otherwise.
    """

    what: str
    columns: Sequence[Column]
    rows: Iterator[Sequence[Value]]
    head: Head
    revealed: int = 0


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What came of an export: where, how many rows, of which state of the ledger.

    ``sha256`` is the hash of the file's bytes, so that a reader can tell which file he has;
    ``beside`` the path of what was written beside it, if anything was.
    """

    what: str
    kind: str
    path: str
    rows: int
    columns: Sequence[str]
    head: Head
    revealed: int
    sha256: str
    beside: str = ""


def cases(
    desk: Desk, query: CaseFilter, columns: Sequence[Column], meta: Meta, reason: str | None
) -> Sheet:
    """Return the register of the cases that a filter selects, by case number.

    Args:
        desk: store, clock, entropy.
        query: which cases; its limit counts for nothing, nothing is cut.
        columns: what is told of each.
        meta: who exports.
        reason: why personal data is to stand unmasked; None masks it.

    Raises:
        ReasonNeeded: the reason is blank.
    """
    revealed = 0
    if reason is not None:
        total = case_total(desk, query)
        fields = [column.name for column in columns if column.sealed]
        revealed = reveal(desk, "export", reason, meta, records=total, fields=fields).seq
    rows = case_rows(desk, query, columns, reveal=reason is not None)
    return Sheet("cases", columns, rows, desk.store.head(), revealed)


def case_total(desk: Desk, query: CaseFilter) -> int:
    """Return how many cases a filter selects, whatever its limit."""
    return desk.store.cases(query._replace(limit=0)).total


def case_rows(
    desk: Desk, query: CaseFilter, columns: Sequence[Column], *, reveal: bool
) -> Iterator[Sequence[Value]]:
    """Yield the values of the cases that a filter selects, by case number."""
    ledger = desk.store.ledger().identity
    return (
        values(case.row, case.complaint, columns, reveal=reveal, ledger=ledger)
        for case in desk.store.stream(query)
    )


def events(desk: Desk, meta: Meta, reason: str | None, *, what: str = "events") -> Sheet:
    """Return the ledger's events in order, or those of one family; nothing is left out.

    Raises:
        ReasonNeeded: the reason is blank.
    """
    revealed = 0
    if reason is not None:
        size = desk.store.head().size
        revealed = reveal(desk, "export", reason, meta, records=size, fields=["texts"]).seq
    family = STORIES[what]
    found = iter(desk.store.family(family)) if family else desk.store.events()
    rows = (_event_row(recorded, reveal=reason is not None) for recorded in found)
    return Sheet(what, _EVENT_COLUMNS, rows, desk.store.head(), revealed)


_EVENT_COLUMNS = (
    Column("seq", "序号", "Seq", "count", derived=True),
    Column("kind", "事件", "Kind", "text", derived=True),
    Column("version", "版本", "Version", "count", derived=True),
    Column("number", "案件编号", "Number", "text", derived=True),
    Column("recorded_at", "记录时间(UTC)", "Recorded (UTC)", "text", derived=True),
    Column("actor", "操作人", "Actor", "text", derived=True),
    Column("on_behalf_of", "代理", "On behalf of", "text", derived=True),
    Column("batch", "批次", "Batch", "text", derived=True),
    Column("facts", "事实", "Facts", "json", derived=True),
    Column("texts", "文字", "Texts", "json", sealed=True, derived=True),
    Column("commitment", "密封摘要", "Commitment", "text", derived=True),
    Column("prev", "上一哈希", "Previous hash", "text", derived=True),
    Column("hash", "哈希", "Hash", "text", derived=True),
)


def _event_row(recorded: Recorded, *, reveal: bool) -> list[Value]:
    envelope = recorded.envelope
    sealed = recorded.sealed if reveal else masked_part(recorded.sealed)
    return [
        envelope.seq,
        envelope.kind,
        envelope.version,
        envelope.number,
        envelope.recorded_at,
        envelope.actor,
        envelope.on_behalf_of,
        envelope.batch,
        envelope.facts,
        canonical(sealed) if sealed else None,
        envelope.commitment,
        envelope.prev,
        envelope.hash,
    ]


def names(columns: Sequence[Column]) -> list[str]:
    """Return the stable names of columns."""
    return [column.name for column in columns]

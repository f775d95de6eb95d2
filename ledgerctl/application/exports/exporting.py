"""Handing data out 导出: which rows under which headings, masked unless a reason was recorded.

An export is a heading and a stream of rows of typed values; ``formats`` and ``storage`` write it. The
whole stream is of one moment, so a register never shows half of a change.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from ledgerctl.application.exports.revealing import reveal
from ledgerctl.domain.cases.chain import canonical
from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.domain.complainants.masking import masked_part
from ledgerctl.domain.events.base import subject
from ledgerctl.domain.reports.register_columns import Column, derived, reader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import CaseFilter, Meta, Recorded
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.reports.register_columns import Value

#: What can be exported beside the cases: family of event kinds; "" for every event.
STORIES = {"events": ""}
_CHUNK = 500


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
    read = reader(columns, reveal=reveal, ledger=ledger)
    return (read(*case) for case in desk.store.stream(query, derived(columns)))


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
    rows = _event_rows(desk.store, found, reveal=reason is not None)
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


def _event_rows(
    reader: Reader, found: Iterator[Recorded], *, reveal: bool
) -> Iterator[list[Value]]:
    """Yield a row for each event; the names of its case, as it is now and ever was, are hidden."""
    known: dict[str, tuple[str, ...]] = {}
    entries: dict[str, list[str]] = {}
    while chunk := list(islice(found, _CHUNK)):
        if reveal:
            yield from (_event_row(each, None) for each in chunk)
            continue
        cases = [_cases(reader, each, entries) for each in chunk]
        _learn(reader, chunk, cases, known)
        for each, named in zip(chunk, cases, strict=True):
            yield _event_row(each, [name for case in named for name in known.get(case, ())])


def _learn(
    reader: Reader,
    chunk: Sequence[Recorded],
    cases: Sequence[Sequence[str]],
    known: dict[str, tuple[str, ...]],
) -> None:
    """Bring the names of cases up to date with what a chunk of events says."""
    fresh = {case for named in cases for case in named} - known.keys()
    for case, sealed in reader.texts(sorted(fresh)).items():
        known[case] = names_in([sealed])
    for each in chunk:
        number, own = each.envelope.number, names_in([each.sealed])
        if number is not None and own:
            known[number] = (*known.get(number, ()), *own)


def _cases(reader: Reader, recorded: Recorded, entries: dict[str, list[str]]) -> Sequence[str]:
    """Return the cases that an event is about: its own, those of its entry, those of a person watched.

    ``entries`` holds the cases that each entry has named so far.
    """
    if recorded.envelope.number is not None:
        return [recorded.envelope.number]
    facts = recorded.event.facts()
    if "person" in facts:
        return [row.number for row in reader.person_cases(str(facts["person"]))]
    cases = facts.get("cases", [])
    named = [str(facts.get("case", "")), *(cases if isinstance(cases, list) else ())]
    own = entries.setdefault(subject(recorded.event) or "", [])
    own += [case for case in named if case]
    return own


def _event_row(recorded: Recorded, names: Sequence[str] | None) -> list[Value]:
    """Return an event's row; ``names`` are hidden in its texts, which stand unmasked for None."""
    envelope = recorded.envelope
    sealed = recorded.sealed if names is None else masked_part(recorded.sealed, names)
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

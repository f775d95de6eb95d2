"""The imports that a ledger took in 导入批次: which file, who, when, what became of it, taken back or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE
from ledgerctl.application.imports.import_results import ImportReport
from ledgerctl.domain.events.base import sealed_text, text, whole
from ledgerctl.domain.events.import_recorded import ImportRecorded
from ledgerctl.errors.house import KeyReused
from ledgerctl.errors.imports import NoSuchImport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.application.imports.files import RowSource
    from ledgerctl.application.imports.runs import Run
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.events.base import Facts

#: The counts of a batch that say how far its last run came; what was written is summed.
_OF_THE_LAST = ("read", "unchanged", "duplicate", "rejected")


@dataclass(frozen=True, slots=True)
class Batch:
    """One import 批次, perhaps in several parts.

    ``file`` is the name as given ("" once it was erased), ``first`` and ``last`` are case numbers,
    ``begun`` and ``ended`` moments in UTC. ``complete`` is false when a load in parts was broken off;
    ``undone`` is the event that took it back, 0 when it stands.
    """

    name: str
    file: str
    sha256: str
    profile: str
    prefix: str
    format: str
    on_duplicate: str
    person: str
    begun: str
    ended: str
    read: int
    added: int
    updated: int
    unchanged: int
    duplicate: int
    rejected: int
    first: str
    last: str
    parts: int
    complete: bool
    undone: int


@dataclass(frozen=True, slots=True)
class Batches:
    """The imports of a ledger, oldest first; ``timezone`` is the branch's offset from UTC."""

    batches: Sequence[Batch]
    timezone: str
    head: Head


@dataclass(frozen=True, slots=True)
class BatchStory:
    """One import and the cases that it touched."""

    batch: Batch
    numbers: Sequence[str]
    timezone: str


def listed(reader: Reader) -> Batches:
    """Return every import that wrote something."""
    return Batches(_batches(reader), _timezone(reader), reader.head())


def shown(reader: Reader, name: str) -> BatchStory:
    """Return one import by the name of its batch, or by a beginning that only one has.

    Raises:
        NoSuchImport: there is none, or there are several.
    """
    every = _batches(reader)
    found = [each for each in every if name in {each.name, each.sha256}] or [
        each for each in every if name and each.name.startswith(name)
    ]
    if len(found) != 1:
        raise NoSuchImport(batch=name)
    (batch,) = found
    return BatchStory(batch, reader.batch_numbers(batch.name), _timezone(reader))


def unfinished(reader: Reader, sha256: str, prefix: str) -> str:
    """Return the batch of a load of this file that was broken off, "" for none."""
    found = [
        each.name
        for each in _batches(reader)
        if (each.sha256, each.prefix) == (sha256, prefix) and not (each.complete or each.undone)
    ]
    return found[-1] if found else ""


def seen(reader: Reader, source: RowSource, prefix: str) -> bool:
    """Whether a file was imported before, by its bytes or its name, and that import stands."""
    return any(
        each.prefix == prefix
        and not each.undone
        and (each.sha256 == source.sha256 or each.file == source.name)
        for each in _batches(reader)
    )


def repeated(reader: Reader, key: str | None) -> ImportReport | None:
    """Return the report of the import that was recorded under a key, None when there is none.

    Problems, the reading of the file and the place of its rejects are not kept with an import.

    Raises:
        KeyReused: the key stands for another command.
    """
    known = reader.keyed(key) if key else None
    if known is None:
        return None
    envelope, facts = known.envelope, known.event.facts()
    if envelope.kind != ImportRecorded.kind:
        raise KeyReused(key=envelope.key, seq=envelope.seq)
    (batch,) = (each for each in _batches(reader) if each.name == envelope.batch)
    return ImportReport(
        source=batch.file,
        sha256=batch.sha256,
        encoding=text(facts, "encoding"),
        said={"format": batch.format},
        profile=batch.profile,
        batch=batch.name,
        read=batch.read,
        added=whole(facts, "added"),
        updated=whole(facts, "updated"),
        unchanged=batch.unchanged,
        duplicate=batch.duplicate,
        rejected=batch.rejected,
        differing=0,
        written=True,
        dry_run=False,
        problems=(),
        problem_count=0,
        kept_columns=(),
        first_number=batch.first,
        last_number=batch.last,
        rejects_path="",
        repeats=0,
        head=reader.head(),
        repeated=envelope.seq,
    )


def recorded(
    source: RowSource, run: Run, *, added: int, updated: int, complete: bool, at: str
) -> ImportRecorded:
    """Return the event that tells of what one part of an import wrote; ``at`` may be empty."""
    tally, choices = run.tally, run.choices
    return ImportRecorded(
        {
            **({"at": at} if at else {}),
            "import": run.meta.batch or "",
            "sha256": source.sha256,
            "profile": source.profile,
            "prefix": choices.prefix,
            "format": source.said.get("format", ""),
            "encoding": source.encoding,
            "on_duplicate": choices.on_duplicate,
            "partial": choices.partial,
            "blank_erases": choices.blank_erases,
            "read": tally.read,
            "added": added,
            "updated": updated,
            "unchanged": tally.unchanged,
            "duplicate": tally.duplicate,
            "rejected": tally.rejected,
            "first": tally.first_number,
            "last": tally.last_number,
            "complete": complete,
        },
        {"file": source.name},
    )


def _batches(reader: Reader) -> list[Batch]:
    parts: dict[str, list[Recorded]] = {}
    for each in reader.every("import"):
        parts.setdefault(text(each.event.facts(), "import"), []).append(each)
    back = reader.taken_back()
    return [_batch(name, found, back) for name, found in parts.items()]


def _batch(name: str, parts: Sequence[Recorded], back: TakenBack) -> Batch:
    first, last = parts[0], parts[-1]
    facts = last.event.facts()
    every = [part.event.facts() for part in parts]
    return Batch(
        name=name,
        file=sealed_text(last.sealed, "file"),
        sha256=text(facts, "sha256"),
        profile=text(facts, "profile"),
        prefix=text(facts, "prefix"),
        format=text(facts, "format"),
        on_duplicate=text(facts, "on_duplicate"),
        person=last.envelope.on_behalf_of or last.envelope.actor,
        begun=first.envelope.recorded_at,
        ended=last.envelope.recorded_at,
        added=sum(whole(each, "added") for each in every),
        updated=sum(whole(each, "updated") for each in every),
        first=next(_said(every, "first"), ""),
        last=next(_said(reversed(every), "last"), ""),
        parts=len(parts),
        complete=any(each.get("complete") is True for each in every),
        undone=back.reversal(first.envelope.seq, first.envelope.batch),
        **{count: whole(facts, count) for count in _OF_THE_LAST},
    )


def _said(parts: Iterable[Facts], name: str) -> Iterator[str]:
    return (text(facts, name) for facts in parts if facts.get(name))


def _timezone(reader: Reader) -> str:
    return reader.ledger().settings.get("timezone", DEFAULT_TIMEZONE)

"""What an import leaves of itself 导入批次: one event, from which its report can be given again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.results import ImportReport
from ledgerctl.domain.events.base import sealed_text, text, whole
from ledgerctl.domain.events.batch_imported import BatchImported
from ledgerctl.errors import KeyReused

if TYPE_CHECKING:
    from ledgerctl.application.ports import Reader
    from ledgerctl.domain.events.base import Fact

_COUNTS = ("read", "added", "updated", "unchanged", "duplicate", "rejected", "differing", "repeats")
_TEXTS = ("sha256", "profile", "encoding", "first_number", "last_number")


def imported(report: ImportReport, at: str = "") -> BatchImported:
    """Return the event of an import; ``at`` is when the register was handed in, empty for now."""
    facts: dict[str, Fact] = {name: getattr(report, name) for name in _COUNTS}
    facts |= {name: getattr(report, name) for name in _TEXTS if getattr(report, name)}
    if at:
        facts["at"] = at
    return BatchImported(facts, {"source": report.source})


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
    if envelope.kind != BatchImported.kind:
        raise KeyReused(key=envelope.key, seq=envelope.seq)
    return ImportReport(
        source=sealed_text(known.sealed, "source"),
        sha256=text(facts, "sha256"),
        encoding=text(facts, "encoding"),
        said={},
        profile=text(facts, "profile"),
        batch=envelope.batch or "",
        read=whole(facts, "read"),
        added=whole(facts, "added"),
        updated=whole(facts, "updated"),
        unchanged=whole(facts, "unchanged"),
        duplicate=whole(facts, "duplicate"),
        rejected=whole(facts, "rejected"),
        differing=whole(facts, "differing"),
        written=True,
        dry_run=False,
        problems=(),
        problem_count=0,
        kept_columns=(),
        first_number=text(facts, "first_number"),
        last_number=text(facts, "last_number"),
        rejects_path="",
        repeats=whole(facts, "repeats"),
        head=reader.head(),
        repeated=envelope.seq,
    )

"""The imports of a ledger 导入批次: a line for each, or one with all its counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ledgerctl.domain.text.dates import local_time
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Paragraph, Table
from ledgerctl.render.words.receipt import head_data
from ledgerctl.render.words.texts import figure, joined

if TYPE_CHECKING:
    from ledgerctl.application.imports.batches import Batch, Batches, BatchStory
    from ledgerctl.render.words.envelope import Json

#: Cases of one import that are named; the rest is counted.
_SHOWN = 20
#: Digits of a hash that a list shows.
_SHORT = 12


def document(result: Batches, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return one line per import, oldest first."""
    if not result.batches:
        return Document((Paragraph(_("Nothing was imported yet")),))
    columns = (
        Column(_("Batch"), whole=True),
        Column(_("File"), cut=True),
        Column("SHA-256"),
        Column(_("Read"), "right"),
        Column(_("Added"), "right"),
        Column(_("Updated"), "right"),
        Column(_("Rejected"), "right"),
        Column(_("When")),
        Column(_("Who")),
        Column(_("State")),
    )
    rows = tuple(_row(each, result.timezone) for each in result.batches)
    return Document((Table("", columns, rows),))


def _row(batch: Batch, timezone: str) -> tuple[str, ...]:
    counts = (batch.read, batch.added, batch.updated, batch.rejected)
    return (
        batch.name,
        batch.file,
        batch.sha256[:_SHORT],
        *(f"{count:,}" for count in counts),
        _local(batch.ended, timezone),
        batch.person,
        _state(batch),
    )


def _local(moment: str, timezone: str) -> str:
    return local_time(moment, timezone).replace("T", " ")


def _state(batch: Batch) -> str:
    if batch.undone:
        return _("taken back by event {seq}").format(seq=batch.undone)
    return _("stands") if batch.complete else _("broken off: run the import again")


def one(story: BatchStory, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return one import: the file, how it was read, every count, the first of its cases."""
    batch = story.batch
    pairs = [
        (_("File"), batch.file),
        (_("SHA-256 of the file"), batch.sha256),
        (_("Read as"), batch.format.upper()),
        (_("Profile"), batch.profile),
        (_("Who"), batch.person),
        (_("When"), _local(batch.begun, story.timezone)),
        (_("State"), _state(batch)),
        (_("Read"), f"{batch.read:,}"),
        (_("Added"), f"{batch.added:,}"),
        (_("Updated"), f"{batch.updated:,}"),
        (_("Unchanged"), f"{batch.unchanged:,}"),
        (_("Duplicate"), f"{batch.duplicate:,}"),
        (_("Rejected"), f"{batch.rejected:,}"),
        (_("Cases touched"), figure(len(story.numbers), language)),
    ]
    if batch.first:
        pairs.append((_("Numbers"), f"{batch.first} - {batch.last}"))
    named = joined(list(story.numbers[:_SHOWN]), language)
    rest = len(story.numbers) - _SHOWN
    more = _("... and {count} more").format(count=figure(rest, language)) if rest > 0 else ""
    title = Heading(batch.name, 1)
    return Document((title, KeyValues(tuple(pairs)), Paragraph(f"{named} {more}".strip())))


def data(result: Batches) -> dict[str, Json]:
    """Return the JSON data: every import with all its counts."""
    return {
        "imports": [record(batch) for batch in result.batches],
        "ledger": head_data(result.head),
    }


def record(batch: Batch) -> dict[str, Json]:
    """Return one import for JSON and CSV."""
    return {**asdict(batch), "undone": batch.undone or None}


def one_data(story: BatchStory) -> dict[str, Json]:
    """Return one import with the numbers of all cases that it touched."""
    return {**record(story.batch), "cases": list(story.numbers)}

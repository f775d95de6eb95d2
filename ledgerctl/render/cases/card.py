"""The card of one case 卡片: what is known now, then everything that happened, in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.codes.fields import EXTRA, FIELDS
from ledgerctl.i18n import _
from ledgerctl.render.cases import timeline
from ledgerctl.render.cases.custody import holders
from ledgerctl.render.cases.links import links_block, links_data
from ledgerctl.render.learning.naming import naming_block, naming_data
from ledgerctl.render.words.document import Document, Heading, KeyValues, Lines, Paragraph
from ledgerctl.render.words.receipt import row_data, rule_text
from ledgerctl.render.words.texts import (
    clauses,
    field_label,
    joined,
    label,
    sealed_text,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ledgerctl.application.ledger.looking import Card
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

__all__ = ["data", "document"]


def document(card: Card, *, language: str, encoding: str, reveal: bool = False) -> Document:
    """Return the card; personal data and texts are masked unless revealed 屏蔽."""
    complaint = card.complaint
    title = f"{complaint.number}  {label('status', complaint.status, language)}"
    blocks: list[Block] = [
        Heading(title, 1),
        KeyValues(tuple(_fields(card, language, reveal=reveal))),
    ]
    if card.earlier:
        cases = [
            f"{row.number} ({row.received_on}, {label('status', row.status, language)})"
            for row in card.earlier
        ]
        known = _("Other cases of this complainant: {cases}")
        blocks.append(Paragraph(known.format(cases=joined(cases, language))))
    blocks += links_block(complaint.links)
    blocks += naming_block(card.naming, language, card.names)
    blocks += holders(card.custody, encoding)
    if complaint.reversed:
        by = card.taken_back.reversal(card.history[0].envelope.seq, card.history[0].envelope.batch)
        gone = _("This case was taken back by event {seq}; its number is not used again")
        blocks.append(Paragraph(gone.format(seq=by)))
    blocks.append(Heading(_("Timeline")))
    for heading, lines in timeline.days(card, language=language, encoding=encoding, reveal=reveal):
        blocks += [Heading(heading, 3), Lines(tuple(lines))]
    return Document(tuple(blocks))


def _fields(card: Card, language: str, *, reveal: bool) -> Iterator[tuple[str, str]]:
    for name, field in FIELDS.items():
        text = _value(card, name, language, reveal=reveal)
        if text:
            yield field.label(language), text
    yield from _clock(card, language)
    if card.row.repeat_of:
        yield field_label("repeat_of", language), card.row.repeat_of
    yield from _extra(card, reveal=reveal).items()


def _value(card: Card, name: str, language: str, *, reveal: bool) -> str:
    complaint = card.complaint
    if FIELDS[name].sealed:
        return sealed_text(complaint.sealed, name, reveal=reveal, names=card.names)
    if name == "level":
        return label("level", complaint.level, language)
    if name == "handler":
        return complaint.handler
    facts = complaint.facts
    return shown(name, facts[name], language) if name in facts else ""


def _clock(card: Card, language: str) -> Iterator[tuple[str, str]]:
    complaint = card.complaint
    due_on = str(complaint.facts.get("due_on", ""))
    if due_on:
        rule = rule_text(str(complaint.facts.get("policy", "")))
        due = shown("due_on", due_on, language)
        yield field_label("due_on", language), clauses([due, rule] if rule else [due], language)
    if card.row.days is not None:
        yield field_label("days", language), str(card.row.days)
    if complaint.closed:
        yield (
            field_label("timeliness", language),
            label("timeliness", card.row.timeliness, language),
        )


def _extra(card: Card, *, reveal: bool) -> dict[str, str]:
    """Return the columns of an imported file that no field takes, masked like any text."""
    from ledgerctl.domain.complainants.masking import masked

    extra = card.complaint.sealed.get(EXTRA, {})
    if isinstance(extra, str):
        return {}
    return {
        name: text if reveal else masked(None, text, card.names)
        for name, text in extra.items()
        if text
    }


def data(card: Card, *, reveal: bool = False) -> dict[str, Json]:
    """Return the JSON data: number, status, row, facts, texts, other cases, what came of it, history."""
    complaint = card.complaint
    facts: Mapping[str, Json] = {
        name: value for name, value in complaint.facts.items() if name != "person"
    }
    texts: dict[str, Json] = {
        name: sealed_text(complaint.sealed, name, reveal=reveal, names=card.names)
        for name in FIELDS
        if name in complaint.sealed
    }
    return {
        "number": complaint.number,
        "status": complaint.status,
        "record": row_data(card.row),
        "facts": facts,
        "texts": texts,
        "extra": {**_extra(card, reveal=reveal)},
        "earlier": [row.number for row in card.earlier],
        "links": links_data(complaint.links),
        "naming": naming_data(card.naming, card.names),
        "custody": [each._asdict() for each in card.custody],
        "history": timeline.data(card, reveal=reveal),
        "revealed": reveal,
    }

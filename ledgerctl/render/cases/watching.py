"""The watch list 重点关注名单: pseudonyms, cases, what was asked, who knows; texts masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Paragraph, Table
from ledgerctl.render.words.texts import joined, sealed_text

if TYPE_CHECKING:
    from ledgerctl.application.cases.watching import WatchEntry, WatchList
    from ledgerctl.render.words.envelope import Json


def document(result: WatchList, *, language: str, encoding: str) -> Document:  # noqa: ARG001 - every face's signature
    """Return one line per complainant: those on the list first, then who complained repeatedly."""
    period = _("{first} to {last}; this look was recorded").format(
        first=result.first, last=result.last
    )
    if not result.entries:
        return Document((Paragraph(_("Nobody")), Paragraph(period)))
    columns = (
        Column(_("Complainant"), whole=True),
        Column(_("On the list since")),
        Column(_("Who knows")),
        Column(_("Their cases")),
        Column(_("What was asked"), cut=True),
    )
    rows = tuple(_row(entry, result, language) for entry in result.entries)
    return Document((Table("", columns, rows), Paragraph(period)))


def data(result: WatchList) -> dict[str, Json]:
    """Return the JSON data: the days, and each complainant with reason, cases and masked texts."""
    return {
        "from": result.first,
        "to": result.last,
        "complainants": [_entry(entry, result) for entry in result.entries],
    }


def _row(entry: WatchEntry, result: WatchList, language: str) -> tuple[str, ...]:
    watched = entry.watched
    return (
        entry.person,
        watched.since[:10] if watched is not None else "",
        joined(list(watched.told), language) if watched is not None else "",
        joined([row.number for row in entry.cases], language),
        joined(list(dict.fromkeys(_asked(row.number, result) for row in entry.cases)), language),
    )


def _entry(entry: WatchEntry, result: WatchList) -> Json:
    watched = entry.watched
    names = names_in(result.texts.get(row.number, {}) for row in entry.cases)
    return {
        "person": entry.person,
        "since": watched.since if watched is not None else None,
        "reason": masked(None, watched.reason, names) if watched is not None else None,
        "told": list(watched.told) if watched is not None else [],
        "cases": [
            {
                "number": row.number,
                "received_on": row.received_on,
                "status": row.status,
                "business": row.business,
                "asked": _asked(row.number, result),
            }
            for row in entry.cases
        ],
    }


def _asked(number: str, result: WatchList) -> str:
    sealed = result.texts.get(number, {})
    return sealed_text(sealed, "demand") or sealed_text(sealed, "summary")

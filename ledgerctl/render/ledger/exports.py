"""What came of an export 导出结果: the file, its rows, its hash, of which state of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.i18n import _
from ledgerctl.render.words.document import Document, KeyValues
from ledgerctl.render.words.receipt import head_data

if TYPE_CHECKING:
    from ledgerctl.application.exports.exporting import ExportReport
    from ledgerctl.render.words.envelope import Json


def document(
    result: ExportReport,
    *,
    language: str,  # noqa: ARG001 - every face's signature
    encoding: str,  # noqa: ARG001 - every face's signature
) -> Document:
    """Return the report as pairs."""
    beside = ((_("Beside it"), result.beside),) if result.beside else ()
    pairs = (
        (_("File"), result.path),
        *beside,
        (_("Rows written"), f"{result.rows:,}"),
        ("SHA-256", result.sha256),
        (_("Ledger"), result.head.short),
    )
    return Document((KeyValues(pairs),))


def talk(result: ExportReport) -> list[str]:
    """Return for stderr how much went out, and whether personal data stands open in it."""
    lines = [_("{rows} rows exported").format(rows=f"{result.rows:,}")]
    if result.revealed:
        said = _("Personal data stands unmasked; recorded as event {seq}")
        lines.append(said.format(seq=result.revealed))
    else:
        lines.append(_("Personal data is masked; --reveal REASON writes it out"))
    return lines


def data(result: ExportReport) -> dict[str, Json]:
    """Return the JSON data."""
    return {
        "what": result.what,
        "kind": result.kind,
        "path": result.path,
        "beside": result.beside or None,
        "rows": result.rows,
        "columns": list(result.columns),
        "sha256": result.sha256,
        "revealed": result.revealed or None,
        "ledger": head_data(result.head),
    }

"""Printing the receipt of a write command; light, because every write waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.cli.context import streams
from ledgerctl.render.words import receipt as face

if TYPE_CHECKING:
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.cli.context.context import Context
    from ledgerctl.render.words.envelope import Json


def show_receipt(context: Context, receipt: Receipt) -> None:
    """Write the record to stdout and the talk to stderr."""
    if context.face in {"json", "jsonl"}:
        from ledgerctl.render.words import envelope

        data = face.data(receipt)
        text = (
            envelope.success(context.command, data, encoding=streams.encoding())
            if context.face == "json"
            else envelope.lines([data], encoding=streams.encoding())
        )
        streams.data(text)
        return
    if context.face in {"csv", "md", "plain"}:
        from ledgerctl.cli.context.present import show

        document = face.document(receipt, language=context.language, encoding=streams.encoding())
        show(context, document, face.data(receipt), records=[_record(receipt)])
        return
    for line in face.lines(receipt, context.language, encoding=streams.encoding()):
        streams.data(line)
    for line in face.talk(receipt, context.language, encoding=streams.encoding()):
        streams.talk(line)


def _record(receipt: Receipt) -> dict[str, Json]:
    """Return the record and its event, flat, for ``csv``."""
    row = face.row_data(receipt.row) if receipt.row is not None else {}
    return {
        "action": receipt.action,
        "number": receipt.number,
        "seq": receipt.seq,
        "hash": receipt.event_hash,
        "repeated": receipt.repeated,
        "dry_run": receipt.dry_run,
        **row,
    }

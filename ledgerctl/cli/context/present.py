"""Showing a result in the face that was asked for: data on stdout, talk on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.cli.context.context import Context
    from ledgerctl.render.words.document import Document
    from ledgerctl.render.words.envelope import Json


def show(
    context: Context,
    document: Document,
    data: Mapping[str, Json],
    *,
    records: Sequence[Mapping[str, Json]] | None = None,
    messages: Sequence[str] = (),
) -> None:
    """Write a result; ``records`` are its rows for ``jsonl`` and ``csv``, the whole data otherwise."""
    encoding = streams.encoding()
    if context.face == "json":
        from ledgerctl.render.words import envelope

        streams.data(envelope.success(context.command, data, messages, encoding=encoding))
    elif context.face == "jsonl":
        from ledgerctl.render.words import envelope

        streams.data(envelope.lines(records if records is not None else [data], encoding=encoding))
    elif context.face == "csv" and records is not None:
        from ledgerctl.render.faces import csvtext

        streams.data(csvtext.records(records))
    else:
        from ledgerctl.render.faces import faces

        text = faces.text_of(
            document,
            context.face,
            width=streams.width(),
            colour=streams.coloured(context.color),
            encoding=encoding,
        )
        # A table pads its last column too; a pipe or a mail needs no spaces there.
        streams.data("\n".join([line.rstrip() for line in text.split("\n")]))
    if context.face != "json":
        for message in messages:
            streams.talk(message)

"""Showing a result in the face that was asked for: data on stdout, talk on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ledgerctl.cli.context import streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ledgerctl.cli.context.context import Context
    from ledgerctl.render.words.document import Document
    from ledgerctl.render.words.envelope import Json

Made = TypeVar("Made")
#: What is shown, or what makes it: of a large result only the form that is asked for is made.
Shown: TypeAlias = "Made | Callable[[], Made]"


def show(
    context: Context,
    document: Shown[Document],
    data: Shown[Mapping[str, Json]],
    *,
    records: Shown[Iterable[Mapping[str, Json]]] | None = None,
    messages: Sequence[str] = (),
) -> None:
    """Write a result; ``records`` are its rows for ``jsonl`` and ``csv``, the whole data otherwise."""
    encoding = streams.encoding()
    if context.face == "json":
        from ledgerctl.render.words import envelope

        streams.data(envelope.success(context.command, _made(data), messages, encoding=encoding))
    elif context.face == "jsonl":
        from ledgerctl.render.words import envelope

        lines = [_made(data)] if records is None else _made(records)
        streams.data(envelope.lines(lines, encoding=encoding))
    elif context.face == "csv" and records is not None:
        from ledgerctl.render.faces import csvtext

        streams.data(csvtext.records(_made(records)))
    else:
        from ledgerctl.render.faces import faces

        text = faces.text_of(
            _made(document),
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


def _made(shown: Shown[Made]) -> Made:
    return shown() if callable(shown) else shown

"""The faces of a document by the name that ``--format`` takes; JSON has its own module."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ledgerctl.render.words.document import Document

#: Every name that ``--format`` accepts.
FORMATS = ("table", "plain", "json", "jsonl", "csv", "md")


def text_of(
    document: Document,
    face: str,
    *,
    width: int | None = None,
    colour: bool = False,
    encoding: str = "utf-8",
) -> str:
    """Return a document as ``table``, ``plain``, ``csv`` or ``md``.

    Args:
        document: what to show.
        face: the name of the face.
        width: columns of the terminal; None for a pipe. Only ``table`` looks at it.
        colour: whether to write colours. Only ``table`` looks at it.
        encoding: of the stream; CSV is UTF-8 whatever it is.

    Raises:
        ValueError: no such face.
    """
    if face == "plain":
        from ledgerctl.render.faces import plain

        return plain.render(document, encoding=encoding)
    if face == "md":
        from ledgerctl.render.faces import markdown

        return markdown.render(document, encoding=encoding)
    if face == "csv":
        from ledgerctl.render.faces import csvtext

        return csvtext.render(document)
    if face == "table":
        from ledgerctl.render.faces import terminal

        return terminal.render(document, width=width, colour=colour, encoding=encoding)
    message = f"no such face: {face}"
    raise ValueError(message)

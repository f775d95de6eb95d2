"""Texts from files and standard input, for values that do not belong on a command line."""

from __future__ import annotations

from ledgerctl.domain.text.privacy import check_text
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import BadEncoding, CannotRead
from ledgerctl.errors.usage import BadJson, HostileText


def read_text(path: str) -> str:
    """Return the text of a UTF-8 file, ``-`` for standard input, without the last line end.

    Raises:
        NoSuchFile, CannotRead, BadEncoding.
    """
    if path == "-":
        from ledgerctl.cli.context.context import read_stdin

        return read_stdin().rstrip("\r\n")
    try:
        with open(path, "rb") as stream:  # noqa: PTH123 - a name as typed
            content = stream.read()
    except FileNotFoundError:
        raise NoSuchFile(path=path) from None
    except OSError as error:
        raise CannotRead(path=path, problem=error.strerror or "") from None
    try:
        return content.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise BadEncoding(path=path, encoding="UTF-8", offset=error.start) from None


def words_or_stdin(text: str) -> str:
    """Return a text as typed, from ``@FILE``, or from standard input for ``-``.

    Raises:
        HostileText: it holds a control character; NoSuchFile, CannotRead, BadEncoding.
    """
    if text.startswith("@@"):
        return text[1:]
    if text != "-" and not text.startswith("@"):
        return text
    found = read_text(text.removeprefix("@"))
    forbidden = check_text(found)
    if forbidden is not None:
        raise HostileText(field=text, character=forbidden)
    return found


def read_case(path: str) -> dict[str, str]:
    """Return the fields of one JSON object as texts by field name.

    Raises:
        BadJson: it is not one flat object; NoSuchFile, CannotRead, BadEncoding.
    """
    import json

    try:
        found = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise BadJson(problem=f"line {getattr(error, 'lineno', 1)}") from None
    if not isinstance(found, dict):
        raise BadJson(problem=type(found).__name__)
    return {name: _as_text(name, value) for name, value in found.items() if value is not None}


def _as_text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    raise BadJson(problem=name)

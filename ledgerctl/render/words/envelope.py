"""The JSON contract: one versioned envelope for every command, and one record a line for lists.

Keys keep their order, Decimals are texts, days are ISO texts, unknown values are null or empty.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, TypeAlias

from ledgerctl.domain.text.privacy import visible
from ledgerctl.render.words.texts import fits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SCHEMA_VERSION = 1

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"


def success(
    command: str,
    data: Mapping[str, Json],
    messages: Sequence[str] = (),
    *,
    encoding: str = "utf-8",
) -> str:
    """Return what a command that worked writes: version, command, data, messages."""
    return _document({"command": command, "data": data, "messages": list(messages)}, encoding)


def failure(command: str, error: Mapping[str, Json], *, encoding: str = "utf-8") -> str:
    """Return what a refused command writes: version, command, error."""
    return _document({"command": command, "error": error}, encoding)


def lines(records: Iterable[Mapping[str, Json]], *, encoding: str = "utf-8") -> str:
    """Return one JSON object a line (JSON Lines)."""
    return "".join([f"{_encoded(record, None, encoding)}\n" for record in records])


def _document(parts: Mapping[str, Json], encoding: str) -> str:
    return f"{_encoded({'schema_version': SCHEMA_VERSION, **parts}, 2, encoding)}\n"


def _encoded(value: Mapping[str, Json], indent: int | None, encoding: str) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not fits(text, encoding):
        return json.dumps(value, indent=indent)
    return "\n".join([line if line.isprintable() else _harmless(line) for line in text.split("\n")])


def _harmless(line: str) -> str:
    """Write hostile characters as JSON escapes: the value stays the same, the terminal safe."""
    return re.sub("[^ -~]", _harmless_character, line)


def _harmless_character(hit: re.Match[str]) -> str:
    return hit[0] if visible(hit[0]) == hit[0] else json.dumps(hit[0])[1:-1]

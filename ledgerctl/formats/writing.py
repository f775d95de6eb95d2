"""Writing rows as text: CSV that no spreadsheet runs, JSON, JSON lines; streamed, nothing cut."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

from ledgerctl.domain.text.formulas import guard
from ledgerctl.formats.cells import headings, plain, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from ledgerctl.domain.reports.register_columns import Column, Value


def write_csv(
    stream: TextIO,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    language: str,
    show: Callable[[str], str] = str,
    *,
    disarm: Callable[[str], str] = guard,
) -> int:
    """Write a table with its headings and return how many rows it has.

    Args:
        stream: opened with ``newline=""``.
        columns: what the values are.
        rows: typed values, one row a case.
        language: of headings and labels; the empty text writes names and keys.
        show: makes a text harmless where a terminal reads along.
        disarm: keeps a spreadsheet from running a cell; ``str`` leaves it as it is.
    """
    write = stream.write
    write(line_of(headings(columns, language)))
    cells = [_cell(column, language, show, disarm) for column in columns]
    alone = len(cells) == 1
    count = 0
    for row in rows:
        found = [
            cell(value) if value is not None else "" for cell, value in zip(cells, row, strict=True)
        ]
        # An empty line would be no row at all
        write('""\r\n' if alone and not found[0] else f"{','.join(found)}\r\n")
        count += 1
    return count


def line_of(cells: Iterable[str]) -> str:
    """Return one line of CSV: quoted where it must be, ended by CRLF as RFC 4180 has it."""
    return ",".join(map(_quoted, cells)) + "\r\n"


def _quoted(text: str) -> str:
    # Written out because it is asked of every cell: docs/performance.md
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def _plain_cell(value: Value) -> str:
    # What `cell` below does to a text: for most cells of a register, in a third of the time
    text = str(value)
    if not text[:1].isalnum():
        text = guard(text)
    if '"' in text:
        return '"' + text.replace('"', '""') + '"'
    return f'"{text}"' if "," in text or "\n" in text or "\r" in text else text


def _cell(
    column: Column, language: str, show: Callable[[str], str], disarm: Callable[[str], str]
) -> Callable[[Value], str]:
    """Return what writes the values of a column: as text, harmless, quoted."""
    write = text_of(column, language)

    def cell(value: Value) -> str:
        return _quoted(disarm(show(write(value))))

    if write is str and show is str and disarm is guard:
        return _plain_cell

    # The few values of a list, and days, are worth remembering
    return cache(cell) if column.kind in {"code", "day", "moment", "flag", "count"} else cell


def write_jsonl(stream: TextIO, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write one object a line under the stable names; what is unknown is null."""
    count = 0
    for row in rows:
        stream.write(_object(columns, row))
        stream.write("\n")
        count += 1
    return count


def write_json(stream: TextIO, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> int:
    """Write one array of objects, one a line."""
    count = 0
    stream.write("[")
    for row in rows:
        stream.write(",\n" if count else "\n")
        stream.write(_object(columns, row))
        count += 1
    stream.write("\n]\n" if count else "]\n")
    return count


def _object(columns: Sequence[Column], row: Sequence[Value]) -> str:
    found = {column.name: plain(column, value) for column, value in zip(columns, row, strict=True)}
    # Line ends in no other sense than JSON's: U+2028 would break a line in some readers
    text = json.dumps(found, ensure_ascii=False)
    return text if text.isprintable() else _escaped(text)


def _escaped(text: str) -> str:
    return "".join(char if char.isprintable() else json.dumps(char)[1:-1] for char in text)

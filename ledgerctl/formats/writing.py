"""Writing rows as text: CSV that no spreadsheet runs, JSON, JSON lines; streamed, nothing cut."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from ledgerctl.domain.formulas import guard
from ledgerctl.formats.cells import headings, plain, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TextIO

    from ledgerctl.domain.register_columns import Column, Value


def write_csv(
    stream: TextIO,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
    language: str,
    show: Callable[[str], str] = str,
) -> int:
    """Write a table with its headings and return how many rows it has.

    Args:
        stream: opened with ``newline=""``.
        columns: what the values are.
        rows: typed values, one row a case.
        language: of headings and labels; the empty text writes names and keys.
        show: makes a text harmless where a terminal reads along.
    """
    # CRLF as RFC 4180 has it; a lone CR inside a cell is quoted too
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(headings(columns, language))
    to_texts = texts(columns, language)
    count = 0
    for row in rows:
        writer.writerow([guard(show(text)) for text in to_texts(row)])
        count += 1
    return count


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

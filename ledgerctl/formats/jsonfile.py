"""Tables in JSON: a list of objects, an object a line, the hits of a search, Socrata's columns and data.

Numbers stay as they are written, so that no digit is lost; objects inside a record become columns such
as ``place/city``.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.tables import DamagedFile, NoRecords, OverLimit
from ledgerctl.formats.faults import CutRecord, Detail, NotARecord
from ledgerctl.formats.table import (
    COLUMN_LIMIT,
    RECORD_LIMIT,
    Choices,
    check_headings,
    misshapen,
    nothing_below,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgerctl.formats.table import Record

    #: The place of a record, what stands there, and its raw text where it is no JSON.
    Found: TypeAlias = "tuple[int, object, str]"

#: Characters of a document that is read as a whole; JSON lines have no such limit.
DOCUMENT_LIMIT: Final = 16 << 20
_KIND = "JSON"
_NAMES = Detail.of(N_("the names of its records"))
#: Endings of names that say: one object a line, be it a single one.
_LINES = (".jsonl", ".ndjson")


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


class _Doubled(dict[str, object]):
    """An object in which a name stands twice."""


class _Unreadable(Exception):
    """A text that is no JSON, and why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


class JsonTable:
    """Records in JSON being read; see ``Table``.

    The place of a record is its line in JSON lines; in a document it is its number, counted from 1.
    A line may also be a page of a search, with several records.

    Args:
        stream: the bytes, from the beginning; it stays open.
        path: the name for messages.
        encoding: a codec's name; decoding is strict.
        choices: nothing that was said about other kinds of files fits.

    Raises:
        NoRecords, DamagedFile, OverLimit: there are no records to be read.
        DuplicateHeading, BadTable: their names cannot be headings.
    """

    def __init__(self, stream: BinaryIO, *, path: str, encoding: str, choices: Choices) -> None:
        choices.refuse(path, _KIND, "delimiter", "sheet", "header_row")
        self._path = path
        self._encoding = encoding
        self._text = io.TextIOWrapper(stream, encoding, errors="strict", newline="")
        self._columns: list[str] | None = None
        self._document: list[object] | None = None
        try:
            self._is_lines = self._begins_with_lines()
            if not self._is_lines:
                self._document = self._records_of(self._whole())
            self._names = self._all_names()
            self.header, self.named = check_headings(self._names, path, _NAMES)
        except LedgerError:
            # A wrapper that is thrown away closes the stream, which belongs to the caller
            self.detach()
            raise

    @property
    def said(self) -> Mapping[str, str]:
        """What was chosen in order to read it."""
        kind = "jsonl" if self._is_lines else "json"
        return {"format": kind, "encoding": self._encoding}

    def detach(self) -> None:
        """Let go of the stream without closing it."""
        if not self._text.closed:
            self._text.detach()

    def records(self) -> Iterator[Record]:
        """Yield every record in order; what is wrong with one is its fault.

        Raises:
            OverLimit: a line is larger than any record.
        """
        width = len(self.header)
        places = {name: index for index, name in enumerate(self._names)}
        is_empty = True
        for place, value, raw in self._found():
            is_empty = False
            if raw:
                yield place, [raw.rstrip("\r\n")], _no_json(raw)
                continue
            if self._columns is not None:
                yield place, *self._row(value)
                continue
            flat = _flat(value)
            if isinstance(flat, LedgerError):
                yield place, [_text(value)], flat
                continue
            cells = [""] * width
            for name, text in flat.items():
                cells[places[name]] = text
            yield place, cells, misshapen(cells, self.named, width)
        if is_empty:
            raise nothing_below(self._path)

    def _row(self, value: object) -> tuple[list[str], LedgerError | None]:
        if not isinstance(value, list):
            return [_text(value)], NotARecord(problem=N_("the record is no list"))
        cells = [_text(each) for each in value]
        return cells, misshapen(cells, self.named, len(self.header))

    def _lines(self) -> Iterator[tuple[int, str]]:
        self._text.seek(0)
        number = 0
        while line := self._text.readline(RECORD_LIMIT):
            number += 1
            if len(line) >= RECORD_LIMIT:
                raise OverLimit(path=self._path, what=N_("a line"), limit=f"{RECORD_LIMIT:,}")
            line = line.removeprefix("\ufeff")
            if not line.isspace():
                yield number, line

    def _begins_with_lines(self) -> bool:
        """Whether the first line is an object of its own, and another follows or the name says so."""
        self._text.seek(0)
        line = self._text.readline(RECORD_LIMIT)
        while line.isspace():
            line = self._text.readline(RECORD_LIMIT)
        try:
            first = _decoded(line.removeprefix("\ufeff"))
        except _Unreadable:
            return False
        if not isinstance(first, dict):
            return False
        rest = self._text.readline(RECORD_LIMIT)
        while rest.isspace():
            rest = self._text.readline(RECORD_LIMIT)
        is_whole = _hits(first) is not None or None not in _socrata(first)
        return bool(rest) or (self._path.lower().endswith(_LINES) and not is_whole)

    def _whole(self) -> object:
        self._text.seek(0)
        text = self._text.read(DOCUMENT_LIMIT + 1).removeprefix("\ufeff")
        if len(text) > DOCUMENT_LIMIT:
            what = N_("a JSON document that is not written in lines")
            raise OverLimit(path=self._path, what=what, limit=f"{DOCUMENT_LIMIT:,}")
        try:
            return _decoded(text)
        except _Unreadable as error:
            raise DamagedFile(path=self._path, kind=_KIND, problem=error.problem) from None

    def _records_of(self, whole: object) -> list[object]:
        """Return the records of a document, and keep the columns of one that names them apart."""
        if isinstance(whole, list):
            return whole
        if not isinstance(whole, dict):
            raise NoRecords(path=self._path, problem=N_("it is a single value"))
        hits = _hits(whole)
        if hits is not None:
            return hits
        columns, data = _socrata(whole)
        if columns is not None and data is not None:
            self._columns = columns
            return data
        lists = [
            value
            for value in whole.values()
            if isinstance(value, list) and value and all(isinstance(each, dict) for each in value)
        ]
        if len(lists) == 1:
            return lists[0]
        if lists or any(isinstance(value, dict | list) for value in whole.values()):
            raise NoRecords(
                path=self._path, problem=N_("it holds no list, or several lists, of records")
            )
        return [whole]

    def _found(self) -> Iterator[Found]:
        if self._document is not None:
            for place, value in enumerate(self._document, 1):
                yield place, _unwrapped(value), ""
            return
        for number, line in self._lines():
            try:
                value = _decoded(line)
            except _Unreadable:
                yield number, None, line
                continue
            page = _hits(value)
            for each in [value] if page is None else page:
                yield number, _unwrapped(each), ""

    def _all_names(self) -> list[str]:
        """Return the names of all records, in the order in which they first occur."""
        if self._columns is not None:
            return self._columns
        names: dict[str, None] = {}
        for _, value, _ in self._found():
            flat = _flat(value)
            if not isinstance(flat, LedgerError):
                names.update(dict.fromkeys(flat))
            if len(names) > COLUMN_LIMIT:
                break
        if not names:
            raise NoRecords(path=self._path, problem=N_("it holds no records"))
        return list(names)


def _hits(value: object) -> list[object] | None:
    """Return the records that a search found, None for what is no answer of a search."""
    hits = value.get("hits") if isinstance(value, dict) else None
    found = hits.get("hits") if isinstance(hits, dict) else None
    return found if isinstance(found, list) else None


def _socrata(whole: dict[str, object]) -> tuple[list[str] | None, list[object] | None]:
    """Return the names of the columns and the rows of a Socrata download, None for what is not there."""
    columns, data = whole.get("columns"), whole.get("data")
    meta = whole.get("meta")
    if columns is None and isinstance(meta, dict) and isinstance(meta.get("view"), dict):
        columns = meta["view"].get("columns")
    if not isinstance(columns, list) or not isinstance(data, list):
        return None, None
    names = [each.get("name") if isinstance(each, dict) else each for each in columns]
    if not all(isinstance(name, str) for name in names):
        return None, None
    return [str(name) for name in names], data


def _decoded(text: str) -> object:
    """Return what JSON text says, numbers as they are written.

    Raises:
        _Unreadable: it is no JSON, or nested too deeply; the problem says which.
    """
    try:
        return json.loads(
            text,
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=_refuse,
            object_pairs_hook=_object,
        )
    except json.JSONDecodeError as error:
        template = N_("line {line}, character {column} is not as JSON demands")
        problem = Detail.of(template, line=error.lineno, column=error.colno)
        raise _Unreadable(problem) from None
    except RecursionError:
        raise _Unreadable(N_("it is nested too deeply")) from None


def _refuse(name: str) -> object:
    raise _Unreadable(Detail.of(N_("JSON knows no value {name}"), name=name))


def _object(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    listed = list(pairs)
    found = dict(listed)
    return found if len(found) == len(listed) else _Doubled(found)


def _unwrapped(value: object) -> object:
    """Take off the envelope that a search puts around a record."""
    source = value.get("_source") if isinstance(value, dict) else None
    return source if isinstance(source, dict) else value


def _flat(value: object) -> dict[str, str] | NotARecord:
    """Return the texts of a record by the names of its columns, or what is wrong with it."""
    if not isinstance(value, dict):
        return NotARecord(problem=N_("the record is no object"))
    found: dict[str, str] = {}
    stack: list[tuple[str, object]] = [("", value)]
    while stack:
        name, each = stack.pop()
        if isinstance(each, _Doubled):
            return NotARecord(problem=N_("a name stands twice in the record"))
        if isinstance(each, dict) and each:
            prefix = f"{name}/" if name else ""
            stack.extend((prefix + key, inner) for key, inner in reversed(each.items()))
        elif name in found:
            template = N_("the name {name} stands twice in the record")
            return NotARecord(problem=Detail.of(template, name=name))
        elif each is not value:
            found[name] = _text(each)
    return found


def _text(value: object) -> str:
    """Return a value as the text of a cell: lists of plain texts joined by ``; ``, else as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(
        isinstance(each, str) and not isinstance(each, _Number) and ";" not in each
        for each in value
    ):
        return "; ".join(value)
    return _written(value)


def _written(value: object) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        parts = (f"{_written(name)}: {_written(each)}" for name, each in value.items())
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _no_json(line: str) -> LedgerError:
    if not line.endswith(("\n", "\r")):
        return CutRecord(problem=N_("the last record is cut: it is no whole JSON object"))
    return NotARecord(problem=N_("the line is no JSON"))

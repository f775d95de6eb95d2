"""What the markup of a workbook says and the spreadsheet library leaves out.

The library gives an empty text for a cell that holds an error and for a formula whose value was never
computed; both would be lost in silence. It also drops the zeros that a number format such as ``0000``
puts before a number, which branches use for identifiers. The markup (ECMA-376 for XLSX, ISO/IEC 26300
for ODS) is read as a stream; a document type, which could declare entities, is refused.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final, TypeVar
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from zipfile import ZipFile

_CHUNK = 1 << 20
#: What the bytes of a sheet hold if a cell of it may be an error or a formula.
#: A pattern each, and each with its own letters first: so bytes are passed over at full speed.
_MARKS = tuple(map(re.compile, (rb"<f[ />]", rb":f[ />]", rb"t=[\"']e[\"']")))
_ZEROS = re.compile(r"0{2,}")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]+)")

#: Kinds of what is found in a cell.
ERROR: Final = "error"
UNCOMPUTED: Final = "uncomputed"
COVERED: Final = "covered"

_CELLS = frozenset({"table-cell", "covered-table-cell"})
_SPACES = {"s": " ", "tab": "\t", "line-break": "\n"}
_MOST_REPEATED = 1_000

Noted = TypeVar("Noted")


class Forbidden(Exception):
    """The markup declares a document type."""


@dataclass(slots=True)
class Findings:
    """What is special about cells, by row and column from 0.

    ``faults`` holds a kind and the text shown, ``zeros`` the digits that a number format fills up to,
    ``texts`` the whole text where the library drops a part of it (tabs and line breaks of ODS).
    """

    faults: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    zeros: dict[tuple[int, int], int] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)


def look_into_xlsx(archive: ZipFile, sheet: str) -> Findings:
    """Return the findings in a sheet of an XLSX workbook, and read it to its end.

    Raises:
        Forbidden: a document type is declared.
        KeyError: the sheet's part is not there.
        xml.parsers.expat.ExpatError: it is no XML.
    """
    name = _part_of(archive, sheet)
    padded = _padded_styles(archive)
    found = Findings()
    if padded or _has_marks(archive, name):
        _Cells(found, padded).read(archive, name)
    return found


def look_into_ods(archive: ZipFile, sheet: str) -> Findings:
    """Return the findings in a sheet of an ODS workbook.

    Raises:
        Forbidden: a document type is declared.
        KeyError: there is no content.
        xml.parsers.expat.ExpatError: it is no XML.
    """
    found = Findings()
    _Grid(found, sheet).read(archive)
    return found


def _parse(
    archive: ZipFile,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read one part with handlers that get names without their namespaces."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, values: start(_local(tag), _by_local_names(values))
    if end is not None:
        parser.EndElementHandler = lambda tag: end(_local(tag))
    if text is not None:
        parser.CharacterDataHandler = text
    _read_part(parser, archive, name)


def _read_part(parser: expat.XMLParserType, archive: ZipFile, name: str) -> None:
    def forbid(*_declaration: object) -> None:
        raise Forbidden

    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = forbid
    with archive.open(name) as stream:
        try:
            parser.ParseFile(stream)
        except (LookupError, ValueError) as error:
            # The encoding that it declares is unknown, or one that expat cannot read
            raise expat.ExpatError(str(error)) from None


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _by_local_names(values: dict[str, str]) -> dict[str, str]:
    """Return attributes by their names without namespaces."""
    named: dict[str, str] = {}
    for key, value in values.items():
        name = _local(key)
        # Of an error in ODS office:value-type says `string` and calcext:value-type `error`, in either order
        if named.get(name) != ERROR:
            named[name] = value
    return named


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    tail = b""
    while chunk := stream.read(_CHUNK):
        yield tail + chunk
        tail = chunk[-8:]


def _has_marks(archive: ZipFile, name: str) -> bool:
    has_marks = False
    with archive.open(name) as stream:
        for chunk in _chunks(stream):
            if b"<!DOCTYPE" in chunk:
                raise Forbidden
            has_marks = has_marks or any(mark.search(chunk) for mark in _MARKS)
    return has_marks


def _part_of(archive: ZipFile, sheet: str) -> str:
    """Return the name of the part that holds a sheet."""
    targets: dict[str, str] = {}

    def relation(tag: str, values: dict[str, str]) -> None:
        if tag == "Relationship":
            targets[values.get("Id", "")] = values.get("Target", "")

    names: dict[str, str] = {}

    def declared(tag: str, values: dict[str, str]) -> None:
        if tag == "sheet":
            names[values.get("name", "")] = values.get("id", "")

    parts = {name.casefold(): name for name in archive.namelist()}
    _parse(archive, parts["xl/_rels/workbook.xml.rels"], relation)
    _parse(archive, parts["xl/workbook.xml"], declared)
    target = targets[names[sheet]]
    path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return parts[posixpath.normpath(path).casefold()]


def _padded_styles(archive: ZipFile) -> dict[str, int]:
    """Return the styles of cells whose number format is zeros only, with how many."""
    parts = {name.casefold(): name for name in archive.namelist()}
    name = parts.get("xl/styles.xml")
    formats: dict[str, int] = {}
    padded: dict[str, int] = {}
    state = {"cells": False, "count": 0}

    def start(tag: str, values: dict[str, str]) -> None:
        if tag == "numFmt" and _ZEROS.fullmatch(values.get("formatCode", "")):
            formats[values.get("numFmtId", "")] = len(values["formatCode"])
        elif tag == "cellXfs":
            state["cells"] = True
        elif tag == "xf" and state["cells"]:
            digits = formats.get(values.get("numFmtId", ""))
            if digits is not None:
                padded[str(state["count"])] = digits
            state["count"] += 1

    def end(tag: str) -> None:
        if tag == "cellXfs":
            state["cells"] = False

    if name is not None:
        _parse(archive, name, start, end)
    return padded


class _Cells:
    """Reads the cells of an XLSX sheet for what is special about them.

    A sheet has millions of elements: one handler hears of all of them, the others only of what is in a
    cell that may be special.
    """

    def __init__(self, found: Findings, padded: dict[str, int]) -> None:
        self._found = found
        self._padded = padded
        self._row = -1
        # The last cell of the row that says where it stands, and how many follow it that do not
        self._anchor = ""
        self._behind = -1
        self._values: dict[str, str] = {}
        self._parser = expat.ParserCreate()
        self._is_watched = self._has_formula = self._has_value = False
        self._text = ""

    def read(self, archive: ZipFile, name: str) -> None:
        self._parser.StartElementHandler = self._start
        _read_part(self._parser, archive, name)

    def _start(self, tag: str, values: dict[str, str]) -> None:
        if ":" in tag:
            tag = _local(tag)
        if tag == "c":
            self._values = values
            self._has_value = False
            reference = values.get("r")
            if reference is None:
                self._behind += 1
            else:
                self._anchor, self._behind = reference, 0
            kind, style = values.get("t", "n"), values.get("s")
            if kind == "e" or (kind == "n" and style in self._padded):
                self._watch()
        elif tag == "f":
            self._watch()
            self._has_formula = True
        elif tag == "v":
            self._has_value = True
            if self._is_watched:
                self._parser.CharacterDataHandler = self._said
        elif tag == "row":
            number = values.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._anchor, self._behind = "", -1

    def _watch(self) -> None:
        if not self._is_watched:
            self._is_watched, self._has_formula, self._text = True, False, ""
            self._parser.EndElementHandler = self._end

    def _said(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        tag = _local(tag)
        if tag == "v":
            self._parser.CharacterDataHandler = None
        elif tag == "c":
            self._parser.EndElementHandler = None
            self._is_watched = False
            self._judge()

    def _place(self) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(self._anchor)
        if match is None:
            return self._row, self._behind
        column = 0
        for letter in match[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        return int(match[2]) - 1, column - 1 + self._behind

    def _judge(self) -> None:
        place = self._place()
        kind = self._values.get("t", "n")
        if kind == "e":
            self._found.faults[place] = ERROR, self._text
        elif self._has_formula and not self._text and not (kind == "str" and self._has_value):
            self._found.faults[place] = UNCOMPUTED, ""
        elif kind == "n" and self._values.get("s") in self._padded:
            self._found.zeros[place] = self._padded[self._values["s"]]


class _Grid:
    """Reads the cells of an ODS sheet for what is special about them."""

    def __init__(self, found: Findings, sheet: str) -> None:
        self._found = found
        self._sheet = sheet
        self._is_here = False
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._values: dict[str, str] = {}
        self._in_note = False
        self._text = ""
        self._is_special = False

    def read(self, archive: ZipFile) -> None:
        _parse(archive, "content.xml", self._start, self._end, self._said)

    def _start(self, tag: str, values: dict[str, str]) -> None:
        if tag == "table":
            self._is_here = values.get("name") == self._sheet
            self._row = 0
        elif tag == "table-row":
            self._rows = _count(values, "number-rows-repeated")
            self._column = 0
        elif tag in _CELLS:
            self._columns = _count(values, "number-columns-repeated")
            self._values = values
            self._text = ""
            self._is_special = False
        elif tag == "annotation":
            self._in_note = True
        elif tag == "p":
            self._said("\n" if self._text else "")
        elif tag in _SPACES:
            self._is_special = self._is_special or tag != "s"
            self._said(_SPACES[tag] * _count(values, "c"))

    def _said(self, text: str) -> None:
        if not self._in_note:
            self._text += text

    def _end(self, tag: str) -> None:
        if tag == "table":
            self._is_here = False
        elif tag == "table-row":
            self._row += self._rows
        elif tag == "annotation":
            self._in_note = False
        elif tag in _CELLS:
            if self._is_here:
                self._judge()
            self._column += self._columns

    def _judge(self) -> None:
        kind = self._values.get("value-type")
        self._note_covered()
        if kind == "error" or self._text.startswith("Err:"):
            self._note(self._found.faults, (ERROR, self._text))
        elif "formula" in self._values and kind is None and not self._text:
            self._note(self._found.faults, (UNCOMPUTED, ""))
        elif self._is_special and kind == "string":
            self._note(self._found.texts, self._text)

    def _note_covered(self) -> None:
        last = min(_count(self._values, "number-rows-spanned"), _MOST_REPEATED)
        width = min(_count(self._values, "number-columns-spanned"), _MOST_REPEATED)
        for row in range(self._row + 1, self._row + last):
            for column in range(self._column, self._column + width):
                self._found.faults[row, column] = COVERED, ""

    def _note(self, found: dict[tuple[int, int], Noted], what: Noted) -> None:
        # What is repeated to the edge of the sheet is no table's; its first cells tell enough
        for row in range(self._row, self._row + min(self._rows, _MOST_REPEATED)):
            for column in range(self._column, self._column + min(self._columns, _MOST_REPEATED)):
                found[row, column] = what


def _count(values: dict[str, str], name: str) -> int:
    number = values.get(name, "1")
    return int(number) if number.isdecimal() else 1

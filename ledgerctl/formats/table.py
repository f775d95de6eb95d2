"""What every reader of tables gives: headings at once, records once, faults named, choices said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol, TypeAlias
from unicodedata import normalize

from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.imports import SameHeading
from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import DuplicateHeading, NotForThisFile, OverLimit
from ledgerctl.formats.faults import CutRecord, Detail, RaggedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Characters of one cell, and of one record with its line ends.
FIELD_LIMIT: Final = 1 << 20
RECORD_LIMIT: Final = 4 << 20
#: Bytes that a table may have which is not read where it lies: unpacked, or through a pipe.
TABLE_LIMIT: Final = 4 << 30
#: Columns of one table; the widest spreadsheets have as many.
COLUMN_LIMIT: Final = 16_384

#: What stands behind the last cell of a rejected row whose cells alone do not show what is wrong with it.
UNREPAIRED: Final = "…"

#: One row: the line or row on which it begins as an editor or spreadsheet counts it, its cells as
#: text, and what is wrong with it. The cells of a row whose quotation marks are broken are its raw
#: text, as one cell.
Record: TypeAlias = "tuple[int, list[str], LedgerError | None]"


class Choices(NamedTuple):
    """What a person said about how to read a file; None leaves it to the file.

    ``header_row`` counts from 1 as the spreadsheet or editor does.
    """

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None
    header_row: int | None = None

    def refuse(self, path: str, kind: str, *names: str) -> None:
        """Refuse choices that a kind of file has no use for.

        Raises:
            NotForThisFile: one of ``names`` was given.
        """
        for name in names:
            value = getattr(self, name)
            if value is not None:
                option = "--" + name.replace("_", "-")
                raise NotForThisFile(option=option, value=str(value), path=path, kind=kind)


#: Nothing was said.
UNSAID: Final = Choices()


class Table(Protocol):
    """A table being read.

    ``header`` are the headings as they stand, ``named`` how many there are before the blank ones of
    trailing separators; ``said`` tells what was chosen, by the words of ``--json``: ``format``,
    ``delimiter``, ``sheet``, ``header_row`` and the like.
    """

    header: list[str]
    named: int

    @property
    def said(self) -> Mapping[str, str]:
        """What was chosen in order to read it."""
        ...

    def records(self) -> Iterator[Record]:
        """Yield every row but blank ones, in order; may be called once."""
        ...

    def detach(self) -> None:
        """Let go of the file; doing so twice does no harm."""
        ...


class Headings(NamedTuple):
    """The headings of a table: ``names``, with those before the blank ones that trail counted.

    A blank heading that does not trail is called ``column 3`` after its place.
    """

    names: list[str]
    named: int


def check_headings(header: Sequence[str], path: str, row: str) -> Headings:
    """Return the headings of a table, each with a name of its own.

    Args:
        header: the headings as they stand.
        path: the file's name for messages.
        row: which row of the file they are, in words that the edge translates.

    Raises:
        DuplicateHeading: a heading stands twice.
        SameHeading: two headings are one text in two spellings of Unicode.
        BadTable: a heading holds a NUL, or none says anything.
        OverLimit: there are more columns than a spreadsheet can have.
    """
    if len(header) > COLUMN_LIMIT:
        raise OverLimit(path=path, what=N_("the number of columns"), limit=f"{COLUMN_LIMIT:,}")
    names = [heading.strip() for heading in header]
    if any("\0" in name for name in names):
        raise BadTable(
            path=path,
            problem=N_("the headings hold NUL characters"),
            expected=N_(
                "Save it as CSV UTF-8, or name its encoding, for instance --encoding utf-16"
            ),
        )
    named = len(names)
    while named and not names[named - 1]:
        named -= 1
    if not named:
        raise without_rows(path, N_("the file is empty"))
    blank = {index: f"column {index + 1}" for index, name in enumerate(names[:named]) if not name}
    positions: dict[str, int] = {}
    for index, name in enumerate(names[:named]):
        first = positions.setdefault(blank.get(index, name), index)
        if first != index:
            values = {"path": path, "heading": blank.get(index, name)}
            columns = {"first": first + 1, "second": index + 1}
            raise DuplicateHeading(**values, **columns, row=row)
    _check_spellings(positions, path, row)
    whole = [blank.get(index, heading) for index, heading in enumerate(header)]
    return Headings(whole, named)


def _check_spellings(positions: Mapping[str, int], path: str, row: str) -> None:
    """Refuse headings that are one text to the eye and in the ledger, where every text is in NFC."""
    spelled: dict[str, int] = {}
    for name, index in positions.items():
        first = spelled.setdefault(normalize("NFC", name), index)
        if first != index:
            columns = {"first": first + 1, "second": index + 1}
            raise SameHeading(path=path, heading=name, row=row, **columns)


def without_rows(path: str, problem: str) -> BadTable:
    """Return the refusal of a table in which nothing stands."""
    expected = N_("A table with a row of headings and a row for each complaint")
    return BadTable(path=path, problem=problem, expected=expected)


def nothing_below(path: str) -> BadTable:
    """Return the refusal of a table that has headings only."""
    return without_rows(path, N_("there is nothing below the headings"))


def misshapen(cells: Sequence[str], named: int, width: int) -> LedgerError | None:
    """Return what is wrong with the shape of a row, if anything.

    Args:
        cells: the row.
        named: the headings before the blank ones that trail.
        width: all headings.
    """
    if [cell for cell in cells[named:] if cell.strip()] == [UNREPAIRED]:
        return RaggedRow(problem=N_("repair the row, then delete the … at its end"))
    if len(cells) < named or len(cells) > width:
        template = N_("the row has {cells} cells, the headings {headings}")
        return RaggedRow(problem=Detail.of(template, cells=len(cells), headings=named))
    if any(cell.strip() for cell in cells[named:]):
        return RaggedRow(problem=N_("a cell stands under no heading"))
    return None


def cut(cells: int, headings: int) -> CutRecord:
    """Return the fault of a last row that ends too early."""
    template = N_("the last record is cut: it has {cells} of {headings} cells")
    return CutRecord(problem=Detail.of(template, cells=cells, headings=headings))

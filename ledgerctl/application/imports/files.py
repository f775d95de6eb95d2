"""What an import needs of files: rows that were mapped, a source that gives them, a place for rejects."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.domain.events.base import Fact
    from ledgerctl.domain.imports.columns import Columns


#: Rows of a file that are dealt with together.
CHUNK_ROWS = 500


class Origin(NamedTuple):
    """Where a row of an exported register comes from: the ledger's identity, the case's number there."""

    ledger: str
    number: str


class MappedRow(NamedTuple):
    """One row of a file after mapping: facts and sealed fields by name, or the problems it has.

    ``line`` is the line a spreadsheet shows for the row's first line, ``cells`` the row as it stood.
    Warnings among the problems do not reject the row. ``origin`` is known of a register that a ledger
    exported; ``lacking`` names what the row would have to say if its case were new.
    """

    line: int
    cells: Sequence[str]
    facts: dict[str, Fact]
    sealed: dict[str, str | Mapping[str, str]]
    problems: Sequence[Problem]
    origin: Origin | None = None
    lacking: Sequence[str] = ()


class Share(NamedTuple):
    """One of several readers of a file 分读: which it is, counted from 0, and of how many."""

    place: int
    readers: int


#: The only reader.
WHOLE = Share(0, 1)


class Chunk(NamedTuple):
    """Some rows of a file in order: most as columns, the others one by one.

    ``places`` are the places of the receipts in ``columns`` among all rows of the chunk, ``others`` the
    remaining rows by their place; ``again`` maps the row of one place by itself. A place may be in
    neither: a wholly blank row. After one that ``hands_over`` the next reader has its turn.
    """

    columns: Columns
    places: Sequence[int]
    others: Mapping[int, MappedRow]
    again: Callable[[int], MappedRow]
    hands_over: bool = False


class RowSource(Protocol):
    """A file that was opened with a mapping profile."""

    @property
    def name(self) -> str:
        """The file's name without folders; ``-`` for standard input."""
        ...

    @property
    def header(self) -> Sequence[str]:
        """The headings as they stand in the file."""
        ...

    @property
    def encoding(self) -> str:
        """The encoding that was used."""
        ...

    @property
    def said(self) -> Mapping[str, str]:
        """What was chosen in order to read the file: its format, delimiter, sheet and the like."""
        ...

    @property
    def profile(self) -> str:
        """The name of the mapping profile."""
        ...

    @property
    def kept_columns(self) -> Sequence[str]:
        """Headings that no field takes; their values are kept with the case."""
        ...

    @property
    def fields(self) -> Sequence[str]:
        """The fields that have a column in the file."""
        ...

    @property
    def mapped(self) -> Sequence[tuple[str, str]]:
        """Heading and field of each column that feeds one."""
        ...

    @property
    def own(self) -> bool:
        """Whether a ledger exported it: its rows then may have an origin."""
        ...

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes; complete once every row was read."""
        ...

    def rows(self, *, today: date) -> Iterator[MappedRow]:
        """Yield every row in order; a row is never silently left out."""
        ...

    def readers(self, most: int) -> int:
        """Return how many readers may share the file, at most ``most``."""
        ...

    def chunks(self, *, today: date, share: Share = WHOLE) -> Iterator[Chunk]:
        """Yield the same rows in chunks, for large files; only those of one of several readers."""
        ...


class RejectSink(Protocol):
    """Where rejected rows go; a repaired rejects file can be imported again."""

    @property
    def path(self) -> str:
        """The path of the file, for the report."""
        ...

    def add(self, row: MappedRow) -> None:
        """Keep one rejected row with its problems."""
        ...

    def finish(self) -> None:
        """Put the file in its place; called once, after the ledger was committed."""
        ...

"""A table opened with a mapping profile: the source of rows that an import reads."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ledgerctl.application.imports.files import WHOLE
from ledgerctl.errors.base import N_, LedgerError
from ledgerctl.errors.system import BadTable, CannotRead
from ledgerctl.errors.tables import FiguresOnly
from ledgerctl.formats import kinds
from ledgerctl.formats.layout import joined, known_fields, lay_out
from ledgerctl.formats.opening import OpenedFile, open_table
from ledgerctl.formats.own import is_export, is_own, restored, unguarded
from ledgerctl.formats.table import Choices

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Self

    from ledgerctl.application.imports.files import Chunk, MappedRow, Share
    from ledgerctl.formats.chunks import ChunkMapper
    from ledgerctl.formats.layout import Layout
    from ledgerctl.formats.mapping import RowMapper
    from ledgerctl.formats.profiles import Profile
    from ledgerctl.formats.table import Record, Table

#: Rows below the first that may hold the headings.
_TITLES = 19


def open_source(
    path: str,
    *,
    profile: Profile,
    encoding: str | None = None,
    choices: Choices | None = None,
    stdin: BinaryIO | None = None,
    exported: Callable[[], Profile] | None = None,
) -> TableSource:
    """Open a file, find out what it is and match its headings.

    Args:
        path: the file; ``-`` reads ``stdin``.
        profile: the mapping.
        encoding: a codec's name that overrides the detection.
        choices: all that a person said about how to read it, in place of ``encoding``.
        stdin: the bytes of standard input.
        exported: gives the mapping that is taken instead, should the file be an export of this program.

    Raises:
        NoSuchFile: there is no such file.
        CannotRead: it is a folder, or the system does not let us read it.
        BadEncoding: its bytes are not text.
        UsageProblem: it is no table of a kind that is read, or its headings cannot be used.
    """
    opened = open_table(path, choices=choices or Choices(encoding=encoding), stdin=stdin)
    try:
        return TableSource(opened, profile, exported)
    except BaseException:
        opened.close()
        raise


class TableSource:
    """A table with its mapping; the ``RowSource`` of an import.

    Args:
        opened: the file; the source closes it.
        profile: the mapping.
        exported: gives the mapping for an export of this program, should it be one.
    """

    def __init__(
        self,
        opened: OpenedFile,
        profile: Profile,
        exported: Callable[[], Profile] | None = None,
    ) -> None:
        self._opened = opened
        table = opened.table()
        is_known = exported is not None and is_export(table.header)
        self._profile = exported() if exported is not None and is_known else profile
        try:
            table, self._layout, self._row = _laid_out(opened, self._profile, table)
        except BadTable:
            if "received_at" not in known_fields(self._profile, table.header):
                _refuse_figures(opened)
            raise
        self._first: Table | None = table
        self._header = tuple(table.header)
        self._said = {**table.said, **opened.packing}
        if is_known:
            self._said["profile"] = self._profile.name

    @property
    def name(self) -> str:
        """The file's name without folders; ``-`` for standard input."""
        return Path(self._opened.path).name or self._opened.path

    @property
    def header(self) -> Sequence[str]:
        """The headings as they stand in the file."""
        return self._header

    @property
    def size(self) -> int:
        """The size in bytes of what is read, unpacked."""
        return self._opened.size

    @property
    def encoding(self) -> str:
        """The encoding that was used, as Python names it; of a workbook, its kind."""
        return self._opened.encoding

    @property
    def said(self) -> Mapping[str, str]:
        """What was chosen in order to read the file: its format, delimiter, sheet and the like."""
        return self._said

    @property
    def profile(self) -> str:
        """The name of the mapping profile."""
        return self._profile.name

    @property
    def key_prefix(self) -> str:
        """The namespace of the source's own numbers."""
        return self._profile.key_prefix or self._profile.name

    @property
    def kept_columns(self) -> Sequence[str]:
        """Headings that no field takes; their values are kept with the case."""
        if self._profile.own:
            return [each for each in self._layout.kept_columns if not is_own(each)]
        return self._layout.kept_columns

    @property
    def fields(self) -> Sequence[str]:
        """The fields that have a column in the file."""
        return [feed.field.name for feed in self._layout.feeds]

    @property
    def mapped(self) -> Sequence[tuple[str, str]]:
        """Heading and field of each column that feeds one."""
        return [(feed.heading, feed.field.name) for feed in self._layout.feeds]

    @property
    def own(self) -> bool:
        """Whether a ledger exported it."""
        return self._profile.own

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return self._opened.sha256

    def rows(self, *, today: date) -> Iterator[MappedRow]:
        """Yield every row in order; wholly blank rows say nothing and are passed over.

        Raises:
            BadTable: there is no row at all, or a cell or row is over the limit.
            CannotRead: the file changed or failed while it was read.
        """
        mapper = self._mapper(today)
        with self._records() as records:
            if self._profile.own:
                yield from restored(mapper.rows(records))
            else:
                yield from mapper.rows(records)

    def readers(self, most: int) -> int:
        """Return how many readers may share the file, at most ``most``."""
        return most if self._opened.is_divisible and not self._profile.own else 1

    def chunks(self, *, today: date, share: Share = WHOLE) -> Iterator[Chunk]:
        """Yield the same rows in chunks, most of them as columns; the first chunk may hold none.

        Args:
            today: the day, branch time.
            share: one of the ``readers`` of the file; it gets every so-many-th part.

        Raises:
            BadTable, CannotRead: as for ``rows``.
        """
        from ledgerctl.formats.chunks import NO_ROWS, ChunkMapper, without_columns

        if self._profile.own:
            # Its other columns are read row by row
            yield from without_columns(self.rows(today=today))
            return
        if self._opened.is_divisible:
            yield from self._shared(ChunkMapper(self._mapper(today)), share)
            return
        with self._records() as records:
            # Nothing at first: the table is open before anything else is done, perhaps in another process.
            yield NO_ROWS
            yield from ChunkMapper(self._mapper(today)).chunks(records)

    def _shared(self, mapper: ChunkMapper, share: Share) -> Iterator[Chunk]:
        from ledgerctl.formats.chunks import NO_ROWS

        with self._unchanged():
            parts = self._opened.share(self._row, share)
            yield NO_ROWS
            for records, hands_over in parts:
                last = None
                for chunk in mapper.chunks(self._as_one(records)):
                    if last is not None:
                        yield last
                    last = chunk
                yield (last or NO_ROWS)._replace(hands_over=hands_over)

    def _mapper(self, today: date) -> RowMapper:
        from ledgerctl.formats.mapping import RowMapper

        suspicious = self._opened.suspicious
        return RowMapper(self._profile, self._layout, today=today, suspicious=suspicious)

    @contextmanager
    def _records(self) -> Iterator[Iterator[Record]]:
        """Read the table from its beginning; it must be the same file afterwards."""
        opened, self._first, table = self._opened, None, self._first
        with self._unchanged():
            table = table or opened.table(self._row)
            try:
                if self._profile.own and table.said["format"] == "csv":
                    # A workbook knows text from formulas and JSON is run by nobody: neither was guarded
                    yield unguarded(table.records())
                else:
                    yield self._as_one(table.records())
            finally:
                table.detach()

    def _as_one(self, records: Iterable[Record]) -> Iterator[Record]:
        """Return the records with columns that mean one field made one."""
        if not self._layout.alternatives:
            return iter(records)
        return joined(records, self._layout, self._header)

    @contextmanager
    def _unchanged(self) -> Iterator[None]:
        before = self._opened.stamp()
        yield
        if self._opened.stamp() != before:
            raise CannotRead(path=self._opened.path, problem=N_("it changed while it was read"))

    def close(self) -> None:
        """Close the file; doing so twice does no harm."""
        if self._first is not None:
            self._first.detach()
        self._opened.close()

    def __enter__(self) -> Self:
        """Return itself; leaving closes the file."""
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _laid_out(
    opened: OpenedFile, profile: Profile, table: Table
) -> tuple[Table, Layout, int | None]:
    """Return the table with its layout; titles above the headings are passed over, to the row returned.

    Only where the first row is not one known heading another row is tried, and only one is taken that
    has every column that a complaint needs: what can be read as it stands is read as it stands.
    """
    is_json = opened.kind == kinds.JSON
    try:
        found = lay_out(profile, table.header, table.named, path=opened.path, is_json=is_json)
    except BadTable as refusal:
        table.detach()
        if not opened.may_have_titles or known_fields(profile, table.header):
            raise
        first = int(table.said.get("header_row", "1")) + 1
        for row in range(first, first + _TITLES):
            below = _below_titles(opened, profile, row)
            if below is not None:
                return *below, row
        raise refusal from None
    return table, found, None


def _refuse_figures(opened: OpenedFile) -> None:
    """Say so when a table that cannot be laid out holds figures."""
    from ledgerctl.formats.figures import holds_figures

    table = opened.table()
    try:
        if holds_figures(table):
            raise FiguresOnly(path=opened.path)
    finally:
        table.detach()


def _below_titles(opened: OpenedFile, profile: Profile, row: int) -> tuple[Table, Layout] | None:
    try:
        table = opened.table(header_row=row)
    except LedgerError:
        return None
    try:
        return table, lay_out(profile, table.header, table.named, path=opened.path)
    except LedgerError:
        table.detach()
        return None

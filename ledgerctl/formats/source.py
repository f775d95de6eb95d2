"""A table opened with a mapping profile: the source of rows that an import reads."""

from __future__ import annotations

import os
import stat
import weakref
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ledgerctl.errors import N_, CannotRead, NoSuchFile
from ledgerctl.formats.csvfile import CsvTable
from ledgerctl.formats.encodings import scan, spool
from ledgerctl.formats.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import Self

    from ledgerctl.application.ports import Chunk, MappedRow
    from ledgerctl.formats.csvfile import Record
    from ledgerctl.formats.mapping import RowMapper
    from ledgerctl.formats.profiles import Profile


def open_source(
    path: str, *, profile: Profile, encoding: str | None = None, stdin: BinaryIO | None = None
) -> CsvSource:
    """Open a CSV file, decide its encoding and match its headings.

    Args:
        path: the file; ``-`` reads ``stdin``.
        profile: the mapping.
        encoding: a codec's name that overrides the detection.
        stdin: the bytes of standard input.

    Raises:
        NoSuchFile: there is no such file.
        CannotRead: it is a folder, or the system does not let us read it.
        BadEncoding: its bytes are not text.
        BadTable: its headings cannot be used.
    """
    stream = _opened(path, stdin)
    try:
        return CsvSource(stream, path=path, profile=profile, encoding=encoding)
    except OSError as error:
        stream.close()
        raise CannotRead(path=path, problem=error.strerror or str(error)) from None
    except BaseException:
        stream.close()
        raise


class CsvSource:
    """A CSV file with its mapping; the ``RowSource`` of an import.

    Args:
        stream: the bytes, seekable; the source closes it.
        path: the file's name as given.
        profile: the mapping.
        encoding: a codec's name that overrides the detection.
    """

    def __init__(
        self, stream: BinaryIO, *, path: str, profile: Profile, encoding: str | None
    ) -> None:
        self._stream = stream
        self._path = path
        self._profile = profile
        # Nobody has to remember to close it: an import that fails half-way leaves nothing open
        self._close = weakref.finalize(self, stream.close)
        self._scan = scan(stream, path=path, encoding=encoding)
        table = CsvTable(stream, path=path, encoding=self._scan.encoding)
        try:
            self._header = tuple(table.header)
            self._layout = lay_out(profile, table.header, table.named, path=path)
            self.delimiter = table.delimiter
        finally:
            table.detach()

    @property
    def name(self) -> str:
        """The file's name without folders; ``-`` for standard input."""
        return Path(self._path).name or self._path

    @property
    def header(self) -> Sequence[str]:
        """The headings as they stand in the file."""
        return self._header

    @property
    def encoding(self) -> str:
        """The encoding that was used, as Python names it."""
        return self._scan.encoding

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
        return self._layout.kept_columns

    @property
    def sha256(self) -> str:
        """The hash of the file's bytes."""
        return self._scan.sha256

    def rows(self, *, today: date) -> Iterator[MappedRow]:
        """Yield every row in order; wholly blank rows say nothing and are passed over.

        Raises:
            BadTable: there is no row at all, or a cell or row is over the limit.
            CannotRead: the file changed or failed while it was read.
        """
        mapper = self._mapper(today)
        with self._records() as records:
            yield from mapper.rows(records)

    def chunks(self, *, today: date) -> Iterator[Chunk]:
        """Yield the same rows in chunks, most of them as columns.

        Raises:
            BadTable, CannotRead: as for ``rows``.
        """
        from ledgerctl.formats.chunks import ChunkMapper

        mapper = ChunkMapper(self._mapper(today))
        with self._records() as records:
            yield from mapper.chunks(records)

    def _mapper(self, today: date) -> RowMapper:
        from ledgerctl.formats.mapping import RowMapper

        suspicious = self._scan.suspicious
        return RowMapper(self._profile, self._layout, today=today, suspicious=suspicious)

    @contextmanager
    def _records(self) -> Iterator[Iterator[Record]]:
        """Read the table from its beginning; it must be the same file afterwards."""
        before = os.fstat(self._stream.fileno())
        self._stream.seek(0)
        table = CsvTable(self._stream, path=self._path, encoding=self._scan.encoding)
        try:
            yield table.records()
        finally:
            table.detach()
        after = os.fstat(self._stream.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise CannotRead(path=self._path, problem=N_("it changed while it was read"))

    def close(self) -> None:
        """Close the file; doing so twice does no harm."""
        self._close()

    def __enter__(self) -> Self:
        """Return itself; leaving closes the file."""
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def _opened(path: str, stdin: BinaryIO | None) -> BinaryIO:
    """Return a seekable stream; what cannot be read twice is copied to a temporary file first."""
    try:
        if path == "-":
            if stdin is None:
                raise CannotRead(path=path, problem=N_("there is no standard input"))
            return spool(stdin)
        stream = Path(path).open("rb")  # noqa: SIM115 - the source closes it
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise NoSuchFile(path=path) from None
    except IsADirectoryError:
        raise CannotRead(path=path, problem=N_("it is a folder")) from None
    except OSError as error:
        raise CannotRead(path=path, problem=error.strerror or str(error)) from None
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        return stream
    with stream:
        return spool(stream)

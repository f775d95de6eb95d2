"""Opening a file of any kind that is read: what it is, in which encoding, packed or not."""

from __future__ import annotations

import os
import stat
import weakref
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ledgerctl.errors.base import N_
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import CannotRead
from ledgerctl.errors.tables import UnreadFormat
from ledgerctl.formats import kinds
from ledgerctl.formats.csvfile import CsvTable
from ledgerctl.formats.encodings import CHUNK, Scan, scan, spool
from ledgerctl.formats.sharing import PLAIN, share_of
from ledgerctl.formats.table import UNSAID

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ledgerctl.application.imports.files import Share
    from ledgerctl.formats.table import Choices, Record, Table


def open_table(
    path: str, *, choices: Choices = UNSAID, stdin: BinaryIO | None = None
) -> OpenedFile:
    """Open a file and find out what it is, by its content.

    Args:
        path: the file; ``-`` reads ``stdin``.
        choices: what a person said about how to read it.
        stdin: the bytes of standard input.

    Raises:
        NoSuchFile: there is no such file.
        CannotRead: it is a folder, or the system does not let us read it.
        UsageProblem: its bytes are no table of a kind that is read.
    """
    stream = _opened(path, stdin)
    try:
        return OpenedFile(stream, path=path, choices=choices)
    except OSError as error:
        stream.close()
        raise CannotRead(path=path, problem=error.strerror or str(error)) from None
    except BaseException:
        stream.close()
        raise


class OpenedFile:
    """A file whose kind is known and whose table can be read as often as needed.

    A packed file is unpacked once.

    Args:
        stream: the bytes, seekable; the file closes it.
        path: the file's name as given.
        choices: what a person said about how to read it.
    """

    def __init__(self, stream: BinaryIO, *, path: str, choices: Choices) -> None:
        self.path = path
        self._choices = choices
        self._outer = self._stream = stream
        self._member = ""
        self._packed = ""
        streams = ExitStack()
        streams.enter_context(stream)
        # Nobody has to remember to close it: an import that fails half-way leaves nothing open
        self._close = weakref.finalize(self, streams.close)
        self.kind = kinds.kind_of(stream, path)
        if self.kind in kinds.PACKED:
            self._packed = self.kind
            self._unpack(streams)
        #: The size in bytes of what is read, unpacked.
        self.size = self._stream.seek(0, os.SEEK_END)
        self._stream.seek(0)
        self._scan: Scan | None = None
        if self.kind not in kinds.WORKBOOKS:
            self._scan = scan(self._stream, path=path, encoding=choices.encoding)
        elif self.kind != kinds.XLS:
            from ledgerctl.formats.packed import check_workbook

            check_workbook(self._stream, path, self.kind)
        #: The hash of the file's own bytes, packed as they may be.
        self.sha256 = self._hash() if self._packed or self._scan is None else self._scan.sha256

    @property
    def encoding(self) -> str:
        """The encoding of a text file, as Python names it; of a workbook, its kind."""
        return self.kind if self._scan is None else self._scan.encoding

    @property
    def suspicious(self) -> bool:
        """Whether a forbidden character may be somewhere in it."""
        return self._scan is None or self._scan.suspicious or self.kind == kinds.JSON

    @property
    def packing(self) -> Mapping[str, str]:
        """How it is packed: ``packed`` and, in an archive, ``member``; nothing if it is not."""
        said = {"packed": self._packed, "member": self._member}
        return {name: text for name, text in said.items() if text}

    @property
    def may_have_titles(self) -> bool:
        """Whether titles may stand above the headings of a CSV file; in workbooks they are found."""
        return self._is_csv and self._choices.header_row is None

    @property
    def is_divisible(self) -> bool:
        """Whether several readers can share it."""
        return self._is_csv and self.encoding in PLAIN and hasattr(os, "pread")

    @property
    def _is_csv(self) -> bool:
        return self.kind not in {kinds.JSON, *kinds.WORKBOOKS}

    def table(self, header_row: int | None = None) -> Table:
        """Return the table from its beginning.

        Args:
            header_row: where its headings stand, when that was found out.

        Raises:
            UsageProblem: it cannot be read as a table.
        """
        self._stream.seek(0)
        choices = self._chosen(header_row)
        if self._scan is None:
            from ledgerctl.formats.workbook import WorkbookTable

            return WorkbookTable(self._stream, path=self.path, kind=self.kind, choices=choices)
        encoding = self._scan.encoding
        if self.kind == kinds.JSON:
            from ledgerctl.formats.jsonfile import JsonTable

            return JsonTable(self._stream, path=self.path, encoding=encoding, choices=choices)
        return CsvTable(self._stream, path=self.path, encoding=encoding, choices=choices)

    def share(
        self, header_row: int | None, share: Share
    ) -> Iterator[tuple[Iterable[Record], bool]]:
        """Yield the rows of a divisible file that are one reader's; see ``sharing.share_of``.

        Raises:
            UsageProblem: it cannot be read as a table.
            CannotRead: the file failed while it was read.
        """
        choices, encoding = self._chosen(header_row), self.encoding

        def table_on(stream: BinaryIO) -> CsvTable:
            return CsvTable(stream, path=self.path, encoding=encoding, choices=choices)

        try:
            yield from share_of(table_on, self._stream.fileno(), share)
        except OSError as error:
            raise CannotRead(path=self.path, problem=error.strerror or str(error)) from None

    def _chosen(self, header_row: int | None) -> Choices:
        if header_row is None:
            return self._choices
        return self._choices._replace(header_row=header_row)

    def stamp(self) -> tuple[int, int]:
        """Return the size and time by which a change of the file is noticed."""
        found = os.fstat(self._outer.fileno())
        return found.st_size, found.st_mtime_ns

    def close(self) -> None:
        """Close the file; doing so twice does no harm."""
        self._close()

    def _unpack(self, streams: ExitStack) -> None:
        from ledgerctl.formats.packed import unpack

        unpacked = unpack(self._outer, self.path, is_zip=self.kind == kinds.ZIP)
        self._stream, self._member = unpacked
        streams.enter_context(unpacked.stream)
        self.kind = kinds.kind_of(self._stream, self.path)
        if self.kind in kinds.PACKED:
            raise UnreadFormat(path=self.path, kind=N_("packed more than once"))

    def _hash(self) -> str:
        digest = sha256()
        self._outer.seek(0)
        while chunk := self._outer.read(CHUNK):
            digest.update(chunk)
        return digest.hexdigest()


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

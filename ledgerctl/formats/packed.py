"""Packed files: a table in gzip or zip, and workbooks, which are zip files too; bombs are not opened.

Unpacking goes into an unnamed temporary file and is counted while it goes: what a file says about its
own size proves nothing.
"""

from __future__ import annotations

import gzip
import os
import zlib
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO, Final, NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from ledgerctl.errors.base import N_
from ledgerctl.errors.tables import BadArchive, DamagedFile, OverLimit, SuspiciousArchive
from ledgerctl.formats.table import TABLE_LIMIT, without_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Bytes that a workbook may have in all its parts.
WORKBOOK_LIMIT: Final = 512 << 20
#: How many times its packed size a file may become, once it is larger than any harmless one.
RATIO_LIMIT: Final = 100
HARMLESS: Final = 16 << 20
#: Parts of a workbook, files of an archive.
PARTS_LIMIT: Final = 10_000

_BROKEN = (
    BadZipFile,
    gzip.BadGzipFile,
    EOFError,
    zlib.error,
    NotImplementedError,
    RuntimeError,
)
_CHUNK = 1 << 18
_MIB = 1 << 20


class Unpacked(NamedTuple):
    """A file out of an archive: its bytes, and its name there."""

    stream: BinaryIO
    member: str


def unpack(stream: BinaryIO, path: str, *, is_zip: bool) -> Unpacked:
    """Return the one file that a gzip or zip file holds.

    Args:
        stream: the packed bytes, seekable.
        path: the name for messages.
        is_zip: zip, else gzip.

    Raises:
        BadTable: it holds none.
        BadArchive: it holds several.
        DamagedFile: it cannot be unpacked.
        SuspiciousArchive, OverLimit: it becomes too large.
    """
    size = _size(stream)
    try:
        if not is_zip:
            with gzip.GzipFile(fileobj=stream) as source:
                return Unpacked(_copied(source, path, size), "")
        with ZipFile(stream) as archive:
            member = _only(archive.infolist(), path)
            with archive.open(member) as source:
                return Unpacked(_copied(source, path, size), member.filename)
    except _BROKEN as error:
        kind = "ZIP" if is_zip else "GZIP"
        raise DamagedFile(path=path, kind=kind, problem=str(error)) from None


def check_workbook(stream: BinaryIO, path: str, kind: str) -> None:
    """Read every part of a workbook that is a zip file, so that it is as large as it says.

    Raises:
        SuspiciousArchive, OverLimit: it becomes too large.
        DamagedFile: a part cannot be unpacked.
    """
    size = _size(stream)
    try:
        with ZipFile(stream) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS_LIMIT:
                raise OverLimit(path=path, what=N_("the number of parts"), limit=f"{PARTS_LIMIT:,}")
            total = sum(part.file_size for part in parts)
            _judge(total, size, path, WORKBOOK_LIMIT)
            for part in parts:
                with archive.open(part) as source:
                    while source.read(_CHUNK):
                        pass
    except _BROKEN as error:
        raise DamagedFile(path=path, kind=kind.upper(), problem=str(error)) from None
    finally:
        stream.seek(0)


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size


def _only(parts: Sequence[ZipInfo], path: str) -> ZipInfo:
    """Return the only file in an archive; folders and what macOS adds are not counted."""
    files = [
        part
        for part in parts
        if not part.is_dir() and not part.filename.startswith(("__MACOSX/", ".DS_Store"))
    ]
    if not files:
        raise without_rows(path, N_("no file is packed in it"))
    if len(files) > 1:
        raise BadArchive(path=path, count=len(files))
    return files[0]


def _copied(source: IO[bytes] | gzip.GzipFile, path: str, size: int) -> BinaryIO:
    copy = TemporaryFile()  # noqa: SIM115 - the caller closes it
    total = 0
    try:
        while chunk := source.read(_CHUNK):
            total += len(chunk)
            _judge(total, size, path, TABLE_LIMIT)
            copy.write(chunk)
    except BaseException:
        copy.close()
        raise
    copy.seek(0)
    return copy


def _judge(total: int, size: int, path: str, limit: int) -> None:
    if total > HARMLESS and total > size * RATIO_LIMIT:
        raise SuspiciousArchive(path=path, ratio=RATIO_LIMIT)
    if total > limit:
        shown = f"{limit // _MIB:,} MiB"
        raise OverLimit(path=path, what=N_("its unpacked size"), limit=shown)

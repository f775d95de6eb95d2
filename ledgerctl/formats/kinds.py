"""What kind of file this is, by its content and never by its name."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from ledgerctl.errors.base import N_
from ledgerctl.errors.tables import DamagedFile, Protected, UnreadFormat

CSV: Final = "csv"
JSON: Final = "json"
XLSX: Final = "xlsx"
XLS: Final = "xls"
ODS: Final = "ods"
GZIP: Final = "gzip"
ZIP: Final = "zip"

WORKBOOKS: Final = frozenset({XLSX, XLS, ODS})
PACKED: Final = frozenset({GZIP, ZIP})

_LOOKED_AT = 4096
_ZIP_START = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: The names of the streams in which old workbooks keep their cells, as the directory writes them.
_BOOKS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
#: Files that begin like this are known and not read.
_UNREAD = (
    (b"%PDF", N_("a PDF document")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ", N_("an xz archive")),
    (b"7z\xbc\xaf", N_("a 7-Zip archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"SQLite format 3\0", N_("an SQLite database")),
    (b"PAR1", N_("a Parquet file")),
    (b"{\\rtf", N_("an RTF document")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
)
_HTML = re.compile(rb"\s*(?:<!doctype html|<html|<table|<meta|<head|<style)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml ", re.IGNORECASE)
_XML_SHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
#: JSON begins with an object or a list of records; a heading hardly ever does.
_JSON = re.compile(rb'\s*(?:\{\s*(?:"|\})|\[\s*(?:[\[{"\]\d-]|true|false|null))')


def kind_of(stream: BinaryIO, path: str) -> str:
    """Return the kind of a seekable file and leave it at its beginning.

    Raises:
        UnreadFormat: it is of a known kind that is not read.
        Protected: it cannot be opened without a password.
        DamagedFile: it begins like a zip file and is none.
    """
    stream.seek(0)
    start = stream.read(_LOOKED_AT)
    stream.seek(0)
    if start.startswith((_ZIP_START, _EMPTY_ZIP)):
        return _zipped(stream, path)
    if start.startswith(_OLE_START):
        return _compound(stream, path)
    if start.startswith(b"\x1f\x8b"):
        return GZIP
    for mark, what in _UNREAD:
        if start.startswith(mark):
            raise UnreadFormat(path=path, kind=what)
    text = start.removeprefix(codecs.BOM_UTF8)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = start.decode("utf-16", "ignore").encode("utf-8", "ignore")
    if _HTML.match(text):
        raise UnreadFormat(path=path, kind=N_("an HTML page"))
    if _XML.match(text):
        is_sheet = _XML_SHEET in start
        what = N_("an XML spreadsheet of 2003") if is_sheet else N_("an XML document")
        raise UnreadFormat(path=path, kind=what)
    return JSON if _JSON.match(text) else CSV


_BROKEN = (
    *(BadZipFile, NotImplementedError, KeyError, RuntimeError, EOFError, ValueError),
    zlib.error,
)


def _zipped(stream: BinaryIO, path: str) -> str:
    try:
        with ZipFile(stream) as archive:
            names = {name.casefold() for name in archive.namelist()}
            if any(info.flag_bits & 1 for info in archive.infolist()):
                raise Protected(path=path)
            if "xl/workbook.xml" in names:
                return XLSX
            if "xl/workbook.bin" in names:
                raise UnreadFormat(path=path, kind=N_("a binary workbook (XLSB)"))
            if "word/document.xml" in names or "ppt/presentation.xml" in names:
                raise UnreadFormat(path=path, kind=N_("an Office document without sheets"))
            if "content.xml" in names and "mimetype" in names:
                with archive.open("mimetype") as part:
                    # Only its beginning: what it would unpack to is not known yet
                    if b"spreadsheet" in part.read(_LOOKED_AT):
                        return ODS
                raise UnreadFormat(path=path, kind=N_("an Office document without sheets"))
    except _BROKEN as error:
        raise DamagedFile(path=path, kind="ZIP", problem=str(error)) from None
    finally:
        stream.seek(0)
    return ZIP


def _compound(stream: BinaryIO, path: str) -> str:
    """Tell an old workbook from a new one that is encrypted, and from other old documents."""
    tail = b""
    found: set[bytes] = set()
    while chunk := stream.read(1 << 20):
        held = tail + chunk
        found.update(mark for mark in (_ENCRYPTED, *_BOOKS) if mark in held)
        tail = held[-64:]
    stream.seek(0)
    if _ENCRYPTED in found:
        raise Protected(path=path)
    if not found:
        raise UnreadFormat(path=path, kind=N_("an Office document without sheets"))
    return XLS

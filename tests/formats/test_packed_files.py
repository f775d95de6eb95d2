from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING
from zipfile import ZIP_STORED, ZipFile

import pytest
from workbooks import ods, rows_of, size_of, xlsx, zipped

from ledgerctl.errors.system import BadTable
from ledgerctl.errors.tables import (
    BadArchive,
    DamagedFile,
    OverLimit,
    Protected,
    SuspiciousArchive,
    UnreadFormat,
)
from ledgerctl.formats import packed
from ledgerctl.formats.kinds import kind_of
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.packed import check_workbook, unpack

if TYPE_CHECKING:
    from ledgerctl.errors.base import LedgerError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "csv"),
        (b"a,b\n1,2\n", "csv"),
        (b"[table],b\n", "csv"),
        (b"{name};b\n", "csv"),
        (b'\xef\xbb\xbf [{"a": 1}]', "json"),
        (b'{"a": 1}\n{"a": 2}', "json"),
        (b"[]", "json"),
        (b"[null]", "json"),
        (gzip.compress(b"a,b\n"), "gzip"),
        (zipped({"a.csv": "a,b\n"}), "zip"),
        (zipped({}), "zip"),
        (xlsx(rows_of(("a",))), "xlsx"),
        (ods(""), "ods"),
        (OLE + "Workbook".encode("utf-16-le"), "xls"),
        (OLE + "Book".encode("utf-16-le"), "xls"),
        # The name of the stream lies across two reads
        (OLE + b"\0" * ((1 << 20) - 516) + "Workbook".encode("utf-16-le"), "xls"),
    ],
    ids=size_of,
)
def test_the_content_decides(data: bytes, kind: str) -> None:
    stream = io.BytesIO(data)
    assert kind_of(stream, "x") == kind
    assert stream.tell() == 0


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"%PDF-1.4", UnreadFormat),
        (b"SQLite format 3\0", UnreadFormat),
        (b"\n <!DOCTYPE html><html>", UnreadFormat),
        (b"<TABLE border=1>", UnreadFormat),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            UnreadFormat,
        ),
        (b'<?xml version="1.0"?><a/>', UnreadFormat),
        (zipped({"xl/workbook.bin": ""}), UnreadFormat),
        (zipped({"word/document.xml": ""}), UnreadFormat),
        (
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            UnreadFormat,
        ),
        (OLE, UnreadFormat),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Protected),
        (b"PK\x03\x04 no zip", DamagedFile),
    ],
    ids=size_of,
)
def test_what_is_known_and_not_read_is_named(data: bytes, error: type[LedgerError]) -> None:
    with pytest.raises(error):
        kind_of(io.BytesIO(data), "x")


def test_an_archive_with_a_password_is_not_tried() -> None:
    data = bytearray(zipped({"a.csv": "a,b\n1,2\n"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Protected):
        kind_of(io.BytesIO(bytes(data)), "x")


def test_one_file_is_unpacked_whatever_macos_adds() -> None:
    data = zipped({"folder/": "", "folder/a.csv": "a,b\n", "__MACOSX/folder/._a.csv": "?"})
    found = unpack(io.BytesIO(data), "x", is_zip=True)
    with found.stream as stream:
        assert (stream.read(), found.member) == (b"a,b\n", "folder/a.csv")


def test_only_one_file_is_unpacked() -> None:
    with pytest.raises(BadArchive) as caught:
        unpack(io.BytesIO(zipped({"a": "1", "b": "2"})), "x", is_zip=True)
    assert caught.value.values["count"] == 2


@pytest.mark.parametrize("parts", [{}, {"a/": ""}, {"__MACOSX/._a.csv": "?"}])
def test_an_archive_without_a_file_is_refused_for_that(parts: dict[str, str]) -> None:
    with pytest.raises(BadTable) as caught:
        unpack(io.BytesIO(zipped(parts)), "x", is_zip=True)
    assert caught.value.values["problem"] == "no file is packed in it"


def test_what_is_packed_twice_is_refused() -> None:
    data = gzip.compress(gzip.compress(b"a,b\n1,2\n"))
    with pytest.raises(UnreadFormat):
        open_table("-", stdin=io.BytesIO(data))


def test_a_large_table_that_is_not_absurdly_dense_is_unpacked() -> None:
    lines = b"".join(b"%d,%d\n" % (number, number * 7919 % 10007) for number in range(1_500_000))
    assert len(lines) > packed.HARMLESS
    with unpack(io.BytesIO(gzip.compress(lines, 1)), "x", is_zip=False).stream as stream:
        assert stream.read() == lines


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_a_bomb_is_given_up_while_it_unpacks(kind: str) -> None:
    data = b"\0" * (40 << 20)
    bomb = zipped({"a.csv": data}) if kind == "zip" else gzip.compress(data)
    with pytest.raises(SuspiciousArchive):
        unpack(io.BytesIO(bomb), "x", is_zip=kind == "zip")


def test_a_table_over_the_limit_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "TABLE_LIMIT", 1000)
    with pytest.raises(OverLimit):
        unpack(io.BytesIO(gzip.compress(bytes(range(256)) * 5)), "x", is_zip=False)


@pytest.mark.parametrize("cut", [5, 12])
def test_archives_that_are_cut_are_damaged(cut: int) -> None:
    with pytest.raises(DamagedFile):
        unpack(io.BytesIO(gzip.compress(b"a,b\n" * 100)[:-cut]), "x", is_zip=False)


def lying() -> bytes:
    """Return a workbook of which a part is larger than the archive says."""
    data = bytearray(zipped({"xl/workbook.xml": "x" * 5000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def test_a_part_that_is_larger_than_it_says_is_damaged() -> None:
    with pytest.raises(DamagedFile):
        check_workbook(io.BytesIO(lying()), "x", "xlsx")


def test_a_workbook_over_a_limit_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    data = xlsx(rows_of(("a",)))
    monkeypatch.setattr(packed, "WORKBOOK_LIMIT", 100)
    with pytest.raises(OverLimit):
        check_workbook(io.BytesIO(data), "x", "xlsx")
    monkeypatch.setattr(packed, "PARTS_LIMIT", 3)
    with pytest.raises(OverLimit):
        check_workbook(io.BytesIO(data), "x", "xlsx")


def test_an_unknown_packing_method_is_damaged() -> None:
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as archive:
        archive.writestr("a.csv", "a,b\n")
    data = bytearray(buffer.getvalue())
    data[data.index(b"PK\x01\x02") + 10] = 99
    data[8] = 99
    with pytest.raises(DamagedFile):
        unpack(io.BytesIO(bytes(data)), "x", is_zip=True)

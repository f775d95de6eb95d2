"""Small XLS workbooks made by hand: a compound file ([MS-CFB]) around a few records ([MS-XLS])."""

from __future__ import annotations

import struct

#: The codes of #N/A and #DIV/0!.
NOT_AVAILABLE, DIVISION = 0x2A, 0x07
_SECTOR = 512
_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


#: Which spreadsheet program computed the workbook (RECALCID); that it is encrypted with RC4 (FILEPASS).
COMPUTED = record(0x01C1, struct.pack("<HHI", 0x01C1, 0, 1))
LOCKED = record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48))


def text(row: int, column: int, value: str) -> bytes:
    """A cell of text (LABEL)."""
    characters = value.encode("utf-16-le")
    return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(value), 1) + characters)


def error(row: int, column: int, code: int) -> bytes:
    """A cell that holds an error (BOOLERR)."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def formula(row: int, column: int, code: int) -> bytes:
    """A cell with a formula whose value is an error (FORMULA)."""
    return _formula(row, column, struct.pack("<BBBBBBH", 2, 0, code, 0, 0, 0, 0xFFFF))


def blank_formula(row: int, column: int) -> bytes:
    """A cell with a formula whose value is the empty text, or that was never computed (FORMULA)."""
    return _formula(row, column, struct.pack("<BBBBBBH", 3, 0, 0, 0, 0, 0, 0xFFFF))


def number_formula(row: int, column: int, value: float) -> bytes:
    """A cell with a formula whose value is a number (FORMULA)."""
    return _formula(row, column, struct.pack("<d", value))


def _formula(row: int, column: int, value: bytes) -> bytes:
    # The formula is #N/A itself, whatever its value
    tokens = b"\x1c\x2a"
    tail = struct.pack("<HIH", 0, 0, len(tokens)) + tokens
    return record(0x0006, struct.pack("<HHH", row, column, 0) + value + tail)


def true(row: int, column: int) -> bytes:
    """A cell that says TRUE (BOOLERR)."""
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, 1, 0))


def workbook(*sheets: bytes, small: bool = False, more: bytes = b"") -> bytes:
    """Return a workbook of these sheets, with ``more`` records that are about all of them.

    A ``small`` one lies in the mini stream.
    """
    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0))
    bound_size = sum(len(record(0x0085, b"\0" * 12)) for _ in sheets)
    at = len(begin) + bound_size + len(record(0x000A))
    bounds, bodies = more, b""
    at += len(more)
    for number, cells in enumerate(sheets, start=1):
        name = f"S{number}".encode("utf-16-le")
        bounds += record(0x0085, struct.pack("<IBBBB", at + len(bodies), 0, 0, 2, 1) + name)
        sheet = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0))
        bodies += sheet + cells + record(0x000A)
    book = begin + bounds + record(0x000A) + bodies
    return compound(book if small else book.ljust(4_096, b"\0"), small=small)


def compound(stream: bytes, *, small: bool) -> bytes:
    """Return a compound file with one stream, ``Workbook``."""
    sectors = -(-len(stream) // _SECTOR)
    minis = -(-len(stream) // 64)
    # Sector 0 holds the table of sectors, 1 the directory, 2 that of mini sectors, the rest the stream.
    following = [_FAT, _END, _END, *range(4, 3 + sectors), _END]
    table = struct.pack("<128I", *following, *[_FREE] * (128 - len(following)))
    mini = [*range(1, minis), _END] if small else []
    mini_table = struct.pack("<128I", *mini, *[_FREE] * (128 - len(mini)))
    root_at, root_size = (3, sectors * _SECTOR) if small else (_END, 0)
    entries = entry("Root Entry", 5, root_at, root_size, child=1)
    entries += entry("Workbook", 2, 0 if small else 3, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack(
        "<IIIIIIIII", 0, 1, 1, 0, 4_096, 2 if small else _END, int(small), _END, 0
    )
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return (
        header
        + table
        + entries.ljust(_SECTOR, b"\0")
        + mini_table
        + stream.ljust(sectors * _SECTOR, b"\0")
    )


def entry(name: str, kind: int, start: int, size: int, *, child: int = _FREE) -> bytes:
    """Return an entry of the directory."""
    encoded = (name + "\0").encode("utf-16-le")
    links = struct.pack("<BBIII", kind, 1, _FREE, _FREE, child)
    return (
        encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded)) + links + bytes(36)
        + struct.pack("<IQ", start, size)
    )  # fmt: skip

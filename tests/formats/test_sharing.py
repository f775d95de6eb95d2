"""One file, several readers: whatever stands in it, together they read what one alone would read."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from itertools import cycle
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ledgerctl.application.imports.files import Share
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.system import CannotRead
from ledgerctl.formats import csvtext, sharing
from ledgerctl.formats.csvfile import CsvTable
from ledgerctl.formats.csvtext import plain_records
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.sharing import Stretch, from_place, share_of, stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ledgerctl.formats.table import Record

Row = tuple[int, list[str], str]
pieces = st.sampled_from(
    [
        "1,2\n", "3,投诉\r\n", '"4","a\nb"\n', '"5, ""x""",y\r\n', "\n", "  \n", "6\n", "7,8,9\n",
        '"open', 'in"side,x\n', '"x"y,z\n', "lone\rreturn,1\n", '"quoted\rreturn",1\n', "10,11",
        "\r\n", "\ufeff,1\n", "\0,1\n", 'say "so",1\n', '"', ",\n",
    ]
)  # fmt: skip
texts = st.lists(pieces, max_size=30).map("".join)


@pytest.fixture
def small_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "STRETCH", 16)


def table_on(encoding: str) -> Callable[[BinaryIO], CsvTable]:
    def opened(stream: BinaryIO) -> CsvTable:
        return CsvTable(stream, path="t.csv", encoding=encoding)

    return opened


def told(records: Iterable[Record]) -> Iterator[Row | str]:
    """Yield rows with the codes of their faults, and at last the words in which reading failed."""
    try:
        for line, cells, fault in records:
            yield line, cells, fault.code if fault is not None else ""
    except LedgerError as error:
        yield f"{error.code}: {error.values}"


def alone(data: bytes, encoding: str) -> Iterator[Record]:
    yield from CsvTable(BytesIO(data), path="t.csv", encoding=encoding).records()


def together(stream: BinaryIO, encoding: str, readers: int) -> Iterator[Record]:
    """Yield the rows of all readers, each in its turn."""
    places = [Share(place, readers) for place in range(readers)]
    shares = [share_of(table_on(encoding), stream.fileno(), each) for each in places]
    for share in cycle(shares):
        records, hands_over = next(share, ((), False))
        yield from records
        if not hands_over:
            return


@contextmanager
def held(data: bytes) -> Iterator[BinaryIO]:
    """Hold bytes in a file, which has a descriptor."""
    with TemporaryFile() as stream:
        stream.write(data)
        stream.flush()
        yield stream


def compare(text: str, readers: int, encoding: str, size: int) -> None:
    data = f"a,b\n{text}".encode(encoding)
    with held(data) as stream, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sharing, "STRETCH", size)
        found = list(told(together(stream, encoding, readers)))
    assert found == list(told(alone(data, encoding)))


@given(
    text=texts,
    readers=st.integers(1, 4),
    encoding=st.sampled_from(sorted(sharing.PLAIN)),
    size=st.sampled_from([1, 8, 16, 40]),
)
@example(text='1,2\n"a\n', readers=2, encoding="utf-8", size=8)
@example(text="1,2\n3\n\n\n\n", readers=2, encoding="utf-8", size=4)
@example(text="1,2\nlone\rreturn,1\n3,4\n5,6\n", readers=2, encoding="gb18030", size=8)
@example(text='1,2\nin"side,x\n3,4\n"5\n",6\n7,8\n', readers=3, encoding="utf-8-sig", size=8)
def test_together_they_read_what_one_reads(
    text: str, readers: int, encoding: str, size: int
) -> None:
    compare(text, readers, encoding, size)


def test_each_reads_only_its_own(small_stretches: None) -> None:
    with held(b"a,b\n" + b"123,456\n" * 10) as stream:
        file = stream.fileno()
        shares = [list(share_of(table_on("utf-8"), file, Share(n, 2))) for n in range(2)]
    lines = [[line for records, _ in share for line, _, _ in records] for share in shares]
    assert sorted(lines[0] + lines[1]) == list(range(2, 12))
    assert min(map(len, lines)) >= 4
    assert all(hands_over for share in shares for _, hands_over in share)


def test_a_stretch_ends_where_a_row_does(small_stretches: None) -> None:
    with held(b'a,b\n1,"x\ny\nz\nmore"\n2,3\n') as stream:
        found = [(bytes(each.data), *each[1:]) for each in stretches(stream.fileno())]
    assert found == [
        (b"a,b\n", 0, 1, False),
        (b'1,"x\ny\nz\nmore"\n', 4, 2, False),
        (b"2,3\n", 19, 6, True),
    ]


def test_a_file_without_an_end_of_a_row_is_not_divided(
    small_stretches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "RECORD_LIMIT", 40)
    with held(b'a,b\n1,"' + b"x\n" * 200) as stream:
        found = list(stretches(stream.fileno()))
    assert [(len(each.data), each.is_last) for each in found] == [(4, False), (0, False)]


def test_a_place_of_its_own_is_not_moved_by_others() -> None:
    with held(b"abcdef") as stream:
        first, second = from_place(stream.fileno()), from_place(stream.fileno(), 3)
        stream.seek(6)
        assert (first.read(2), second.read(), first.read()) == (b"ab", b"def", b"cdef")


def test_headings_below_the_first_stretch_are_found(small_stretches: None) -> None:
    with held(b"\n" * 20 + b"a,b\n1,2\n") as stream:
        found = list(told(together(stream, "utf-8", 2)))
    assert found == [(22, ["1", "2"], "")]


def test_a_failing_disk_is_a_coded_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n", "utf-8")

    def failing(_descriptor: int) -> Iterator[Stretch]:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(sharing, "stretches", failing)
    opened = open_table(str(path))
    with pytest.raises(CannotRead) as caught:
        list(opened.share(None, Share(0, 2)))
    opened.close()
    assert caught.value.values == {"path": str(path), "problem": "Input/output error"}


@given(text=texts, line=st.integers(1, 9))
def test_plain_rows_are_read_as_the_others(text: str, line: int) -> None:
    """At once or one by one: the rows are the same, or the quick way declines."""
    data = text.encode()
    quick = plain_records(data, "utf-8", ",", width=2, line=line)
    if quick is not None:
        slow = csvtext.CsvText(BytesIO(data), path="t.csv", encoding="utf-8", line=line)
        slow.parse(slow.first_line(), ",")
        assert quick == list(slow.records(2, 2))


@pytest.mark.parametrize(
    "data",
    [
        b"1,2\n3\n",
        b"1,2\n\n3,4\n",
        b'1,2\n"3,4\n',
        b'1,"2"x\n',
        b"1,2\r3,4\n",
        b"1,2\n3,4",
        b"1,\xff\n",
        b"",
    ],
)
def test_the_quick_way_declines_what_is_not_plain(data: bytes) -> None:
    assert plain_records(b"1,2\n" + data if data else data, "utf-8", ",", width=2, line=1) is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_quick_way_takes_what_is_plain(encoding: str) -> None:
    data = '1,"两\r\n行"\r\n2,x\n'.encode(encoding)
    found = plain_records(data, encoding, ",", width=2, line=7)
    assert found == [(7, ["1", "两\r\n行"], None), (9, ["2", "x"], None)]


def test_only_plain_encodings_of_csv_are_divided(tmp_path: Path) -> None:
    kinds = {
        "t.csv": b"a\n1\n",
        "u.csv": "a\n1\n".encode("utf-16"),
        "v.json": b'[{"a": 1}]',
    }
    found = {}
    for name, data in kinds.items():
        (tmp_path / name).write_bytes(data)
        opened = open_table(str(tmp_path / name))
        found[name] = opened.is_divisible
        opened.close()
    assert found == {"t.csv": True, "u.csv": False, "v.json": False}

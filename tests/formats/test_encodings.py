from __future__ import annotations

import hashlib
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.text.privacy import check_text
from ledgerctl.errors.system import BadEncoding
from ledgerctl.errors.tables import OverLimit
from ledgerctl.errors.usage import UnknownChoice
from ledgerctl.formats import encodings
from ledgerctl.formats.encodings import CHUNK, may_be_hostile, scan, spool

TEXT = "收到时间,受理渠道,摘要\n2020-03-04,柜面,排队太久\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "utf-8"),
        (b"a,b\n", "utf-8"),
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("gbk"), "gb18030"),
        ((TEXT + "𠮷").encode("gb18030"), "gb18030"),
    ],
)
def test_encoding_is_decided_by_mark_then_utf8_then_gb18030(data: bytes, encoding: str) -> None:
    stream = io.BytesIO(data)
    found = scan(stream, path="x.csv")
    assert found.encoding == encoding
    assert found.sha256 == hashlib.sha256(data).hexdigest()
    assert stream.tell() == 0


def test_characters_across_chunks_are_whole() -> None:
    for shift in range(4):
        data = b"a" * (CHUNK - shift) + "投诉".encode() * 10
        assert scan(io.BytesIO(data), path="x").encoding == "utf-8"
        data = b"a" * (CHUNK - shift) + "投诉".encode("gbk") * 10
        assert scan(io.BytesIO(data), path="x").encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
@pytest.mark.parametrize(
    ("text", "is_suspicious"),
    [
        ("1.10101E+17", True),
        ("1.1e+17", True),
        ("GRADE+1", False),
        ("A1E+x", False),
        ("12+3", False),
    ],
)
def test_shortened_numbers_are_suspected(encoding: str, text: str, *, is_suspicious: bool) -> None:
    data = f"编号\n{text}\n".encode(encoding)
    assert scan(io.BytesIO(data), path="x").suspicious is is_suspicious


def test_shortened_numbers_across_chunks_are_suspected() -> None:
    for shift in range(12):
        data = b"a" * (CHUNK - shift) + b"1.10101E+17"
        assert scan(io.BytesIO(data), path="x").suspicious


def test_given_encoding_overrides() -> None:
    assert scan(io.BytesIO("客诉单".encode("gbk")), path="x", encoding="GBK").encoding == "gbk"
    assert scan(io.BytesIO("客訴".encode("big5")), path="x", encoding="big5").encoding == "big5"
    marked = io.BytesIO(TEXT.encode("utf-8-sig"))
    assert scan(marked, path="x", encoding="utf8").encoding == "utf-8-sig"


@pytest.mark.parametrize("name", ["klingon", "rot13", "hex", "a\0b", ""])
def test_unknown_encoding_is_refused(name: str) -> None:
    with pytest.raises(UnknownChoice) as caught:
        scan(io.BytesIO(b"a"), path="x.csv", encoding=name)
    assert (caught.value.values["value"], caught.value.values["option"]) == (name, "--encoding")


def test_a_byte_that_does_not_belong_is_named_with_its_offset() -> None:
    with pytest.raises(BadEncoding) as caught:
        scan(io.BytesIO(b"a" * CHUNK + b"\xff\xff"), path="x")
    assert caught.value.values["offset"] == CHUNK
    with pytest.raises(BadEncoding) as caught:
        scan(io.BytesIO(b"abc\xe9"), path="x", encoding="ascii")
    assert caught.value.values["offset"] == 3


def test_damaged_utf8_is_not_taken_for_gb18030() -> None:
    good = "这一行中文是UTF-8编码的，它没有错误，后面才有".encode()
    data = good + b"\xb0\xa1" + good
    with pytest.raises(BadEncoding) as caught:
        scan(io.BytesIO(data), path="x")
    assert caught.value.values["encoding"] == "utf-8"
    assert caught.value.values["offset"] == len(good)


@given(st.text())
def test_no_forbidden_character_passes_the_screen(text: str) -> None:
    assert may_be_hostile(text) or check_text(text) is None


@pytest.mark.parametrize("code", [0, 8, 11, 0x7F, 0x85, 0xD800, 0xFDD0, 0xFFFE, 0xFFFF, 0x1FFFE])
def test_each_forbidden_kind_is_suspected(code: int) -> None:
    assert may_be_hostile("中文" + chr(code))


def test_plain_text_in_any_script_is_not_suspected() -> None:
    assert not may_be_hostile("排队，太久。\r\n\tNBSP\xa0é 😀 ｆｕｌｌ")


def test_memory_is_bounded() -> None:
    stream = io.BytesIO("投诉内容,".encode() * 2_000_000)
    tracemalloc.start()
    try:
        scan(stream, path="x")
        spool(stream).close()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8_000_000


def test_a_pipe_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "TABLE_LIMIT", 3 << 20)
    with Path("/dev/zero").open("rb") as endless, pytest.raises(OverLimit) as caught:
        spool(endless)
    assert caught.value.values["limit"] == "3 MiB"


def test_spooled_stream_can_be_read_twice() -> None:
    with spool(io.BytesIO(b"once")) as copy:
        assert copy.read() == b"once"
        copy.seek(0)
        assert copy.read() == b"once"


@pytest.mark.parametrize(
    "text", ["café crème brûlée", "Zürich, Genève", "Ñandú año niño", "naïve coöperation"]
)
def test_western_text_that_passes_for_gb18030_is_not_taken_for_chinese(text: str) -> None:
    data = (text + "\n").encode("cp1252")
    with pytest.raises(BadEncoding):
        scan(io.BytesIO(data), path="x")
    assert scan(io.BytesIO(data), path="x", encoding="cp1252").encoding == "cp1252"


def test_chinese_with_rare_characters_is_gb18030() -> None:
    data = "投诉人：喆、堃、镕、瑄，網點：東僑".encode("gb18030")
    assert scan(io.BytesIO(data), path="x").encoding == "gb18030"

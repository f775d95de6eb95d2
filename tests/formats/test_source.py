"""A table opened with a profile: what it tells, which bytes and headings it takes, what it refuses."""

from __future__ import annotations

import gc
import hashlib
import io
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.house import NoSuchFile
from ledgerctl.errors.system import BadTable, CannotRead
from ledgerctl.errors.usage import UnknownChoice
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import TableSource, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgerctl.application.imports.files import MappedRow

    Read = Callable[..., list[MappedRow]]

TODAY = date(2026, 3, 4)
HEAD = "收到时间,受理渠道,投诉内容"


def opened(data: bytes) -> TableSource:
    return open_source("-", profile=load_profile("register"), stdin=io.BytesIO(data))


def test_own_columns_of_a_rejects_file_are_ignored() -> None:
    content = f"{HEAD},_line,_code,_message\n2020-03-04,柜面,x,2,E201,wrong\n"
    with opened(content.encode()) as source:
        row = next(iter(source.rows(today=TODAY)))
        assert row.sealed == {"summary": "x"}
        assert source.kept_columns == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("收到时间,渠道,来源渠道,摘要\n1,2,3,4\n", "渠道 and 来源渠道 both mean channel"),
        ("收到时间,摘要2\n1,2\n", "channel 受理渠道, summary"),
        ("附件一,\n收到时间,渠道\n", "received_at"),
        ("附件一,,\n甲,乙,丙\n", "the headings are: 附件一"),
    ],
)
def test_headings_that_cannot_be_used(read: Read, content: str, words: str) -> None:
    with pytest.raises(BadTable) as caught:
        read(content)
    assert words in str(caught.value.values["problem"])
    assert ", ," not in str(caught.value.values["problem"])


def test_a_table_without_any_known_heading_gets_other_advice(read: Read) -> None:
    with pytest.raises(BadTable) as caught:
        read("一,二\n甲,乙\n")
    assert "another row" in str(caught.value.values["expected"])


@pytest.mark.parametrize("content", ["", "\ufeff", HEAD, HEAD + "\n\n"])
def test_empty_files_are_refused(read: Read, content: str) -> None:
    with pytest.raises(BadTable):
        read(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_any_detected_encoding_gives_the_same_row(read: Read, encoding: str) -> None:
    content = f"{HEAD}\n2020-03-04,柜面,排队，太久\n"
    assert read(content.encode(encoding)) == read(content)


def test_wrong_encoding_name(read: Read) -> None:
    with pytest.raises(UnknownChoice):
        read(HEAD, encoding="utf-9")


def test_what_a_source_tells(tmp_path: Path) -> None:
    path = tmp_path / "三月.csv"
    data = f"{HEAD.replace(',', ';')};天气\n2020-03-04;柜面;x;雨\n".encode("gb18030")
    path.write_bytes(data)
    with open_source(str(path), profile=load_profile("register")) as source:
        assert (source.name, source.encoding, source.profile) == ("三月.csv", "gb18030", "register")
        assert source.header == ("收到时间", "受理渠道", "投诉内容", "天气")
        assert (source.kept_columns, source.said["delimiter"]) == (("天气",), ";")
        assert source.sha256 == hashlib.sha256(data).hexdigest()
        assert source.key_prefix == "register"
        once = list(source.rows(today=TODAY))
        assert list(source.rows(today=TODAY)) == once


def test_standard_input_is_read_once_and_mapped_twice() -> None:
    with opened(f"{HEAD}\n昨天,柜面,x\n".encode()) as source:
        assert source.name == "-"
        assert [row.facts["received_at"] for row in source.rows(today=TODAY)] == ["2026-03-03"]
    with pytest.raises(CannotRead):
        open_source("-", profile=load_profile("register"))


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, f"{HEAD}\n2020-03-04,柜面,x\n".encode())
    os.close(writing)
    with open_source(f"/dev/fd/{reading}", profile=load_profile("register")) as source:
        assert len(list(source.rows(today=TODAY))) == 1
    os.close(reading)


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    register = load_profile("register")
    with pytest.raises(NoSuchFile):
        open_source(str(tmp_path / "none.csv"), profile=register)
    with pytest.raises(NoSuchFile):
        open_source("a\0b", profile=register)
    with pytest.raises(CannotRead) as caught:
        open_source(str(tmp_path), profile=register)
    assert caught.value.values["problem"] == "it is a folder"


def test_permission_refused_is_coded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(CannotRead) as caught:
        open_source(str(tmp_path / "x.csv"), profile=load_profile("cfpb"))
    assert caught.value.values["problem"] == "Permission denied"


def test_a_file_that_changes_meanwhile_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{HEAD}\n2020-03-04,柜面,x\n", "utf-8")
    with open_source(str(path), profile=load_profile("register")) as source:
        rows = source.rows(today=TODAY)
        next(rows)
        with path.open("a", encoding="utf-8") as stream:
            stream.write("2020-03-04,柜面,y\n")
        with pytest.raises(CannotRead):
            list(rows)


def test_a_source_that_is_dropped_closes_its_file(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{HEAD}\n2020-03-04,柜面,x\n2020-03-04,柜面,y\n", "utf-8")
    source = open_source(str(path), profile=load_profile("register"))
    rows = source.rows(today=TODAY)
    next(rows)
    del source, rows
    gc.collect()  # an open file would be a ResourceWarning here, and that an error


def test_a_failing_disk_is_a_coded_error(read: Read, tmp_path: Path) -> None:
    class Failing(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(CannotRead) as caught:
        open_source("-", profile=load_profile("register"), stdin=Failing(b"x"))
    assert caught.value.values["problem"] == "Input/output error"


def test_long_headings_are_cut_in_the_message(read: Read) -> None:
    with pytest.raises(BadTable) as caught:
        read("受理渠道," + "长" * 5_000 + "\n甲,乙\n")
    assert len(str(caught.value.values["problem"])) < 400

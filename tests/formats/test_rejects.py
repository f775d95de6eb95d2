from __future__ import annotations

import csv
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.house import FileExists
from ledgerctl.errors.system import DiskFailure, NoPermission
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.rejects import RejectFile
from ledgerctl.formats.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.application.imports.import_results import Problem

TODAY = date(2026, 3, 4)
HEAD = "收到时间,受理渠道,投诉内容,备注2"


def describe(problem: Problem) -> str:
    return problem.sentence.format(**problem.values)


def import_bad(path: Path) -> tuple[Path, list[MappedRow]]:
    with open_source(str(path), profile=load_profile("register")) as source:
        rejects = RejectFile(str(path.with_suffix(".rejects.csv")), source.header, describe)
        rows = [row for row in source.rows(today=TODAY) if row.problems]
        for row in rows:
            rejects.add(row)
        rejects.finish()
    return path.parent / rejects.path, rows


def content_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, strict=True))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_text(
        f'{HEAD}\n2020-03-04,=cmd,"多\r\n行",\'=1+1\n2020-03-04,柜面,好,x\n昨日,火,x,y\n', "utf-8"
    )
    return path


def test_rows_stand_as_they_were_with_line_code_and_message(table: Path) -> None:
    path, _ = import_bad(table)
    assert path.name == "in.rejects.csv"
    header, first, second = content_of(path)
    assert header == [*HEAD.split(","), "_line", "_code", "_message"]
    assert first[:6] == ["2020-03-04", "=cmd", "多\r\n行", "'=1+1", "2", "E201"]
    assert first[6].startswith("'=cmd is not a known channel")
    assert second[:6] == ["昨日", "火", "x", "y", "5", "E202 E201"]


def test_file_is_private_marked_and_alone(table: Path) -> None:
    path, _ = import_bad(table)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert sorted(found.name for found in table.parent.iterdir()) == ["in.csv", "in.rejects.csv"]


def test_importing_the_rejects_again_gives_the_same_rejects(table: Path) -> None:
    path, rows = import_bad(table)
    again, repeated = import_bad(path)
    assert [row.facts for row in repeated] == [row.facts for row in rows]
    without_lines = [[cell for i, cell in enumerate(row) if i != 4] for row in content_of(path)]
    assert without_lines == [
        [cell for i, cell in enumerate(row) if i != 4] for row in content_of(again)
    ]


def test_a_repaired_rejects_file_is_accepted(table: Path) -> None:
    path, _ = import_bad(table)
    path.write_text(
        path.read_text("utf-8").replace("=cmd", "柜面").replace("昨日,火", "昨天,柜面"), "utf-8"
    )
    with open_source(str(path), profile=load_profile("register")) as source:
        assert [row.problems for row in source.rows(today=TODAY)] == [[], []]


@pytest.mark.parametrize(
    "bad",
    ["2020-03-04,柜面\n", "2020-03-04,柜面,x,y,z,,\n", '2020-03-04,柜面,"x"y,z\n', '1,2,3,"4\n'],
)
def test_ragged_rows_stay_ragged_until_repaired(tmp_path: Path, bad: str) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"{HEAD},,\n2020-03-04,柜面,x,y\n{bad}", "utf-8")
    rejects, rows = import_bad(path)
    assert [row.problems[0].code for row in rows] in (["E905"], ["E906"])
    again, repeated = import_bad(rejects)
    assert [row.problems[0].code for row in repeated] == ["E905"]
    assert again != rejects


def test_cells_under_blank_headings_are_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(f"{HEAD},,\n2020-03-04,柜面,x,y,,z\n", "utf-8")
    rejects, _ = import_bad(path)
    assert content_of(rejects)[1][-1] == "z"
    assert len(import_bad(rejects)[1]) == 1


def test_nothing_is_ever_replaced(table: Path) -> None:
    table.with_suffix(".rejects.csv").write_text("mine", "utf-8")
    path, _ = import_bad(table)
    assert path.name == "in.rejects-2.csv"
    assert import_bad(table)[0].name == "in.rejects-3.csv"
    assert table.with_suffix(".rejects.csv").read_text("utf-8") == "mine"


def test_a_name_taken_meanwhile_is_left_alone(table: Path) -> None:
    with open_source(str(table), profile=load_profile("register")) as source:
        rejects = RejectFile(str(table.with_name("r.csv")), source.header, describe)
        assert rejects.path.endswith("/r.csv")
        rejects.add(next(source.rows(today=TODAY)))
        table.with_name("r.csv").write_text("theirs", "utf-8")
        rejects.finish()
    assert rejects.path.endswith("/r-2.csv")
    assert table.with_name("r.csv").read_text("utf-8") == "theirs"


def test_without_rejects_or_finish_there_is_no_file(table: Path) -> None:
    RejectFile(str(table.with_name("none.csv")), ["a"], describe).finish()
    with open_source(str(table), profile=load_profile("register")) as source:
        rejects = RejectFile(str(table.with_name("none.csv")), source.header, describe)
        rejects.add(next(source.rows(today=TODAY)))
        assert len(list(table.parent.iterdir())) == 2
        rejects.discard()
        rejects.discard()
    assert [found.name for found in table.parent.iterdir()] == ["in.csv"]


def test_a_folder_that_is_not_there_is_a_coded_error(table: Path) -> None:
    with open_source(str(table), profile=load_profile("register")) as source:
        rejects = RejectFile(str(table.parent / "no" / "r.csv"), source.header, describe)
        with pytest.raises(DiskFailure):
            rejects.add(next(source.rows(today=TODAY)))


def test_a_refusing_disk_is_a_coded_error_and_leaves_nothing(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_number: int) -> None:
        raise OSError(28, "No space left on device")

    with open_source(str(table), profile=load_profile("register")) as source:
        rejects = RejectFile(str(table.with_name("r.csv")), source.header, describe)
        rejects.add(next(source.rows(today=TODAY)))
        monkeypatch.setattr("os.fsync", refuse)
        with pytest.raises(DiskFailure) as caught:
            rejects.finish()
    assert caught.value.values["problem"] == "No space left on device"
    assert [found.name for found in table.parent.iterdir()] == ["in.csv"]


def test_a_thousand_names_are_enough(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ledgerctl.formats.rejects._MOST_NAMES", 3)
    assert [import_bad(table)[0].name for _ in range(2)] == ["in.rejects.csv", "in.rejects-2.csv"]
    with pytest.raises(FileExists):
        import_bad(table)


def test_a_locked_folder_is_a_coded_error(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_parts: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with open_source(str(table), profile=load_profile("register")) as source:
        rejects = RejectFile(str(table.with_name("r.csv")), source.header, describe)
        with pytest.raises(NoPermission):
            rejects.add(next(source.rows(today=TODAY)))


@pytest.mark.parametrize("tail", ["", ",,"])
def test_a_mark_left_behind_a_repaired_row_is_explained(tmp_path: Path, tail: str) -> None:
    path = tmp_path / "r.csv"
    # A spreadsheet that saved the file again may have given every row a cell for it
    path.write_text(f"{HEAD}{tail}\n2020-03-04,柜面,好,x,…{tail[1:]}\n", "utf-8")
    [problem] = import_bad(path)[1][0].problems
    assert (problem.code, describe(problem)) == (
        "E905",
        "repair the row, then delete the … at its end",
    )

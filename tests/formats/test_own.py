from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.formats.profiles import load_profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.imports.files import MappedRow

    Read = Callable[..., list[MappedRow]]

HEAD = "案件编号,状态,收到时间,受理渠道,投诉内容摘要,原始列"


def one(read: Read, row: str, head: str = HEAD) -> MappedRow:
    [found] = read(f"{head}\r\n{row}\r\n", load_profile("ledger"))
    return found


@pytest.mark.parametrize(
    ("status", "closed"), [("已办结", True), ("closed", True), ("已登记", None)]
)
def test_the_status_says_whether_a_case_is_closed(
    read: Read,
    status: str,
    closed: object,
) -> None:
    row = one(read, f"2020-0001,{status},2020-03-04,counter,x,")
    assert row.problems == []
    assert row.facts.get("closed") is closed
    assert "source_id" not in row.facts
    assert row.sealed == {"summary": "x"}


def test_guards_come_off_and_the_columns_of_another_register_come_back(read: Read) -> None:
    row = one(read, '1,received,2020-03-04,counter,\'=1+1,"{""列"":""=值""}"')
    assert row.sealed == {"summary": "=1+1", "extra": {"列": "=值"}}


def test_a_column_nobody_knows_is_kept(read: Read) -> None:
    row = one(read, "x,2020-03-04,counter,26", "投诉内容摘要,收到时间,受理渠道,大堂温度")
    assert row.sealed == {"summary": "x", "extra": {"大堂温度": "26"}}


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("1,asleep,2020-03-04,counter,x,", "E201", "状态"),
        ("1,reversed,2020-03-04,counter,x,", "E201", "状态"),
        ("1,received,2020-03-04,counter,x,{", "E936", "原始列"),
        ("1,received,2020-03-04,counter,x,[1]", "E936", "原始列"),
        ('1,received,2020-03-04,counter,x,"{""a"": 1}"', "E936", "原始列"),
    ],
)
def test_what_cannot_be_read_is_a_problem_of_its_row(
    read: Read, row: str, code: str, column: str
) -> None:
    [problem] = one(read, row).problems
    assert (problem.code, problem.column) == (code, column)


def test_a_bad_row_goes_back_guarded(read: Read) -> None:
    row = one(read, "1,asleep,2020-03-04,counter,'=1+1,")
    assert row.cells[4] == "'=1+1"


def test_a_cut_row_is_still_a_cut_row(read: Read) -> None:
    [problem] = one(read, "1,received,2020-03-04").problems
    assert problem.code == "E906"

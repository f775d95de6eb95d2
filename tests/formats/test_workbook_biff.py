"""Cells of XLS that hold an error or were never computed are named problems, as in the other workbooks."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xls import (
    COMPUTED,
    DIVISION,
    NOT_AVAILABLE,
    blank_formula,
    error,
    formula,
    number_formula,
    record,
    text,
    true,
    workbook,
)

from ledgerctl.formats.opening import open_table
from ledgerctl.formats.table import Choices
from ledgerctl.formats.workbook_biff import look_into_xls

if TYPE_CHECKING:
    from pathlib import Path

END, FREE = 0xFFFFFFFE, 0xFFFFFFFF
HEAD = text(0, 0, "编号") + text(0, 1, "内容")


def faults(data: bytes, place: int = 0) -> dict[tuple[int, int], str]:
    found = look_into_xls(io.BytesIO(data), place)
    return {cell: shown for cell, (_, shown) in found.faults.items()}


def rows(path: Path, data: bytes, **choices: str) -> list[tuple[int, list[str], str]]:
    path.write_bytes(data)
    file = open_table(str(path), choices=Choices(**choices))  # type: ignore[arg-type]  # texts
    table = file.table()
    found = [
        (line, cells, "" if fault is None else fault.code) for line, cells, fault in table.records()
    ]
    table.detach()
    file.close()
    return found


@pytest.mark.parametrize("small", [True, False])
def test_an_error_is_named_with_its_cell(tmp_path: Path, small: bool) -> None:  # noqa: FBT001 - a parameter of the test
    body = (
        text(1, 0, "A1") + error(1, 1, NOT_AVAILABLE)
        + text(2, 0, "A2") + formula(2, 1, DIVISION)
        + text(3, 0, "A3") + true(3, 1)
    )  # fmt: skip
    assert rows(tmp_path / "r.xls", workbook(HEAD + body, small=small)) == [
        (2, ["A1", "#N/A"], "E919"),
        (3, ["A2", "#DIV/0!"], "E919"),
        (4, ["A3", "TRUE"], ""),
    ]


def test_a_formula_that_no_program_computed_is_named_with_its_cell(tmp_path: Path) -> None:
    body = text(1, 0, "A1") + blank_formula(1, 1) + text(2, 0, "A2") + text(2, 1, "x")
    assert rows(tmp_path / "r.xls", workbook(HEAD + body)) == [
        (2, ["A1", ""], "E920"),
        (3, ["A2", "x"], ""),
    ]


@pytest.mark.parametrize(
    ("cells", "more"),
    [(b"", COMPUTED), (number_formula(2, 1, 5.0), b"")],
    ids=["a program saved it", "another formula has a value"],
)
def test_a_formula_that_shows_nothing_is_empty(tmp_path: Path, cells: bytes, more: bytes) -> None:
    data = workbook(HEAD + text(1, 0, "A1") + blank_formula(1, 1) + cells, more=more)
    assert rows(tmp_path / "r.xls", data)[0] == (2, ["A1", ""], "")


def test_each_sheet_has_its_own(tmp_path: Path) -> None:
    data = workbook(HEAD + text(1, 0, "x"), HEAD + text(1, 0, "y") + error(1, 1, 0x24))
    assert (faults(data, 0), faults(data, 1)) == ({}, {(1, 1): "#NUM!"})
    assert rows(tmp_path / "r.xls", data, sheet="S1") == [(2, ["x", ""], "")]
    assert rows(tmp_path / "r.xls", data, sheet="S2") == [(2, ["y", "#NUM!"], "E919")]


def test_errors_of_a_chart_inside_are_not_the_sheets() -> None:
    chart = record(0x0809, bytes(16)) + error(7, 7, NOT_AVAILABLE) + record(0x000A)
    data = workbook(HEAD + chart + error(1, 1, NOT_AVAILABLE))
    assert faults(data) == {(1, 1): "#N/A"}


def test_a_sheet_that_is_not_there_has_none() -> None:
    assert faults(workbook(HEAD + error(1, 1, NOT_AVAILABLE)), place=1) == {}


def test_a_larger_table_of_sectors_is_followed() -> None:
    data = workbook(HEAD + error(1, 1, NOT_AVAILABLE))
    more = struct.pack("<128I", *[FREE] * 127, END)
    number = len(data) // 512 - 1
    whole = data[:68] + struct.pack("<II", number, 1) + data[76:] + more
    assert faults(whole) == {(1, 1): "#N/A"}


@pytest.mark.parametrize(
    "following", [3, 200], ids=["a chain that bites its own tail", "a sector beyond the last"]
)
def test_a_broken_chain_ends_the_look(following: int) -> None:
    data = workbook(HEAD + error(1, 1, NOT_AVAILABLE))
    # The table of sectors is the first one; sector 4 follows the first of the workbook
    at = 512 + 4 * 4
    assert faults(data[:at] + struct.pack("<I", following) + data[at + 4 :]) == {}


def test_a_file_without_a_workbook_has_none() -> None:
    data = workbook(HEAD + error(1, 1, NOT_AVAILABLE))
    assert (
        faults(data.replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))) == {}
    )


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_broken_files_end_the_look(data: st.DataObject) -> None:
    cells = HEAD + error(1, 1, NOT_AVAILABLE) + blank_formula(2, 1)
    whole = bytearray(workbook(cells, small=data.draw(st.booleans())))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(8, len(whole) - 1))] = data.draw(st.integers(0, 255))
    look_into_xls(io.BytesIO(bytes(whole[: data.draw(st.integers(0, len(whole)))])), 0)


def test_real_workbooks_hold_none(real_data: Path) -> None:
    found = sorted((real_data / "nasty").rglob("*.xls"))
    assert len(found) >= 9
    assert [path.name for path in found if faults(path.read_bytes())] == []

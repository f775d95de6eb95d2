"""Headings below titles, and headings that nobody can tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.errors.imports import SameHeading
from ledgerctl.errors.system import BadTable
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source
from ledgerctl.formats.table import Choices

if TYPE_CHECKING:
    from pathlib import Path

    from ledgerctl.formats.source import TableSource

HEADINGS = "投诉编号,收到时间,受理渠道,投诉内容摘要"
ROW = "A-1,2020-03-04,柜面,排队"


def opened(tmp_path: Path, *lines: str, choices: Choices | None = None) -> TableSource:
    path = tmp_path / "r.csv"
    path.write_text("\n".join([*lines, ""]), "utf-8")
    return open_source(str(path), profile=load_profile("register"), choices=choices)


@pytest.mark.parametrize(
    "titles",
    [
        ("东侨支行投诉台账,,,",),
        ("东侨支行投诉台账", "填报单位：营业部,,,制表：甲"),
        ("", "2020年", "", "合计 25 件,,"),
        tuple(f"第{n}行" for n in range(19)),
    ],
)
def test_titles_above_the_headings_are_passed_over(tmp_path: Path, titles: tuple[str, ...]) -> None:
    with opened(tmp_path, *titles, HEADINGS, ROW) as source:
        assert source.said["header_row"] == str(len(titles) + 1)
        (row,) = source.rows(today=None)  # type: ignore[arg-type]  # no word such as 昨天 stands there
        assert (row.line, row.facts["source_id"], row.problems) == (len(titles) + 2, "A-1", [])
        assert len(list(source.rows(today=None))) == 1  # type: ignore[arg-type]  # read once more


@pytest.mark.parametrize(
    "lines",
    [
        # A known heading in the first row: that row is the headings, and incomplete
        ("投诉编号,别的", HEADINGS, ROW),
        # No row has every column that is needed
        ("标题", "投诉编号,收到时间", "A-1,2020-03-04"),
        # Twenty rows are looked at, no more
        (*(f"第{n}行" for n in range(20)), HEADINGS, ROW),
    ],
)
def test_anything_less_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(BadTable):
        opened(tmp_path, *lines)


def test_a_row_that_was_named_is_the_one(tmp_path: Path) -> None:
    with pytest.raises(BadTable):
        opened(tmp_path, "标题", HEADINGS, ROW, choices=Choices(header_row=1))


def test_headings_in_two_spellings_of_unicode_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SameHeading) as refusal:
        opened(tmp_path, "", f"{HEADINGS},café,cafe\u0301", f"{ROW},1,2")
    assert refusal.value.values["first"] == 5
    assert refusal.value.values["second"] == 6
    assert refusal.value.values["row"] == "line 2"


def test_headings_of_two_widths_are_two_headings(tmp_path: Path) -> None:
    with opened(tmp_path, f"{HEADINGS},Ａ级,A级", f"{ROW},1,2") as source:
        (row,) = source.rows(today=None)  # type: ignore[arg-type]  # as above
        assert row.sealed["extra"] == {"Ａ级": "1", "A级": "2"}

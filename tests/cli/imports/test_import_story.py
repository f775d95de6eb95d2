"""A register as a branch keeps it in a spreadsheet: half the rows bad, repaired, imported again, taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from workbooks import rows_of, xlsx

from ledgerctl.cli.context import streams
from ledgerctl.cli.imports import importing

if TYPE_CHECKING:
    from pathlib import Path

    from desk_line import Line

HEAD = (
    *("序号", "投诉日期", "投诉人姓名", "联系电话", "身份证号", "投诉渠道", "业务种类"),
    *("投诉内容", "处理结果", "办结日期"),
)
ROWS: tuple[tuple[object, ...], ...] = (
    (1, "2020-01-06", "王芳", "13800000001", "", "95533热线", "个人储蓄", "排队", "已致歉", "2020-01-08"),
    (2, "2020-02-30", "李强", "13800000002", "", "柜面", "信用卡", "年费", "属实", "2020-02-20"),
    (3, "2020-03-04", "赵敏", "13800000003", "", "营业厅", "个人贷款", "账号", "属实", "2020-03-01"),
    (4, "", "陈刚", "13800000004", "", "微信", "理财", "收益", "", ""),
    (5, "2020/5/7", "孙丽", "13800000005", "", "银监转办", "其他", "态度", "不属实", "2020/5/9"),
    (6, "2020-07-01", "吴静", "13800000007", 350902199001011234, "来访", "借记卡", "短信费", "", ""),
)  # fmt: skip
WORDS = ("--profile", "register-zh", "--json")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "投诉登记表.xlsx"
    title = ("东侨支行2020年度客户投诉登记台账",)
    path.write_bytes(xlsx(rows_of(title, ("填报单位：东侨支行",), HEAD, *ROWS), merged=("A1:J1",)))
    return path


def found_in(line: Line, *words: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(line("import", *words).out)["data"]
    return data


def test_every_problem_has_its_line_its_heading_and_its_code(line: Line, book: Path) -> None:
    data = found_in(line, str(book), *WORDS)
    problems = [(each["line"], each["column"], each["code"]) for each in data["problems"]]
    assert problems == [
        # A sentence where a finding could stand is kept, and warned of
        (4, "处理结果", "E904"),
        (5, "投诉日期", "E203"),
        # The heading of the file, not the name of the field
        (6, "办结日期", "E407"),
        (7, "投诉日期", "E211"),
        (9, "身份证号", "E921"),
    ]
    assert (data["rejected"], data["written"], data["kept_columns"]) == (4, False, ["序号"])
    chinese = line("--lang", "zh", "import", str(book), *WORDS[:2]).out
    assert "按“未知”读入" in chinese


def test_what_is_refused_is_repaired_imported_and_taken_back(line: Line, book: Path) -> None:
    first = found_in(line, str(book), *WORDS, "--partial")
    assert (first["added"], first["rejected"]) == (2, 4)
    rejects = book.with_suffix(".rejects.xlsx")
    sheet = load_workbook(rejects)
    repairs = {"2020-02-30": "2020-02-03", "2020-03-01": "2020-03-10"}
    for row in sheet.active.iter_rows():
        for cell in row:
            cell.value = repairs.get(cell.value, cell.value)
        if row[2].value == "陈刚":
            row[1].value = "2020-04-02"
    sheet.save(rejects)
    # The lost digits are not repaired yet
    data = found_in(line, str(rejects), *WORDS)
    assert [each["code"] for each in data["problems"]] == ["E905"]
    assert "delete the …" in data["problems"][0]["message"]
    last = list(sheet.active.iter_rows())[-1]
    last[HEAD.index("身份证号")].value = "350902199001011234"
    last[-1].value = None
    sheet.save(rejects)
    second = found_in(line, str(rejects), *WORDS)
    assert (second["added"], second["rejected"]) == (4, 0)
    assert line("list", "--json").data["total"] == 6
    for batch in (first["batch"], second["batch"]):
        assert line("undo", batch, "--reason", "试一试", "--yes").status == 0
    assert line("list", "--json").data["total"] == 0
    assert [each["undone"] > 0 for each in line("imports", "--json").data["imports"]] == [True] * 2
    assert line("verify").status == 0


def test_on_a_terminal_what_refuses_a_row_is_shown_before_warnings(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "can_ask", lambda: True)
    monkeypatch.setattr(importing, "agrees", lambda _question: False)
    path = tmp_path / "r.csv"
    warned = "2020-03-04,柜面,排队,已致歉\n" * 12
    path.write_text(f"投诉日期,投诉渠道,投诉内容,处理结果\n{warned},柜面,排队,属实\n", "utf-8")
    told = line("import", str(path), "--profile", "register-zh", "--partial").err
    assert "line 14" in told
    assert told.index("E211") < told.index("E904")


def test_all_that_is_wrong_with_a_row_is_said_at_once(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text(
        "收到时间,登记时间,受理渠道,投诉内容,办结时间,告知时间\n"
        # An unknown channel, registered and told before it came, closed in the future
        "2020-03-04,2020-03-01,nowhere,排队,2031-01-01,2020-03-02\n"
        # No day that can be read: what depends on it is not guessed
        "2020-02-30,2020-01-01,柜面,排队,2020-01-02,\n",
        "utf-8",
    )
    problems = found_in(line, str(path), "--json")["problems"]
    assert [(each["line"], each["column"], each["code"]) for each in problems] == [
        (2, "受理渠道", "E201"),
        (2, "登记时间", "E407"),
        (2, "办结时间", "E406"),
        (2, "告知时间", "E407"),
        (3, "收到时间", "E203"),
    ]

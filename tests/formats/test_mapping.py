"""What the rows of a table become through a profile."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from workbooks import Markup, rows_of, xlsx

from ledgerctl.application.imports.screening import screen
from ledgerctl.formats.profiles import load_profile, parse_profile
from ledgerctl.formats.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgerctl.application.imports.files import MappedRow
    from ledgerctl.formats.profiles import Profile

    Read = Callable[..., list[MappedRow]]

NUMBERS = "投诉编号,转办文号,联系电话,证件号码"
HEAD = "收到时间,受理渠道,投诉内容"


def profile(text: str) -> Profile:
    return parse_profile(text.encode(), path="mine.toml", name="mine")


def codes(row: MappedRow) -> list[tuple[str, str, str]]:
    return [(problem.code, problem.column, problem.value) for problem in row.problems]


def test_register_reads_both_languages(read: Read) -> None:
    chinese = "编号,收到时间,受理渠道,投诉原因,投诉人,投诉内容,涉及金额,是否越级,被投诉人员,办结时间,大堂温度\n"
    english = (
        "Case number,Received,Channel,Cause,Complainant,Summary,Amount involved,Skip level,"
        "Complained about,Date closed,大堂温度\n"
    )
    row = "007,2020年3月4日,柜面,pricing,张三,排队,1.2万,否,李四；王五,2020-03-05 09:30,26\n"
    first, second = read(chinese + row)[0], read(english + row)[0]
    assert first == second
    assert first.problems == []
    assert first.facts == {
        "source_id": "007",
        "received_at": "2020-03-04",
        "channel": "counter",
        "cause": "pricing",
        "amount": 1_200_000,
        "skip_level": False,
        "complained": ["李四", "王五"],
        "resolved_at": "2020-03-05T09:30",
        "closed": True,
    }
    assert first.sealed == {
        "complainant": "张三",
        "summary": "排队",
        "extra": {"大堂温度": "26"},
    }


def test_empty_cells_are_unknown_and_open(read: Read) -> None:
    row = read(f"{HEAD},办结时间,原因,金额\n2020-03-04,柜面, x ,, ,0\n")[0]
    assert row.facts == {"received_at": "2020-03-04", "channel": "counter", "amount": 0}
    assert row.sealed == {"summary": "x"}


def test_every_bad_cell_is_collected(read: Read) -> None:
    rows = read(f"{HEAD},投诉人,金额\n2020-02-30,柜台大,{'长' * 32_001},张三,-5\n,,,王五,\n")
    assert codes(rows[0]) == [
        ("E203", "收到时间", "2020-02-30"),
        ("E201", "受理渠道", "柜台大"),
        ("E204", "金额", "-5"),
        ("E208", "投诉内容", "长" * 59 + "…"),
    ]
    assert codes(rows[1]) == [
        ("E211", "收到时间", ""),
        ("E211", "受理渠道", ""),
        ("E211", "投诉内容", ""),
    ]
    assert "nearest" in rows[0].problems[1].values


def test_a_refused_text_is_refused_each_time(read: Read) -> None:
    rows = read(f"{HEAD}\n3/4/2020,柜面,x\n3/4/2020,柜面,y\n")
    assert [codes(row) for row in rows] == [[("E202", "收到时间", "3/4/2020")]] * 2


def test_personal_values_are_masked(read: Read) -> None:
    row = read(
        f"{HEAD},联系电话,证件号码,姓名\n2020-03-04,柜面,x,138000\x0080001,11010\x01,张\x02三\n"
    )[0]
    assert all("三" not in value and "00800" not in value for _, _, value in codes(row))
    assert {problem.code for problem in row.problems} == {"E207"}
    assert row.cells[3] == "138000\x0080001"


def test_forbidden_characters_are_found_in_every_column(read: Read) -> None:
    rows = read(
        f"{HEAD},其他列\n2020-03-04,柜面,x,a\x00b\n2020-03-04,柜\x1b面,x,ok\n2020-03-04,柜面,好,é\n"
    )
    assert codes(rows[0]) == [("E207", "其他列", "a\\x00b")]
    assert codes(rows[1]) == [("E207", "受理渠道", "柜\\x1b面")]
    assert rows[2].problems == []


def test_the_shape_of_a_row_is_a_problem_of_its_own(read: Read) -> None:
    rows = read(f"{HEAD}\n2020-03-04,柜面\n2020-03-04,柜面,x\n2020-03-04\n")
    assert [(row.line, [problem.code for problem in row.problems]) for row in rows] == [
        (2, ["E905"]),
        (3, []),
        (4, ["E906"]),
    ]
    assert rows[0].cells == ["2020-03-04", "柜面"]


def test_wholly_blank_rows_are_passed_over(read: Read) -> None:
    assert [row.line for row in read(f"{HEAD}\n,,\n2020-03-04,柜面,x\n , ,\n")] == [3]


def test_own_profile_maps_values_dates_and_constants(read: Read) -> None:
    chosen = profile(
        """
        catalogue = false
        date_forms = ["mdy2"]
        empty = ["-"]
        keep = ["How"]
        [columns]
        When = "received_at"
        How = "channel"
        What = "summary"
        Who = "handler"
        [values.channel]
        "Walk in" = "counter"
        [constants]
        business = "贷款"
        remark = "旧系统"
        [closed_when]
        field = "channel"
        values = ["letter"]
        """
    )
    rows = read(
        "When,How,What,Who\n3/4/20,walk  IN,x,-\n2/30/20,letter,-,a\n2020-03-04,-,y,\n", chosen
    )
    assert rows[0].facts == {"business": "loan", "received_at": "2020-03-04", "channel": "counter"}
    assert rows[0].sealed == {"remark": "旧系统", "summary": "x", "extra": {"How": "walk  IN"}}
    assert codes(rows[1]) == [("E203", "When", "2/30/20"), ("E211", "What", "")]
    assert rows[1].facts["closed"] is True
    assert codes(rows[2]) == [("E202", "When", "2020-03-04"), ("E211", "How", "")]


def test_what_is_remembered_is_bounded_and_changes_nothing(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = [f"2020-03-{day:02}" for day in range(1, 29)]
    content = HEAD + "".join(f"\n{day},柜面{day},x\n{day},柜面,x" for day in days)
    expected = read(content)
    monkeypatch.setattr("ledgerctl.formats.mapping._REMEMBERED", 2)
    assert read(content) == expected
    assert [row.facts["received_at"] for row in expected[::2]] == days
    assert [bool(row.problems) for row in expected] == [True, False] * len(days)


def test_numbers_that_a_spreadsheet_shortened_are_refused(read: Read) -> None:
    rows = read(
        f"{HEAD},{NUMBERS},金额\n"
        "2020-03-04,柜面,x,2.02E+11,1e+05, 1.38E+10 ,1.10101E+17,100\n"
        "2020-03-04,柜面,9E+99,A2E+11,+1,138+139,无,100\n"
    )
    assert [(code, column) for code, column, _ in codes(rows[0])] == [
        ("E924", column) for column in NUMBERS.split(",")
    ]
    assert all("1.38" not in value and "10101" not in value for _, _, value in codes(rows[0])[2:])
    assert rows[1].problems == []
    assert rows[1].facts["source_id"] == "A2E+11"
    assert rows[1].sealed["phone"] == "138+139"


def test_a_needed_value_of_which_the_profile_makes_nothing_is_named(read: Read) -> None:
    own = profile('[values.channel]\n"总行转" = ""\n')
    found = read(f"{HEAD}\n2020-03-04,总行转,x\n2020-03-04, ,x\n", own)
    assert [codes(row) for row in found] == [
        [("E929", "受理渠道", "总行转")],
        [("E211", "受理渠道", "")],
    ]


def test_what_a_ledger_exported_comes_home_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        "案件编号,投诉编号,收到时间,受理渠道,投诉内容摘要,来源台账\n"
        "2020-0001,1E+11,2020-03-04,counter,x,ab12\n",
        "utf-8",
    )
    with open_source(str(path), profile=load_profile("ledger")) as source:
        (row,) = source.rows(today=date(2026, 3, 4))
    assert (row.problems, row.facts["source_id"]) == ([], "1E+11")


@pytest.mark.parametrize("word", ["合计", " 总计 ", "TOTAL", "本页合计"])
def test_a_row_of_totals_is_one_problem_of_its_own(read: Read, word: str) -> None:
    rows = read(f"序号,{HEAD},金额\n1,2020-03-04,柜面,x,5\n{word},,,,5.555\n")
    assert [codes(row) for row in rows] == [[], [("E925", "", "")]]


@pytest.mark.parametrize("row", ["合计,2020-03-04,,,5", "合计,,,少了钱,5", "第1页,,,,5"])
def test_a_row_that_says_more_than_totals_is_a_complaint(read: Read, row: str) -> None:
    found = read(f"序号,{HEAD},金额\n{row}\n")[0].problems
    assert {problem.code for problem in found} == {"E211"}


def test_beside_a_cell_at_fault_the_others_of_its_row_are_read(read: Read) -> None:
    head = ("收到时间", "受理渠道", "投诉内容", "证件号码")
    book = xlsx(
        rows_of(
            head,
            (Markup(' t="e"><v>#N/A</v>'), "柜台大", "x", "1"),
            ("2020-03-04", "柜面", "x", 6.2e18),
            ("合计", "", "", Markup("><f>1+1</f>")),
        )
    )
    rows = read(book)
    assert [codes(row) for row in rows] == [
        [("E919", "收到时间", ""), ("E201", "受理渠道", "柜台大")],
        [("E921", "证件号码", "")],
        [("E925", "", "")],
    ]
    assert rows[0].cells[0] == "#N/A"


def test_every_cell_at_fault_of_a_row_is_named_at_once(read: Read) -> None:
    head = ("收到时间", "受理渠道", "投诉内容", "证件号码", "电话")
    broken = Markup(' t="e"><v>#N/A</v>')
    uncomputed = Markup("><f>1+1</f>")
    book = xlsx(
        rows_of(
            head,
            (broken, uncomputed, "x", 6.2e18, 6.2e18),
            (broken, "柜面", broken, "1", ""),
            ("2020-03-04", "柜台大", broken, 6.2e18, ""),
        )
    )
    rows = read(book)
    assert [codes(row) for row in rows] == [
        [
            ("E919", "收到时间", ""),
            ("E920", "受理渠道", ""),
            ("E921", "证件号码", ""),
            ("E921", "电话", ""),
        ],
        [("E919", "收到时间", ""), ("E919", "投诉内容", "")],
        [("E919", "投诉内容", ""), ("E921", "证件号码", ""), ("E201", "受理渠道", "柜台大")],
    ]
    assert [each.values["cell"] for each in rows[0].problems] == ["A2", "B2", "D2", "E2"]


def test_a_cell_at_fault_is_not_called_empty_too(read: Read) -> None:
    broken, uncomputed = Markup(' t="e"><v>#N/A</v>'), Markup("><f>1+1</f>")
    rows = read(
        xlsx(rows_of(HEAD.split(","), (broken, "柜面", "x"), ("2020-03-04", "柜面", uncomputed)))
    )
    found = screen(rows, now="2026-03-04T12:00")
    assert [[each.code for each in row.problems] for row in found] == [["E919"], ["E920"]]


def test_a_row_in_a_merged_cell_is_not_read_and_its_other_faults_are_named(read: Read) -> None:
    head = ("收到时间", "受理渠道", "投诉内容")
    rows = (
        ("2020-03-04", "柜面", "x"),
        (None, None, Markup(' t="e"><v>#N/A</v>')),
        ("2020-03-04", "柜台大", "x"),
    )
    book = xlsx(rows_of(head, *rows), merged=("A2:B3",))
    found = read(book)
    assert [codes(row) for row in found] == [
        [],
        [("E922", "收到时间", ""), ("E919", "投诉内容", "")],
        [("E201", "受理渠道", "柜台大")],
    ]
    assert found[1].facts == {}

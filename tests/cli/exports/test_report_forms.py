from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from desk_line import LANGUAGES, REGISTER, process, refused

from ledgerctl.render.files import form_values

if TYPE_CHECKING:
    from desk_line import Line

SECTIONS = ("一、基本情况", "二、原因分析", "三、主要做法", "四、存在不足", "五、下一步")


@pytest.fixture
def year(line: Line) -> Line:
    """The example year with its denominators, a suggestion, a measure done and one to do."""
    assert line("import", str(REGISTER)).status == 0
    words = ("--customers", "78000", "--transactions", "57000", "--outlets", "8")
    assert line("base", "set", "2020", *words, "--source", "年报").status == 0
    assert (
        line("suggest", "add", "--kind", "process", "--at", "2020-04-17", "告知所需材料").status
        == 0
    )
    assert line("improve", "add", "--cases", "2020-0001", "--at", "2020-02-01", "排队").status == 0
    for plan, due in (("加开窗口", "2020-03-01"), ("叫号告知", "2021-06-30")):
        words = ("--owner", "DQ-0201", "--due", due, "--at", "2020-02-02", plan)
        assert line("improve", "measure", "I2020-0001", *words).status == 0
    done = ("improve", "done", "I2020-0001", "1", "--at", "2020-02-20", "--evidence", "x")
    assert line(*done).status == 0
    return line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_yearly_account_says_what_the_report_says(year: Line, language: str) -> None:
    found = year("report", "--year", "2020", "--form", "annual-zh", "--lang", language)
    assert found.status == 0, found.err
    places = [found.out.index(f"## {section}") for section in SECTIONS]
    assert places == sorted(places)
    for said in (
        "# 东侨支行2020年度消费投诉工作报告",
        "共受理消费投诉 25 件，上年 0 件，同比无法计算。",
        "自有渠道 21 件，外部转来 4 件（监管部门转送 1 件）",
        "| 客户数 | 25 | 78,000（2020-12-31，年报） | 3.2 | 2.1～4.7 |",
        "| 服务存在缺陷 | 9 | 36.00% |",
        "- I2020-0001 第 1 项：加开窗口（DQ-0201，2020-02-20 完成）",
        "- I2020-0001 第 2 项：叫号告知（DQ-0201，2021-06-30 前完成）",
        "提出合理建议 1 条，上报 0 条",
    ):
        assert said in found.out
    # What only the author can know stands open, and nothing is made up.
    assert found.out.count("【请填写") == 4
    assert "4" in found.err


def test_what_the_yearly_account_cannot_know_is_neither_late_nor_disagreed(
    line: Line, tmp_path: Path
) -> None:
    register = tmp_path / "register.csv"
    register.write_text(
        "投诉编号,收到时间,受理渠道,投诉内容摘要,是否达成一致,状态,告知时间\n"
        "1,2019-05-01,网点现场,排队,达成一致,已办结,2019-05-02\n"
        "2,2019-05-01,网点现场,排队,,已办结,\n",
        encoding="utf-8",
    )
    assert line("import", str(register), "--profile", "ledger").status == 0
    found = line("report", "--year", "2019", "--form", "annual-zh").out
    assert "及时率 至少50.0%（1/2，未记录 1 件）" in found
    assert "达成一致率 至少50.0%（1/2，未记录 1 件）" in found
    assert "未按期办理" not in found


def test_a_year_without_cases_or_denominators_has_blanks_and_no_ratios(line: Line) -> None:
    found = line("report", "--year", "2019", "--form", "annual-zh")
    assert found.status == 0, found.err
    assert "共受理消费投诉 0 件" in found.out
    assert found.out.count("【请填写：基数，并注明日期和来源】") == 2
    assert "及时率 无法计算" in found.out
    assert "%（" not in found.out


@pytest.mark.parametrize("form", ["annual-zh", "quarterly-zh", "nfra"])
def test_a_nought_before_the_earliest_complaint_may_be_unrecorded(line: Line, form: str) -> None:
    told = "可能只是未登记"
    assert told not in line("report", "--year", "2020", "--form", form).out
    line.add("--at", "2019-05-01")
    for year, said in (("2018", True), ("2019", True), ("2020", False)):
        found = line("report", "--year", year, "--form", form).out
        assert (f"台账中最早的投诉收于2019年，此前各期的0件{told}。\n" in found) is said


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (("--year", "2019", "--form", "annual-zh"), ["| 合计 | 3 | 100.00% |"]),
        (("--year", "2018", "--form", "annual-zh"), ["| 合计 | 0 | |"]),
        # Of the finding nothing is known yet, so it has no whole.
        (
            ("--quarter", "2019Q2", "--form", "quarterly-zh"),
            # Nor has a department with three cases a share.
            [*["| 合计 | 3 | 100.00% |"] * 3, "| 合计 | 3 | |", "| 合计 | 3 | |"],
        ),
    ],
)
def test_the_shares_of_a_table_add_up_to_the_whole(
    line: Line, words: tuple[str, ...], lines: list[str]
) -> None:
    for channel in ("hotline", "hotline", "nfra"):
        known = ("--cause", "service", "--business", "card_debit", "--department", "营业部")
        line.add("--at", "2019-05-01", "--channel", channel, *known)
    found = line("report", *words).out
    assert [each for each in found.splitlines() if each.startswith("| 合计")] == lines


def test_a_department_with_few_cases_has_no_share_in_a_quarter(line: Line) -> None:
    for department, cases in (("营业部", 5), ("个贷中心", 4), ("", 1)):
        for _ in range(cases):
            line.add("--at", "2019-05-01", "--channel", "counter", "--department", department)
    found = line("report", "--quarter", "2019Q2", "--form", "quarterly-zh").out
    by_department = found[found.index("| 被投诉部门") : found.index("“零投诉”")].splitlines()
    assert by_department[2:] == [
        *("| 个贷中心 | 4 | — |", "| 营业部 | 5 | 55.56% |", "| 未知 | 1 | — |"),
        *("| 合计 | 10 | 100.00% |", "", "不足5件的部门不列占比。", ""),
    ]
    # The other tables are about nobody.
    assert "| 网点现场 | 10 | 100.00% |" in found


def test_the_regulators_form_counts_forwarded_cases_only(year: Line) -> None:
    found = year("report", "--year", "2020", "--form", "nfra")
    assert found.status == 0, found.err
    for said in (
        "| 监管转送件 | 1 |",
        "| 平均每千营业网点投诉量 | 1 | 8（2020-12-31，年报） | 125.0 | 3.2～696.5 |",
        "| 平均每千万个人客户投诉量 | 1 | 【请填写：个人客户数】 | | |",
        "不得与全部投诉的万客户投诉率对比或混用",
    ):
        assert said in found.out
    # The rate of all complaints never stands beside it.
    assert "| 25 |" not in found.out
    assert "万客户投诉率" not in found.out.replace("不得与全部投诉的万客户投诉率对比或混用", "")


@pytest.mark.parametrize("name", form_values.SHIPPED)
def test_a_copied_template_says_the_same(year: Line, tmp_path: Path, name: str) -> None:
    own = tmp_path / "own.md.j2"
    written = year("report", "--form-init", name, str(own))
    assert (written.status, written.out) == (0, "")
    assert str(own) in written.err
    shipped = year("report", "--year", "2020", "--form", name, "--lang", "en")
    copied = year("report", "--year", "2020", "--form", str(own), "--lang", "zh")
    assert shipped.out.strip() == copied.out.strip()
    own.write_text(own.read_text("utf-8") + "{{ report.branch }}，再见", "utf-8")
    assert "东侨支行，再见" in year("report", "--year", "2020", "--form", str(own)).out


@pytest.mark.parametrize("name", form_values.SHIPPED)
def test_a_form_as_a_word_file_says_what_its_text_says(
    year: Line, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "form.docx"
    written = year("report", "--year", "2020", "--form", name, "-o", str(path))
    assert (written.status, written.out) == (0, "")
    assert str(path) in written.err
    made = docx.Document(str(path))
    text = year("report", "--year", "2020", "--form", name).out
    title, *_rest = [each.text for each in made.paragraphs if each.text]
    assert text.startswith(f"# {title}")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "---" not in line]
    assert sum(len(table.rows) for table in made.tables) == len(rows)
    blanks = "".join(each.text for each in made.paragraphs).count("【")
    assert blanks + sum(row.count("【") for row in rows) == text.count("【")


def test_a_form_goes_into_a_pipe_as_a_word_file(year: Line) -> None:
    words = ("--ledger", year.ledger, "report", "--year", "2020", "--form", "nfra")
    done = process(*words, "--format", "docx")
    assert done.returncode == 0
    assert done.stdout.startswith(b"PK")


@pytest.mark.parametrize("kind", ["html", "pdf", "xlsx", "csv", "jsonl"])
def test_a_form_is_no_page_and_no_workbook(
    year: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    path = tmp_path / f"form.{kind}"
    chromium = tmp_path / "chromium"
    chromium.write_text("#!/bin/sh\n")
    chromium.chmod(0o700)
    monkeypatch.setenv("LEDGERCTL_CHROMIUM", str(chromium))
    words = ("report", "--year", "2020", "--form", "nfra")
    found = refused(year, *words, "-o", str(path), code="E105", status=2)
    assert f"-o {path}" in found.err
    assert not path.exists()
    if kind not in {"pdf", "jsonl"}:
        found = refused(year, *words, "--format", kind, code="E105", status=2)
        assert f"--format {kind}" in found.err


def test_a_form_as_json_is_its_text_and_its_blanks(year: Line) -> None:
    data = year("report", "--year", "2020", "--form", "nfra", "--json").data
    assert (data["form"], data["blanks"]) == ("nfra", 2)
    assert data["text"].startswith("# 东侨支行2020年监管转送投诉情况")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_with_its_line(line: Line, tmp_path: Path, language: str) -> None:
    wrong = tmp_path / "wrong.j2"
    wrong.write_text("a\n{{ report.recieved }}\n", "utf-8")
    words = ("report", "--form", str(wrong), "--lang", language)
    found = refused(line, *words, code="E491", status=4)
    assert "2" in found.err
    assert "recieved" in found.err
    refused(line, "report", "--form", "annual", "--lang", language, code="E488", status=4)
    refused(line, "report", "--form-init", "no", "x.j2", "--lang", language, code="E488", status=4)
    missing = str(tmp_path / "missing.j2")
    refused(line, "report", "--form", missing, "--lang", language, code="E303", status=3)


def test_a_template_goes_to_standard_output_too(line: Line) -> None:
    found = line("report", "--form-init", "nfra", "-")
    assert (found.status, found.err) == (0, "")
    assert found.out == form_values.source_of("nfra")


def test_a_template_is_never_written_over_a_file(line: Line, tmp_path: Path) -> None:
    own = tmp_path / "own.j2"
    own.write_text("mine", "utf-8")
    refused(line, "report", "--form-init", "nfra", str(own), code="E503", status=5)
    assert own.read_text("utf-8") == "mine"


def test_personal_data_in_the_words_of_clerks_is_masked(line: Line) -> None:
    words = ("suggest", "add", "--kind", "process", "回电 13800138000 的客户")
    assert line(*words).status == 0
    own = Path(line.ledger).with_suffix(".j2")
    own.write_text("{% for each in learning.suggestions %}{{ each.proposal }}{% endfor %}", "utf-8")
    found = line("report", "--form", str(own))
    assert "回电" in found.out
    assert "13800138000" not in found.out


def test_quarters_add_up_to_the_year_and_say_their_changes(year: Line) -> None:
    found = year("report", "--year", "2020", "--form", "quarterly-zh")
    assert found.status == 0, found.err
    for said in (
        "## 第一季度（2020-01-01 至 2020-03-31）",
        "本季共受理投诉 8 件。同比：上年同期 0 件，无法计算；环比：上季 0 件，无法计算。",
        "环比：上季 8 件，-25.0%。",
        "环比：上季 6 件，+16.7%。",
        "与消费者达成一致意见率 100.0%（8/8，已知结果的）",
        "| 客服热线 | 7 | 87.50% |",
        "【请填写：客观原因】",
    ):
        assert said in found.out
    counts = re.findall(r"本季共受理投诉 (\d+) 件", found.out)
    assert sum(map(int, counts)) == 25


def test_only_quarters_that_have_begun_are_shown(year: Line) -> None:
    assert "## 第二季度" not in year("report", "--year", "2021", "--form", "quarterly-zh").out


def test_the_half_years_of_the_united_kingdom(year: Line) -> None:
    found = year("report", "--year", "2020", "--form", "uk-half-year", "--lang", "zh")
    assert found.status == 0, found.err
    for said in (
        "## 2020-01-01 to 2020-06-30",
        "| Banking and credit cards | 9 | 9 | 100.0% | 0.0% | 66.7% | Rules and process |",
        "| Total | 14 | 14 | | | | |",
        "| Total | 11 | 11 | | | | |",
        "Redress: 113.00 CNY.",
        "Opened per 1,000 accounts: 【to fill in: number of accounts at the end of the period】",
    ):
        assert said in found.out
    assert year("base", "set", "2020", "--accounts", "120000").status == 0
    again = year("report", "--year", "2020", "--form", "uk-half-year").out
    assert "Opened per 1,000 accounts: 0.12 (120,000 accounts on 2020-12-31)." in again
    empty = year("report", "--year", "2018", "--form", "uk-half-year").out
    assert empty.count("Nil return") == 2


def test_a_template_that_names_no_language_speaks_the_readers(line: Line, tmp_path: Path) -> None:
    own = tmp_path / "own.j2"
    own.write_text("{{ 'hotline' | label('channel') }}", "utf-8")
    said = {
        language: line("report", "--form", str(own), "--lang", language).out.strip()
        for language in LANGUAGES
    }
    assert said == {"en": "Bank hotline", "zh": "客服热线"}


def test_a_form_is_for_its_own_kind_of_period(year: Line) -> None:
    quarter = year("report", "--quarter", "2020Q3", "--form", "quarterly-zh")
    assert quarter.status == 0, quarter.err
    assert re.findall(r"^## (.*)$", quarter.out, re.MULTILINE) == [
        "第三季度（2020-07-01 至 2020-09-30）"
    ]
    for words in (
        ("--quarter", "2020Q3", "--form", "annual-zh"),
        ("--month", "2020-07", "--form", "quarterly-zh"),
        ("--from", "2020-02-01", "--to", "2020-03-05", "--form", "nfra"),
        ("--year", "2020", "--department", "营业部", "--form", "annual-zh"),
    ):
        found = refused(year, "report", *words, code="E494", status=4)
        assert "--year 2020" in found.err


def test_a_form_goes_into_a_file_of_text(year: Line, tmp_path: Path) -> None:
    words = ("report", "--year", "2020", "--form", "annual-zh")
    target = tmp_path / "2020.md"
    written = year(*words, "-o", str(target))
    assert (written.status, written.out) == (0, "")
    assert str(target) in written.err
    assert target.read_text("utf-8") == year(*words).out
    refused(year, *words, "-o", str(target), code="E503", status=5)
    assert year(*words, "-o", str(target), "--force").status == 0
    refused(year, *words, "-o", str(tmp_path / "2020.csv"), code="E105", status=2)

"""The report of a part of a year, of a part of the cases, and its repetition byte for byte."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, REGISTER, refused

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def year(line: Line) -> Line:
    line("base", "set", "2020", "--customers", "78000", "--transactions", "57000")
    assert line("import", str(REGISTER)).status == 0
    return line


def test_the_quarters_add_up_to_the_year(year: Line) -> None:
    whole = year("report", "--year", "2020", "--json").data
    quarters = [year("report", "--quarter", f"2020Q{n}", "--json").data for n in (1, 2, 3, 4)]
    assert sum(each["received"] for each in quarters) == whole["received"] == 25
    assert [each["count"] for each in whole["quarters"]] == [each["received"] for each in quarters]
    for earlier, later in pairwise(quarters):
        assert earlier["stock"]["closing"] == later["stock"]["opening"]
        assert later["previous_period"]["received"] == earlier["received"]


def test_a_year_in_days_is_the_year(year: Line) -> None:
    whole = year("report", "--year", "2020", "--json").out
    assert year("report", "--from", "2020-01-01", "--to", "2020-12-31", "--json").out == whole


def test_months_add_up_and_have_limits(year: Line) -> None:
    months = year("report", "--year", "2020", "--json").data["months"]
    assert sum(each["count"] for each in months) == 25
    assert [each["month"] for each in months][:2] == ["2020-01", "2020-02"]
    assert all(each["low"] <= each["high"] for each in months)
    first = year("report", "--month", "2020-01", "--json").data
    assert first["received"] == months[0]["count"]


def test_months_by_channel_add_up_to_the_months(year: Line) -> None:
    data = year("report", "--year", "2020", "--json").data
    channels = data["months_by"]["channel"]
    assert {name: sum(counts) for name, counts in channels.items()} == data["channels"]
    totals = [sum(column) for column in zip(*channels.values(), strict=True)]
    assert totals == [each["count"] for each in data["months"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_a_year_is_not_scaled_silently(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    shown = year("report", "--quarter", "2020Q3").out
    title, note = {
        "en": ("complaints, 2020Q3", "not scaled to a year"),
        "zh": ("2020年第三季度投诉报告", "未折算为全年"),
    }[language]
    assert title in shown
    assert note in shown.replace("\n", " ")
    rates = year("report", "--quarter", "2020Q3", "--json").data["rates"]
    assert rates["customers"]["denominator"] == 78_000
    assert rates["transactions"]["per_10000"] is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_the_cases_has_no_rates(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    whole = year("report", "--year", "2020", "--json").data
    parts = {each["value"]: each["count"] for each in whole["department"] if each["value"]}
    name, count = next(iter(parts.items()))
    data = year("report", "--year", "2020", "--department", name, "--json").data
    assert data["received"] == count
    assert data["filter"] == {"department": name}
    assert data["rates"]["customers"]["per_10000"] is None
    assert (data["learning"], data["watch_list"]) == (None, None)
    shown = year("report", "--year", "2020", "--department", name).out
    assert {"en": "Only Department", "zh": "仅统计被投诉部门"}[language] in shown
    listed = year("list", "--year", "2020", "--department", name, "--json").data
    assert listed["total"] == count


def test_cases_behind_a_figure_of_a_part(year: Line) -> None:
    words = ("--quarter", "2020Q3", "--explain", "complaints_received", "--json")
    data = year("report", *words).data
    assert (data["from"], data["to"]) == ("2020-07-01", "2020-09-30")
    assert len(data["numerator"]) == data["figure"]["numerator"] > 0


@pytest.mark.parametrize("face", ["table", "plain", "md", "json", "csv"])
def test_the_same_words_give_the_same_bytes(year: Line, face: str) -> None:
    once, again = (year("report", "--year", "2020", "--format", face).out for _ in range(2))
    assert once == again


def test_the_report_date_decides_what_is_overdue(line: Line) -> None:
    line.add("--at", "2020-03-04")
    early, late = (
        line("report", "--year", "2020", "--on", day, "--json").data
        for day in ("2020-03-05", "2020-12-31")
    )
    assert (early["today"], early["overdue"]) == ("2020-03-05", 0)
    assert (late["today"], late["overdue"]) == ("2020-12-31", 1)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--quarter", "2020Q7"), "E950"),
        (("--month", "2020-13"), "E950"),
        (("--from", "2020-03-02", "--to", "2020-03-01"), "E951"),
        (("--from", "2020-02-30"), "E203"),
        (("--from", "soon"), "E202"),
        (("--to", "2020-03-01"), "E102"),
        (("--year", "2020", "--quarter", "2020Q1"), "E105"),
        (("--month", "2020-01", "--to", "2020-03-01"), "E105"),
        (("--department", "不存在"), "E952"),
        (("--branch", "nowhere"), "E952"),
        (("--on", "later"), "E202"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_reported(
    year: Line, words: tuple[str, ...], code: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    refused(year, "report", *words, code=code, status=2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_knows_what_will_be_so_on_a_day_to_come(line: Line, language: str) -> None:
    words = ("--lang", language, "report", "--year", "2020", "--on")
    refused(line, *words, "2021-01-06", code="E406", status=4)
    assert line(*words, "2021-01-05").status == 0


@pytest.mark.parametrize(
    "words", [("--year", "3000"), ("--quarter", "2021Q2"), ("--month", "2021-02")]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_that_has_not_begun_has_no_report(
    line: Line, words: tuple[str, ...], language: str
) -> None:
    refused(line, "--lang", language, "report", *words, code="E406", status=4)
    explained = ("--explain", "complaints_received")
    refused(line, "--lang", language, "report", *words, *explained, code="E406", status=4)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--compare", "2020,2022"), "2022"),
        (("--compare", "2021Q2、2020Q2"), "2021Q2"),
        (("--trend", "2020-11..2021-02"), "2021-02"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_that_has_not_begun_is_set_beside_nothing(
    line: Line, words: tuple[str, ...], named: str, language: str
) -> None:
    outcome = refused(line, "--lang", language, "report", *words, code="E406", status=4)
    assert named in outcome.err
    assert line("report", "--trend", "2020-11..2021-01").status == 0


@pytest.mark.parametrize(
    ("language", "told"), [("en", "2021 is not over"), ("zh", "2021年尚未结束")]
)
def test_a_period_under_way_says_so_far(line: Line, language: str, told: str) -> None:
    words = ("--lang", language, "report", "--year")
    assert told in line(*words, "2021").out
    # A report date of the past makes no past year unfinished: all that was received in it is counted.
    assert told.replace("2021", "2020") not in line(*words, "2020", "--on", "2020-03-05").out


def test_a_period_that_ends_today_is_over(line: Line) -> None:
    words = ("report", "--from", "2021-01-02", "--to")
    assert "is not over" in line(*words, "2021-01-06").out
    assert "is not over" not in line(*words, "2021-01-05").out


def test_two_years_side_by_side(year: Line) -> None:
    data = year("report", "--compare", "2020,2019", "--json").data
    assert [each["name"] for each in data["periods"]] == ["2019", "2020"]
    received = data["figures"]["received"]
    assert received["counts"] == [0, 25]
    assert received["changes"][0]["finding"] == "more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trend_says_where_nothing_really_changed(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    outcome = year("report", "--trend", "2020Q1..2020Q4")
    assert outcome.status == 0
    assert {"en": "no real change", "zh": "无实质变化"}[language] in outcome.out
    assert {"en": "█▇█▅  Received", "zh": "█▇█▅  收到"}[language] in outcome.out
    plain = year("report", "--trend", "2020Q1..2020Q4", "--format", "plain").out
    assert "█" not in plain
    rows = year("report", "--trend", "2020-01..2020-12", "--format", "csv").out.splitlines()
    assert rows[0] == "figure,period,count"
    assert len(rows) == 1 + 10 * 12


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--compare", "2020"), "E950"),
        (("--compare", "2020,"), "E950"),
        (("--compare", "2020,2020"), "E950"),
        (("--trend", "2020..2019"), "E950"),
        (("--trend", "2019..2020Q1"), "E950"),
        (("--trend", "1000-01..2020-01"), "E950"),
        (("--trend", "2019..nix"), "E950"),
        (("--compare", "2019,2020", "--trend", "2019..2020"), "E105"),
        (("--compare", "2019,2020", "--explain", "yoy"), "E105"),
        (("--trend", "2019..2020", "--from", "2020-01-01"), "E105"),
        (("--trend", "99..2020"), "E214"),
    ],
)
def test_what_cannot_be_compared(year: Line, words: tuple[str, ...], code: str) -> None:
    refused(year, "report", *words, code=code, status=2)


def test_a_part_is_set_against_the_same_part_of_the_year_before(line: Line) -> None:
    for day, department in (("2019-05-01", "A"), ("2019-05-02", "B"), ("2020-05-01", "A")):
        line.add("--at", day, "--department", department)
    data = line("report", "--year", "2020", "--department", "A", "--json").data
    assert (data["received"], data["previous_year"]["received"]) == (1, 1)
    quarter = line("report", "--quarter", "2020Q2", "--department", "B", "--json").data
    assert (quarter["received"], quarter["previous_year"]["received"]) == (0, 1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_branch_that_names_its_departments_hears_of_those_without_a_complaint(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    known = [
        each["value"] for each in year("report", "--year", "2020", "--json").data["department"]
    ]
    names = [*(each for each in known if each and each != "营业部"), "从无投诉的部门"]
    words = ("departments", "、".join(names), "--reason", "2020年机构名单")
    assert year("config", "set", *words).status == 0
    data = year("report", "--year", "2020", "--json").data
    assert data["without_complaint"]["department"] == ["从无投诉的部门"]
    assert data["units"]["department"] == {
        "count": len(names),
        "stated": True,
        "list_of": "2021-01-05",
        "others": ["营业部"],
    }
    shown = " ".join(year("report", "--year", "2020").out.split())
    silent, others = {
        "en": (
            "1 of the {} on the branch's list of 2021-01-05: 从无投诉的部门",
            "not on the branch's list: 营业部",
        ),
        "zh": ("支行 2021-01-05 名单所列 {} 个中的 1 个：从无投诉的部门", "不在支行名单内：营业部"),
    }[language]
    assert silent.format(len(names)) in shown
    assert others in shown
    year("config", "set", "departments", "known", "--reason", "x")
    assert not year("report", "--year", "2020", "--json").data["units"]["department"]["stated"]


def test_each_year_has_the_list_of_its_own_end(line: Line) -> None:
    line.add("--at", "2019-03-04", "--department", "营业部")
    for day, names in (("2019-06-30", "营业部、个贷中心"), ("2020-12-31", "营业部、公司部")):
        words = ("departments", names, "--at", day, "--reason", "机构名单")
        assert line("config", "set", *words).status == 0
    found = {
        words: line("report", *words, "--json").data
        for words in (("--year", "2018"), ("--year", "2019"), ("--year", "2020"))
    }
    silent = [each["without_complaint"]["department"] for each in found.values()]
    assert silent == [["营业部", "个贷中心"], ["个贷中心"], ["营业部", "公司部"]]
    lists = [each["units"]["department"]["list_of"] for each in found.values()]
    assert lists == ["2019-06-30", "2019-06-30", "2020-12-31"]
    half = line("report", "--from", "2020-01-01", "--to", "2020-12-30", "--json").data
    assert half["units"]["department"]["list_of"] == "2019-06-30"


def test_a_list_given_in_the_first_hours_of_a_day_is_of_that_day_at_the_branch(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_NOW", "2020-12-31T17:00:00Z")
    assert line("config", "set", "departments", "营业部", "--reason", "机构名单").status == 0
    units = line("report", "--year", "2020", "--json").data["units"]["department"]
    assert units["list_of"] == "2021-01-01"


def test_a_list_that_was_taken_back_never_held(line: Line) -> None:
    for names, day in (("营业部", "2020-01-02"), ("公司部", "2020-03-01")):
        words = ("departments", names, "--at", day, "--reason", "机构名单")
        assert line("config", "set", *words).status == 0
    assert line("undo", "--reason", "录错", "--yes").status == 0
    units = line("report", "--year", "2020", "--json").data["units"]["department"]
    assert units["list_of"] == "2020-01-02"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_overdue_on_a_past_day_is_named_though_it_was_closed_since(
    line: Line, language: str
) -> None:
    number = line.add("--at", "2020-03-04")
    words = ("--lang", language, "report", "--year", "2020", "--on", "2020-06-30")
    before = line(*words)
    assert line("resolve", number, "--finding", "upheld", "--at", "2020-07-01").status == 0
    data = line(*words, "--json").data
    assert (data["overdue"], data["metrics"]["overdue_open"]["value"]) == (1, 1)
    shown, told = (each.out.splitlines() for each in (line(*words), before))
    late = {"en": "Overdue on 2020-06-30", "zh": "截至 2020-06-30 超期"}[language]
    (row,) = (each for each in shown if each.startswith(late))
    assert row in told
    explained = line(*words, "--explain", "overdue_open")
    assert number in explained.out
    assert line("report", "--year", "2020", "--json").data["overdue"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_noughts_before_the_earliest_complaint_are_not_taken_for_known(
    year: Line, language: str
) -> None:
    said = {
        "en": "The earliest complaint in the ledger was received in 2020;",
        "zh": "台账中最早的投诉收于2020年",
    }[language]
    for words in (("--year", "2020"), ("--year", "2018"), ("--compare", "2019,2020")):
        assert said in year("--lang", language, "report", *words, "--format", "md").out
    for words in (("--quarter", "2021Q3"), ("--year", "2021"), ("--compare", "2020,2021")):
        assert said not in year("--lang", language, "report", *words, "--format", "md").out


def test_an_empty_ledger_has_no_earliest_complaint(line: Line) -> None:
    assert "earliest" not in line("report", "--year", "2020", "--format", "md").out


def test_no_change_has_no_sign(year: Line) -> None:
    rows = year("report", "--compare", "2020,2021", "--format", "plain").out.splitlines()
    assert rows[3].split("\t")[0] == "Indicator"
    (late,) = (row.split("\t") for row in rows if row.startswith("Late\t"))
    assert late[:4] == ["Late", "0", "0", "0"]


def test_a_list_whose_units_all_had_complaints_says_so(line: Line) -> None:
    line.add("--at", "2020-03-04", "--department", "营业部")
    line.add("--at", "2020-03-05", "--department", "别处")
    line("config", "set", "departments", "营业部", "--at", "2020-01-02", "--reason", "名单")
    shown = line("report", "--year", "2020").out
    assert "0 of the 1 on the branch's list of 2020-01-02: none" in shown
    assert "not on the branch's list: 别处" in shown

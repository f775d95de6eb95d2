from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from desk_line import LANGUAGES, refused

if TYPE_CHECKING:
    from desk_line import Line


def case(line: Line, handler: str, *outcome: str) -> str:
    number = line.add(
        *("--received-at", "2020-03-02", "--handler", handler, "--first-receiver", "DQ-0900"),
        *("--department", "营业部"),
    )
    if outcome:
        words = ("--told", "2020-03-10", "--at", "2020-03-10", "--as", "DQ-0001", *outcome)
        assert line("resolve", number, *words).status == 0
    return number


def records(line: Line, *words: str) -> dict[str, dict[str, Any]]:
    found = line("assess", "--year", "2020", "--json", *words).data
    return {each["name"]: each for each in found["records"]}


@pytest.fixture
def year(line: Line) -> Line:
    for score in ("5", "4", "2", "not_reached"):
        case(line, "DQ-0102", "--finding", "upheld", "--satisfaction", score)
    case(line, "DQ-0102", "--finding", "not_upheld")
    case(line, "DQ-0101", "--finding", "partly_upheld")
    open_one = case(line, "DQ-0101")
    line(
        *("judge", open_one, "--responsibility", "at_fault", "--responsible", "DQ-0101，DQ-0300"),
        *("--department", "个贷中心"),
    )
    line("amend", case(line, "DQ-0102"), "record_type", "inquiry", "--reason", "x")
    return line


def test_by_person(year: Line) -> None:
    found = records(year)
    assert list(found) == ["DQ-0101", "DQ-0102", "DQ-0300", "DQ-0900"]
    many = found["DQ-0102"]
    assert (many["handled"], many["closed"], many["closed_percent"]) == (5, 5, "100.0")
    assert (many["on_time"], many["on_time_of"]) == (5, 5)
    assert (many["first_level"], many["first_level_of"]) == (5, 5)
    assert (many["upheld"], many["upheld_of"], many["upheld_percent"]) == (4, 5, "80.0")
    assert (many["satisfied"], many["satisfied_of"], many["satisfied_percent"]) == (2, 3, None)
    assert (many["scored"], many["scored_of"], many["scored_percent"]) == (3, 5, "60.0")
    few = found["DQ-0101"]
    assert (few["closed"], few["closed_of"], few["closed_percent"]) == (1, 2, None)
    assert [found[name]["at_fault"] for name in found] == [1, 0, 1, 0]
    assert (found["DQ-0900"]["received"], found["DQ-0900"]["handled"]) == (7, 0)


def test_by_department(year: Line) -> None:
    found = records(year, "--by", "department")
    assert (found["营业部"]["handled"], found["营业部"]["at_fault"]) == (7, 0)
    assert found["个贷中心"]["at_fault"] == 1


def test_the_page_says_why_nobody_is_ranked(year: Line) -> None:
    page = year("assess", "--year", "2020").out
    assert "Sorted by name: numbers of complaints are never ranked alone" in page
    assert "5/5 100.0%" in page
    assert "2/3 " in page
    assert "66.7%" not in page
    assert "不足 5 件时不显示百分比" in year("assess", "--year", "2020", "--lang", "zh").out
    assert year("assess", "--year", "2020", "--csv").out.startswith("name,received,handled,")


def test_a_year_without_cases(line: Line) -> None:
    assert "No case" in line("assess").out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "code"), [(("--by", "salary"), "E107"), (("--year", "20"), "E214")]
)
def test_refusals(line: Line, words: tuple[str, ...], code: str, language: str) -> None:
    refused(line, "assess", *words, "--lang", language, code=code, status=2)


def test_a_cross_table_by_person(year: Line) -> None:
    found = year("summarize", "--by", "person", "--json").data
    assert found["dimensions"] == ["handler"]
    assert year("summarize", "--by", "responsible").status == 0

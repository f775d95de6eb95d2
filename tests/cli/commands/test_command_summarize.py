from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from desk_line import LANGUAGES, REGISTER, refused

from ledgerctl.domain.metrics.cohort import MEASURES

if TYPE_CHECKING:
    from desk_line import Line


@pytest.fixture
def year(line: Line) -> Line:
    assert line("import", str(REGISTER)).status == 0
    return line


def test_one_dimension_with_a_total(year: Line) -> None:
    outcome = year("summarize", "--by", "channel", "--measure", "count,share")
    assert (outcome.status, outcome.err) == (0, "")
    rows = [each.split() for each in outcome.out.splitlines()]
    assert ["Bank", "hotline", "21", "84.00%"] in rows
    assert ["Total", "25", "100.00%"] in rows


def test_two_dimensions_agree_with_their_totals(year: Line) -> None:
    data = year("summarize", "--by", "投诉原因,channel", "--json").data
    assert set(data) == {
        *("dimensions", "measures", "from", "to", "rows", "row_totals", "column_totals", "total"),
        "definitions",
    }
    assert data["dimensions"] == ["cause", "channel"]
    assert sum(row["count"] for row in data["rows"]) == data["total"]["count"] == 25
    assert {key: each["count"] for key, each in data["column_totals"].items()} == {
        "hotline": 21,
        "nfra": 1,
        "consumer_center": 3,
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_ratios_show_percentage_and_counts(
    year: Line, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEDGERCTL_LANG", language)
    measures = "count,on_time_rate,satisfaction_rate"
    page = year("summarize", "--by", "channel", "--measure", measures).out
    assert {"en": "On-time rate", "zh": "及时率"}[language] in page
    assert "100.0% (" in page
    data = year("summarize", "--by", "channel", "--measure", measures, "--json").data
    rate = data["total"]["on_time_rate"]
    assert (rate["part"], rate["percent"]) == (rate["whole"], "100.0")
    assert set(rate) == {"part", "whole", "percent"}


def test_a_ratio_of_nothing_is_not_available(year: Line) -> None:
    page = year("summarize", "--by", "channel", "--measure", "contact_in_time_rate").out
    assert "n/a" in page
    assert "0/0" not in page
    data = year("summarize", "--by", "channel", "--measure", "contact_in_time_rate", "--json").data
    assert data["total"] == {"contact_in_time_rate": {"part": 0, "whole": 0, "percent": None}}


def test_few_cases_of_one_person_show_their_counts_only(line: Line) -> None:
    number = line.add("--received-at", "2021-01-04")
    line("resolve", number, "--finding", "upheld")
    page = line("summarize", "--by", "handler,channel", "--measure", "upheld_rate").out
    assert "1/1" in page
    assert page.count("100.0% (1/1)") == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_that_is_handed_on_defines_its_measures(year: Line, language: str) -> None:
    words = ("--lang", language, "summarize", "--by", "channel", "--measure", "count,on_time_rate")
    page = year(*words, "--format", "md").out
    rate = MEASURES["on_time_rate"]
    assert rate.numerator.said(language) in page
    assert MEASURES["upheld_rate"].numerator.said(language) not in page
    found = year(*words, "--json").data["definitions"]
    assert list(found) == ["count", "on_time_rate"]
    assert found["on_time_rate"]["denominator"] == rate.denominator._asdict()
    for face in ("table", "plain"):
        shown = year(*words, "--format", face).out
        assert "`ledgerctl summarize --explain`" in shown
        assert rate.numerator.said(language) not in shown


def test_cases_and_shares_alone_need_no_pointer(year: Line) -> None:
    shown = year("summarize", "--by", "channel", "--measure", "count,share").out
    assert "--explain" not in shown
    assert "--explain" not in year("summarize", "--by", "channel", "--last", "1d").out


def test_all_measures_are_explained_without_a_ledger(bare: Line) -> None:
    found = bare("summarize", "--explain", "--json").data["definitions"]
    assert list(found) == list(MEASURES)
    page = bare("--lang", "zh", "summarize", "--explain").out
    assert all(each.label.zh in page for each in MEASURES.values())
    rows = bare("summarize", "--explain", "--format", "csv").out.splitlines()
    assert len(rows) == len(MEASURES) + 1


@pytest.mark.parametrize("name", ["on_time_rate", "on-time-rate", "及时率", "On-time rate"])
def test_a_measure_is_known_by_its_key_and_by_what_it_is_called(year: Line, name: str) -> None:
    data = year("summarize", "--by", "channel", "--measure", name, "--json").data
    assert data["measures"] == ["on_time_rate"]


def test_a_period(year: Line) -> None:
    data = year(
        "summarize", "--by", "channel", "--from", "2020-04-01", "--to", "2020-04-30", "--json"
    ).data
    listed = [
        each
        for each in year("list", "--json").data["cases"]
        if each["received_on"].startswith("2020-04")
    ]
    assert data["total"]["count"] == len(listed) > 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "E102"),
        (("--by", "weather"), "E210"),
        (("--by", "summary"), "E210"),
        (("--by", ""), "E101"),
        (("--by", "channel,business,cause"), "E101"),
        (("--by", "channel", "--measure", "mood"), "E236"),
        (("--by", "channel", "--from", "2020-13-01"), "E203"),
        (("--by", "channel", "--from", "2020-02-01", "--to", "2020-01-01"), "E214"),
    ],
)
def test_refusals(line: Line, words: tuple[str, ...], code: str) -> None:
    refused(line, "summarize", *words, code=code, status=2)


@pytest.mark.parametrize(
    ("typed", "english", "chinese"),
    [
        ("qqqqqqqq", "For instance: count, ", "例如：count"),
        ("shar", "Nearest: share", "相近的有：share"),
    ],
)
def test_a_measure_near_to_nothing_gets_examples_and_no_nearest(
    line: Line, typed: str, english: str, chinese: str
) -> None:
    words = ("summarize", "--by", "channel", "--measure", typed)
    assert f"hint: {english}" in line(*words).err
    assert f"提示：{chinese}" in line(*words, "--lang", "zh").err

from __future__ import annotations

import pytest
from render_samples import measured, year

from ledgerctl.application.reports.report_results import Quarter
from ledgerctl.domain.metrics import change
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.render.reports import figures


def written(key: str, above: int, below: int | None, language: str = "en") -> str:
    figure = METRICS[key].of(above, below)
    return figures.written(figure, language=language, encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "above", "below", "text"),
    [
        ("complaints_received", 12_345, None, "12,345"),
        ("redress_total", 500_000, None, "5,000.00"),
        ("external_share", 1, 3, "33.3%"),
        ("external_share", 0, 0, "n/a"),
        ("rate_customers", 25, 78_000, "3.2‱"),
        ("rate_customers", 25, None, "n/a"),
        ("rate_nfra_outlets", 3, 1_000, "3.0 per 1,000"),
        ("rate_nfra_customers", 7, 70_000_000, "1.0 per 10,000,000"),
    ],
)
def test_each_unit_is_written_in_its_own_way(
    key: str, above: int, below: int | None, text: str
) -> None:
    assert written(key, above, below) == text


@pytest.mark.usefixtures("chinese")
def test_units_speak_chinese() -> None:
    assert written("rate_nfra_outlets", 3, 1_000, "zh") == "每千3.0件"
    assert written("rate_nfra_customers", 7, 70_000_000, "zh") == "每千万1.0件"
    assert written("external_share", 0, 0, "zh") == "无法计算"


def test_a_basis_says_counts_interval_and_what_nobody_recorded() -> None:
    rate = METRICS["rate_customers"].of(25, 78_000, unknown=2)
    assert figures.basis(rate, "en") == "25 / 78,000; 95% 2.1-4.7; not recorded in 2"
    assert figures.basis(METRICS["complaints_received"].of(25), "en") == ""


@pytest.mark.parametrize(
    ("numerator", "unknown", "value", "basis", "most"),
    [
        (0, 23, "at least 0.0%", "0 / 25; not recorded in 23, so 0.0% to 92.0%", "92.0"),
        (20, 5, "at least 80.0%", "20 / 25; not recorded in 5, so 80.0% to 100.0%", "100.0"),
        (20, 0, "80.0%", "20 / 25", None),
        (0, 25, "n/a", "0 / 25; not recorded in 25", None),
    ],
)
def test_what_nobody_recorded_leaves_a_percentage_open(
    numerator: int, unknown: int, value: str, basis: str, most: str | None
) -> None:
    figure = METRICS["satisfaction_response"].of(numerator, 25, unknown=unknown)
    assert figures.written(figure, language="en", encoding="utf-8") == value
    assert figures.basis(figure, "en") == basis
    assert figures.figure_data(figure).get("at_most") == most


def test_no_table_where_there_is_nothing_to_show() -> None:
    nothing = {key: METRICS[key].of(0, 0) for key in ("external_share", "on_time_rate")}
    assert figures.indicators(year(figures=nothing), language="en", encoding="utf-8") is None
    still = [Quarter(number, change(0, 0), change(0, 0)) for number in range(1, 5)]
    assert figures.quarters(year(quarters=still), "en") is None
    assert figures.ageing(year(ages=dict.fromkeys(year().ages, 0)), "en") is None
    clean = {**measured(), "late_registrations": METRICS["late_registrations"].of(0)}
    assert list(figures.quality(year(figures=clean, moved=[]), "en")) == []


def test_a_year_that_had_complaints_only_before_still_compares() -> None:
    quarters = [Quarter(1, change(0, 4), change(0, 6))]
    table = figures.quarters(year(quarters=quarters), "en")
    assert table is not None
    assert table.rows == (("Q1", "0", "4 (-100.0%)", "6 (-100.0%)"),)


def test_going_over_the_head_says_how_many_the_branch_knew() -> None:
    table = figures.indicators(year(), language="en", encoding="utf-8")
    assert table is not None
    said = {row[0]: row[2] for row in table.rows}
    assert said["Over the branch's head"] == "1 / 25; known to the branch before: 1"
    none = {**measured(), "skip_level_rate": METRICS["skip_level_rate"].of(0, 25)}
    table = figures.indicators(year(figures=none), language="en", encoding="utf-8")
    assert table is not None
    assert {row[0]: row[2] for row in table.rows}["Over the branch's head"] == "0 / 25"


def test_data_holds_counts_and_values_as_text() -> None:
    data = figures.data(year())
    assert data["metrics"]["external_share"] == {
        "unit": "percent",
        "numerator": 4,
        "denominator": 25,
        "value": "16.0",
    }
    assert data["metrics"]["on_time_rate"]["unknown"] == 1
    assert data["metrics"]["redress_total"]["value"] == 500_000
    assert data["metrics"]["rate_nfra_outlets"]["value"] is None
    assert data["quarters"][1]["same_quarter_last_year"] == {
        "before": 0,
        "difference": 8,
        "percent": None,
    }
    assert data["quarters"][0]["quarter_before"]["percent"] == "-16.7"
    assert data["ageing"] == {"as_of": "2020-12-31", "bands": year().ages}
    assert data["data_quality"] == {
        "late_registrations": 2,
        "back_dated": 0,
        "received_date_changes": [
            {"number": "2020-0004", "recorded": "2019-12-31", "corrected": "2020-01-02"}
        ],
    }
    interval = figures.figure_data(METRICS["rate_customers"].of(25, 78_000))
    assert (interval["value"], interval["low"], interval["high"]) == ("3.2", "2.1", "4.7")

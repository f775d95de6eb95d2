"""Published tables whose authors are not us, worked out again by ``domain.metrics`` from their own counts."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from published_tables import FOLDER, growth_agrees, printed, ranks_agree, rows_of, shares_agree
from python_calamine import CalamineWorkbook

from ledgerctl.domain import metrics
from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]


def sheet(path: Path, name: str) -> list[Row]:
    """Return the rows of a sheet by heading; names of sheets differ in case and spaces over the years."""
    book = CalamineWorkbook.from_path(path)
    wanted = next(each for each in book.sheet_names if each.strip().casefold() == name.casefold())
    head, *rows = book.get_sheet_by_name(wanted).to_python()
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


# --- CFPB ---


def test_the_published_pair_of_rows_in_and_report_out(real_data: Path) -> None:
    with open_source(
        str(real_data / "cfpb/insight_test1_input.csv"), profile=load_profile("cfpb")
    ) as source:
        rows = list(source.rows(today=date(2026, 3, 4)))
    companies: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for row in rows:
        key = (str(row.facts["product"]).lower(), str(row.facts["received_at"])[:4])
        companies[key][str(row.facts["institution"])] += 1
    made = []
    for (product, year), counts in sorted(companies.items()):
        share = metrics.percent(max(counts.values()), counts.total(), places=0)
        made.append([product, year, str(counts.total()), str(len(counts)), str(share)])
    with (real_data / "cfpb/insight_test1_expected_report.csv").open(encoding="utf-8") as expected:
        assert made == list(csv.reader(expected))


def test_the_excerpt_of_the_pair_is_what_it_says(real_data: Path) -> None:
    with (real_data / "cfpb/insight_test1_input.csv").open(encoding="utf-8", newline="") as stream:
        whole = list(csv.DictReader(stream))
    excerpt = rows_of("cfpb_pair_in")
    assert len(excerpt) == len(whole)
    for ours, theirs in zip(excerpt, whole, strict=True):
        # What the report does not need is left blank.
        assert {name: theirs[name] for name, value in ours.items() if value} == {
            name: value for name, value in ours.items() if value
        }
    report = (real_data / "cfpb/insight_test1_expected_report.csv").read_text("utf-8")
    assert (FOLDER / "cfpb_pair_out.csv").read_text("utf-8").split() == report.split()


AGGREGATES = "cfpb/cfpb_2023-2025_aggregates.xlsx"


@pytest.mark.parametrize(
    ("name", "within", "share", "rank"),
    [
        (
            "Product Workload",
            ("received_year",),
            "complaint_share_of_year",
            "product_volume_rank_in_year",
        ),
        (
            "Channel Mix",
            ("received_year",),
            "complaint_share_of_year",
            "channel_volume_rank_in_year",
        ),
        (
            "Issue Workload",
            ("received_year", "product"),
            "issue_share_within_product",
            "issue_volume_rank_within_product",
        ),
        (
            "State Workload",
            ("received_year",),
            "complaint_share_of_year",
            "state_volume_rank_in_year",
        ),
        (
            "Company Concentration",
            ("received_year",),
            "complaint_share_of_year",
            "company_volume_rank_in_year",
        ),
    ],
)
def test_shares_and_ranks_of_nine_million_complaints(
    real_data: Path, name: str, within: tuple[str, ...], share: str, rank: str
) -> None:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in sheet(real_data / AGGREGATES, name):
        groups[tuple(row[each] for each in within)].append(row)
    for rows in groups.values():
        counts = [int(row["complaint_volume"]) for row in rows]
        shares_agree(counts, [row[share] for row in rows])
        ranks_agree(counts, [int(row[rank]) for row in rows])


def test_timely_answers_of_nine_million_complaints(real_data: Path) -> None:
    for name in (
        "Monthly Operations",
        "Product Workload",
        "State Workload",
        "Company Concentration",
        "Response Performance by Product",
    ):
        for row in sheet(real_data / AGGREGATES, name):
            timely, of = int(row["timely_response_count"]), int(row["timely_response_denominator"])
            found = metrics.percent(timely, of, places=4)
            assert found == (printed(row["timely_response_rate"], 4) if of else None), (name, row)
    for row in sheet(real_data / AGGREGATES, "Response Performance"):
        timely, of = int(row["timely_yes_count"]), int(row["timely_known_count"])
        told = Decimal(repr(row["timely_response_rate_pct"]))
        assert abs(Decimal(str(metrics.percent(timely, of, places=8))) - told) < Decimal("1e-8")


def test_growth_from_month_to_month(real_data: Path) -> None:
    rows = sheet(real_data / AGGREGATES, "Monthly Operations")
    assert len(rows) == 36
    counts = [int(row["complaint_volume"]) for row in rows]
    growth_agrees(counts, [row["month_over_month_volume_growth_rate"] for row in rows])
    for row, change in zip(
        rows[1:], (now - before for before, now in pairwise(counts)), strict=True
    ):
        assert row["month_over_month_volume_change"] == change


def test_the_sheets_of_the_workbook_add_up_to_each_other(real_data: Path) -> None:
    book = real_data / AGGREGATES
    by_month = sum(int(row["complaint_volume"]) for row in sheet(book, "Monthly Operations"))
    by_product = sum(int(row["complaint_volume"]) for row in sheet(book, "Product Workload"))
    products = sheet(book, "Product Summary")
    assert (
        by_month == by_product == sum(int(row["complaint_count"]) for row in products) == 9_363_711
    )
    for row in products:
        ours = metrics.percent(int(row["complaint_count"]), by_month, places=8)
        assert abs(Decimal(str(ours)) - Decimal(repr(row["share_pct"])) * 100) < Decimal("1e-8")


@pytest.mark.parametrize(
    ("excerpt", "name", "columns"),
    [
        (
            "cfpb_products",
            "Product Workload",
            ("product", "complaint_share_of_year", "product_volume_rank_in_year"),
        ),
        (
            "cfpb_channels",
            "Channel Mix",
            ("submitted_via", "complaint_share_of_year", "channel_volume_rank_in_year"),
        ),
    ],
)
def test_the_excerpts_are_what_they_say(
    real_data: Path, excerpt: str, name: str, columns: tuple[str, str, str]
) -> None:
    value, share, rank = columns
    assert rows_of(excerpt) == [
        {
            "year": str(int(row["received_year"])),
            "value": row[value],
            "complaints": str(int(row["complaint_volume"])),
            "share": repr(row[share]),
            "rank": str(int(row[rank])),
        }
        for row in sheet(real_data / AGGREGATES, name)
    ]


def test_the_excerpt_of_the_months_is_what_it_says(real_data: Path) -> None:
    assert [list(row.values()) for row in rows_of("cfpb_months")] == [
        [
            str(row["month_start"])[:7],
            str(int(row["complaint_volume"])),
            str(row["month_over_month_volume_growth_rate"]),
        ]
        for row in sheet(real_data / AGGREGATES, "Monthly Operations")
    ]


# --- China ---


def test_the_excerpt_of_the_regulators_table_is_what_it_says(real_data: Path) -> None:
    lines = (real_data / "zh/cbirc_2022Q4_joint_stock_banks.psv").read_text("utf-8").splitlines()
    banks = [[cell.strip() for cell in line.split("|")] for line in lines[2:]]
    excerpt = rows_of("cbirc_2022q4_joint_stock_banks")
    assert [[row["bank"], row["complaints"], f"{row['percent']}%"] for row in excerpt] == [
        bank[:3] for bank in banks
    ]


# --- United Kingdom ---

HALVES = tuple(f"{year}-h{half}" for year in (2022, 2023, 2024) for half in (1, 2))
GROUPS = (
    "Banking and credit cards",
    "Decumulation & pensions",
    "Home finance",
    "Insurance & pure protection",
    "Investments",
)


def groups_of(row: Row) -> dict[str, float]:
    """Return the figures of one firm by product group; a blank is nothing, also as a space."""
    return {
        group: float(value)
        for group in GROUPS
        if not isinstance(value := next(v for k, v in row.items() if k.strip() == group), str)
    }


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("name", ["Opened", "Closed"])
def test_totals_by_product_group_of_each_half_year(real_data: Path, half: str, name: str) -> None:
    key = f"uk/fca_firm-level_{half}.xlsx"
    rows = [groups_of(row) for row in sheet(real_data / key, name)]
    oracle = json.loads((real_data / "ORACLES.json").read_text("utf-8"))[key]["data"]
    expected = next(value for each, value in oracle.items() if each.casefold() == name.casefold())
    totals = {
        group: [sum(group in row for row in rows), sum(int(row.get(group, 0)) for row in rows)]
        for group in GROUPS
    }
    assert totals == expected["totals"]
    excerpt = [
        row for row in rows_of("fca_half_years") if (row["half"], row["sheet"]) == (half, name)
    ]
    assert totals == {row["group"]: [int(row["firms"]), int(row["complaints"])] for row in excerpt}


#: Firms of which a printed share is that of no whole number of the closed complaints printed beside it: the
#: counts or the shares were revised apart. Everything else, some 6,700 cells, is ours to the last digit.
REVISED = {
    "2022-h1": {
        "AWP Assistance UK Ltd",
        "ERGO TRAVEL INSURANCE SERVICES LTD",
        "Exeter Friendly Society Limited",
        "Inter Partner Assistance SA",
        "Kingfisher Insurance Services Limited",
        "ManyPets Ltd",
        "Phoenix Life Limited",
        "Standard Life Assurance Limited",
        "UK General Insurance Limited",
        "UK Warranty Limited",
    },
    "2023-h2": {"Kensington Mortgage Company Limited"},
}


def firm(row: Row) -> str:
    """Return the name of the firm, however the sheet spells its heading."""
    return str(next(v for k, v in row.items() if k.casefold() == "firm name")).strip()


@pytest.mark.parametrize("half", HALVES)
def test_each_printed_share_is_that_of_a_number_of_closed_complaints(
    real_data: Path, half: str
) -> None:
    path = real_data / f"uk/fca_firm-level_{half}.xlsx"
    names = CalamineWorkbook.from_path(path).sheet_names
    closed = {firm(row).casefold(): groups_of(row) for row in sheet(path, "Closed")}
    compared, different = 0, set()
    for name in names:
        if not any(part in name.casefold() for part in ("3 days", ">3", "upheld")):
            continue
        for row in sheet(path, name.strip()):
            for group, share in groups_of(row).items():
                of = int(closed[firm(row).casefold()][group])
                ours = metrics.percent(round(share * of), of, places=2)
                compared += 1
                if ours != printed(share, 2):
                    different.add(firm(row))
    assert compared > 1_000
    assert different == REVISED.get(half, set())

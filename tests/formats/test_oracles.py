"""Published tables whose authors are not us, worked out again by ``domain.metrics`` from their own counts."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

import pytest
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


def rounded(value: float, places: int) -> Decimal:
    """Return a printed fraction as per cent, as its author rounded it."""
    return (Decimal(repr(value)) * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


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
    ],
)
def test_shares_and_ranks_of_nine_million_complaints(
    real_data: Path, name: str, within: tuple[str, ...], share: str, rank: str
) -> None:
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in sheet(real_data / AGGREGATES, name):
        groups[tuple(row[each] for each in within)].append(row)
    for key, rows in groups.items():
        counts = [int(row["complaint_volume"]) for row in rows]
        for row, count in zip(rows, counts, strict=True):
            # Printed with six decimals of a fraction: four of a percentage.
            assert metrics.percent(count, sum(counts), places=4) == rounded(row[share], 4), key
            # Equal counts share a rank, and the next one follows without a gap.
            assert row[rank] == 1 + len({other for other in counts if other > count}), (key, row)
        shares = metrics.shares(counts)
        assert sum(shares) == 100
        for row, ours in zip(rows, shares, strict=True):
            # Ours add up to 100, so one may differ from its own rounding by the last digit.
            assert abs(ours - rounded(row[share], 2)) <= Decimal("0.01"), (key, row)


def test_timely_answers_of_nine_million_complaints(real_data: Path) -> None:
    for name in (
        "Monthly Operations",
        "Product Workload",
        "State Workload",
        "Company Concentration",
    ):
        for row in sheet(real_data / AGGREGATES, name):
            timely, of = int(row["timely_response_count"]), int(row["timely_response_denominator"])
            found = metrics.percent(timely, of, places=4)
            assert found == (rounded(row["timely_response_rate"], 4) if of else None), (name, row)
    for row in sheet(real_data / AGGREGATES, "Response Performance"):
        timely, of = int(row["timely_yes_count"]), int(row["timely_known_count"])
        printed = Decimal(repr(row["timely_response_rate_pct"]))
        assert abs(Decimal(str(metrics.percent(timely, of, places=8))) - printed) < Decimal("1e-8")


def test_growth_from_month_to_month(real_data: Path) -> None:
    rows = sheet(real_data / AGGREGATES, "Monthly Operations")
    assert len(rows) == 36
    for before, row in zip([None, *rows], rows, strict=False):
        if before is None:
            assert row["month_over_month_volume_growth_rate"] == ""
            continue
        change = metrics.change(int(row["complaint_volume"]), int(before["complaint_volume"]))
        assert change.difference == row["month_over_month_volume_change"]
        assert change.percent == rounded(row["month_over_month_volume_growth_rate"], 1), row


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


# --- China ---


def test_the_thirteen_shares_of_the_regulators_table(real_data: Path) -> None:
    lines = (real_data / "zh/cbirc_2022Q4_joint_stock_banks.psv").read_text("utf-8").splitlines()
    banks = [[cell.strip() for cell in line.split("|")] for line in lines[2:]]
    counts = [int(bank[1]) for bank in banks]
    assert (len(counts), sum(counts)) == (13, 26_247)
    printed = [bank[2].rstrip("%") for bank in banks]
    assert [str(metrics.percent(count, 26_247)) for count in counts] == printed
    # Rounded one by one they come to 99.8; ours to 100.
    assert sum(map(Decimal, printed)) == Decimal("99.8")
    assert sum(metrics.shares(counts)) == 100


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
    shares = metrics.shares([total for _, total in totals.values()])
    assert sum(shares) == 100


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
                if ours != rounded(share, 2):
                    different.add(firm(row))
    assert compared > 1_000
    assert different == REVISED.get(half, set())

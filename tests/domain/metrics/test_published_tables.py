"""Published tables worked out again by the metrics, from excerpts that are always at hand."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pytest
from published_tables import growth_agrees, ranks_agree, rows_of, shares_agree

from ledgerctl.domain import metrics

HALVES = tuple(f"{year}-h{half}" for year in (2022, 2023, 2024) for half in (1, 2))


@pytest.mark.parametrize("name", ["cfpb_products", "cfpb_channels"])
def test_shares_and_ranks_of_nine_million_complaints(name: str) -> None:
    years = defaultdict(list)
    for row in rows_of(name):
        years[row["year"]].append(row)
    assert set(years) == {"2023", "2024", "2025"}
    for rows in years.values():
        counts = [int(row["complaints"]) for row in rows]
        shares_agree(counts, [row["share"] for row in rows])
        ranks_agree(counts, [int(row["rank"]) for row in rows])


def test_growth_from_month_to_month() -> None:
    rows = rows_of("cfpb_months")
    counts = [int(row["complaints"]) for row in rows]
    assert (len(rows), sum(counts)) == (36, 9_363_711)
    growth_agrees(counts, [row["growth"] for row in rows])


def test_the_tables_add_up_to_each_other() -> None:
    for year in ("2023", "2024", "2025"):
        months, products, channels = (
            sum(int(row["complaints"]) for row in rows_of(name) if year in row[key])
            for name, key in (
                ("cfpb_months", "month"),
                ("cfpb_products", "year"),
                ("cfpb_channels", "year"),
            )
        )
        assert months == products == channels


def test_the_thirteen_shares_of_the_regulators_table() -> None:
    rows = rows_of("cbirc_2022q4_joint_stock_banks")
    counts = [int(row["complaints"]) for row in rows]
    assert (len(counts), sum(counts)) == (13, 26_247)
    assert [str(metrics.percent(count, 26_247)) for count in counts] == [
        row["percent"] for row in rows
    ]
    # Rounded one by one they come to 99.8; ours to 100.
    assert sum(Decimal(row["percent"]) for row in rows) == Decimal("99.8")
    assert sum(metrics.shares(counts)) == 100


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("sheet", ["Opened", "Closed"])
def test_product_groups_of_each_half_year(half: str, sheet: str) -> None:
    rows = [
        row for row in rows_of("fca_half_years") if (row["half"], row["sheet"]) == (half, sheet)
    ]
    assert len(rows) == 5
    counts = [int(row["complaints"]) for row in rows]
    shares = metrics.shares(counts)
    assert sum(shares) == 100
    for count, share in zip(counts, shares, strict=True):
        own = metrics.percent(count, sum(counts), places=2)
        assert own is not None
        assert abs(share - own) <= Decimal("0.01")

"""A published pair of input and report: rows go into a ledger, its cross tables give the report back."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from published_tables import FOLDER

from ledgerctl.domain import metrics

if TYPE_CHECKING:
    from desk_line import Line


def test_product_year_complaints_companies_and_the_share_of_the_largest(line: Line) -> None:
    rows = FOLDER / "cfpb_pair_in.csv"
    assert line("import", "--profile", "cfpb", str(rows)).status == 0
    made = []
    for year in ("2019", "2020"):
        days = ("--from", f"{year}-01-01", "--to", f"{year}-12-31")
        table = line("summarize", "--by", "product,institution", *days, "--json").data
        for product, total in table["row_totals"].items():
            companies = [row["count"] for row in table["rows"] if row["product"] == product]
            share = metrics.percent(max(companies), total["count"], places=0)
            made.append(
                [product.lower(), year, str(total["count"]), str(len(companies)), str(share)]
            )
    with (FOLDER / "cfpb_pair_out.csv").open(encoding="utf-8", newline="") as published:
        assert sorted(made) == list(csv.reader(published))

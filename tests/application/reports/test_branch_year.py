from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.imports.files import MappedRow
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.ledger import auditing, keeping
from ledgerctl.application.reports import reporting
from ledgerctl.domain.codes.fields import find_field
from ledgerctl.domain.metrics import StockFlow
from ledgerctl.domain.text.reading import read_value

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import RowSource
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.domain.events.base import Fact

REGISTER = Path(__file__).resolve().parents[3] / "examples" / "dongqiao-2020.csv"
CHOICES = ImportChoices("dongqiao")


def mapped(line: int, cells: dict[str, str]) -> MappedRow:
    facts: dict[str, Fact] = {}
    sealed: dict[str, str] = {}
    for heading, cell in cells.items():
        field = find_field(heading)
        assert field is not None
        if cell:
            value = read_value(field, cell, today=date(2020, 12, 31))
            if field.sealed:
                sealed[field.name] = str(value)
            else:
                facts[field.name] = value
    if "resolved_at" in facts:
        facts["closed"] = True
    return MappedRow(line, list(cells.values()), facts, dict(sealed), ())


@pytest.fixture
def register(rows: Callable[..., RowSource]) -> RowSource:
    with REGISTER.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return rows([mapped(reader.line_num, cells) for cells in reader])


@pytest.fixture
def report(desk: Desk, meta: Meta, register: RowSource) -> YearReport:
    outcome = import_rows(desk, register, meta, CHOICES)
    assert (outcome.read, outcome.added, outcome.rejected) == (25, 25, 0)
    sizes = {"customers": "78000", "transactions": "57000"}
    keeping.record_populations(desk, "2020", sizes, meta, source="营运部")
    return reporting.year_report(desk, 2020)


def test_three_point_two_and_four_point_four_in_ten_thousand(report: YearReport) -> None:
    assert report.received == 25
    customers, transactions = report.rates["customers"], report.rates["transactions"]
    assert (customers.value, customers.low, customers.high) == (
        *(Decimal("3.2"), Decimal("2.1"), Decimal("4.7")),
    )
    assert transactions.value == Decimal("4.4")
    assert (customers.denominator, transactions.denominator) == (78_000, 57_000)
    assert report.missing_populations == []


def test_twenty_one_by_the_hotline_and_four_from_outside(report: YearReport) -> None:
    assert (report.internal, report.external, report.regulator) == (21, 4, 1)
    channels = report.splits["channel"]
    counts = [sums.cases for sums in channels.sums]
    assert dict(zip(channels.values, counts, strict=True)) == {
        "hotline": 21,
        "nfra": 1,
        "consumer_center": 3,
    }
    assert channels.shares == [Decimal("84.00"), Decimal("4.00"), Decimal("12.00")]


def test_all_settled_at_the_branch_none_escalated_none_repeated(report: YearReport) -> None:
    totals = report.totals
    assert (totals.cases, totals.closed, totals.settled_at_branch) == (25, 25, 25)
    assert report.settled_percent == Decimal("100.0")
    assert (totals.escalated, totals.skip_level, totals.repeats, totals.reopened) == (0, 0, 0, 0)
    assert (totals.at_fault, totals.on_time, totals.late, totals.undated) == (9, 25, 0, 0)
    assert (report.open_cases, report.overdue) == (0, 0)
    assert report.stock == StockFlow(0, 25, 0, 25, 0)


def test_every_split_adds_up(report: YearReport) -> None:
    for split in report.splits.values():
        assert sum(sums.cases for sums in split.sums) == 25
        shares = [share for share in split.shares if share is not None]
        assert sum(shares) == 100
        assert ("" in split.values) == (None in split.shares)


def test_what_nobody_filled_in_is_counted_as_unknown(report: YearReport) -> None:
    assert report.unknown == {"department": 1}
    assert report.excluded == {}
    assert report.days_known == 25
    assert (report.days_median, report.days_max) == (Decimal("4.0"), 25)


def test_the_register_imported_again_changes_nothing(
    report: YearReport, desk: Desk, meta: Meta, register: RowSource
) -> None:
    again = import_rows(desk, register, meta, CHOICES)
    assert (again.unchanged, again.added, again.updated, again.duplicate) == (25, 0, 0, 0)
    assert reporting.year_report(desk, 2020) == report
    verification = auditing.verify(desk, receipt=report.head.short)
    assert verification.sound
    assert (verification.events, verification.cases) == (29, 25)


def test_the_next_year_compares_with_this_one(report: YearReport, desk: Desk) -> None:
    following = reporting.year_report(desk, 2021)
    assert (following.before.now, following.before.before) == (0, report.received)
    assert following.before.percent == Decimal("-100.0")
    assert following.missing_populations == ["customers", "transactions"]

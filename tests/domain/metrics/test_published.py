"""Figures that stand in print elsewhere: limits of Poisson counts, shares, rates of the branch."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ledgerctl.domain import metrics

#: Exact 95 % limits of a Poisson count, as tables of medical statistics print them (after Garwood 1936).
LIMITS = {
    0: ("0.000", "3.689"),
    1: ("0.025", "5.572"),
    2: ("0.242", "7.225"),
    3: ("0.619", "8.767"),
    4: ("1.090", "10.242"),
    5: ("1.623", "11.668"),
    6: ("2.202", "13.059"),
    7: ("2.814", "14.423"),
    8: ("3.454", "15.763"),
    9: ("4.115", "17.085"),
    10: ("4.795", "18.390"),
    15: ("8.395", "24.740"),
    20: ("12.217", "30.888"),
    25: ("16.179", "36.905"),
    30: ("20.241", "42.827"),
    50: ("37.111", "65.919"),
    100: ("81.364", "121.627"),
}


@pytest.mark.parametrize("count", LIMITS)
def test_limits_of_a_count_are_those_in_print(count: int) -> None:
    found = metrics.rate(count, 1, per=1, places=3)
    assert (str(found.low), str(found.high)) == LIMITS[count]


@pytest.mark.parametrize(
    ("count", "size", "value", "low", "high"),
    [(25, 78_000, "3.21", "2.07", "4.73"), (25, 57_000, "4.39", "2.84", "6.47")],
)
def test_rates_of_the_branch(count: int, size: int, value: str, low: str, high: str) -> None:
    found = metrics.rate(count, size, places=2)
    assert [str(each) for each in (found.value, found.low, found.high)] == [value, low, high]


def test_one_forwarded_case_by_ten_million_customers() -> None:
    found = metrics.rate(1, 78_000, per=10_000_000, places=0)
    assert [str(each) for each in (found.value, found.low, found.high)] == ["128", "3", "714"]


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        # A bank's report of a quarter, as printed.
        ([4, 3, 1, 1], ["44.45", "33.33", "11.11", "11.11"]),
        # The same report prints 88.88 and 11.12 for these: a slip.
        ([8, 1], ["88.89", "11.11"]),
        ([21, 4], ["84.00", "16.00"]),
        ([1, 1, 1], ["33.34", "33.33", "33.33"]),
        ([0, 5], ["0.00", "100.00"]),
    ],
)
def test_shares_by_largest_remainder(counts: list[int], shares: list[str]) -> None:
    found = metrics.shares(counts)
    assert [str(share) for share in found] == shares
    assert sum(found) == Decimal(100)

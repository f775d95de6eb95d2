from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerctl.domain.metrics.control import TAIL, count_limits, u_chart


def at_most(count: int, mean: float) -> float:
    """The plain sum, for small means."""
    return math.fsum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count + 1))


@given(st.floats(0.01, 60))
def test_the_limits_are_the_exact_ones(mean: float) -> None:
    low, high = count_limits(mean)
    assert at_most(low, mean) > TAIL
    assert low == 0 or at_most(low - 1, mean) <= TAIL
    assert 1 - at_most(high, mean) <= TAIL * (1 + 1e-9)
    assert high == 0 or 1 - at_most(high - 1, mean) > TAIL * (1 - 1e-9)


@pytest.mark.parametrize(
    ("mean", "limits"),
    [(0, (0, 0)), (0.5, (0, 4)), (2, (0, 7)), (10, (2, 21)), (100, (71, 131))],
)
def test_limits_of_some_means(mean: float, limits: tuple[int, int]) -> None:
    assert count_limits(mean) == limits


def test_a_negative_mean_is_none() -> None:
    with pytest.raises(ValueError, match="not negative"):
        count_limits(-1)


def test_every_point_has_limits_of_its_own_size() -> None:
    points = u_chart([3, 2, 20, 0], [31, 28, 31, 0])
    assert [point.verdict for point in points] == ["", "", "above", ""]
    assert [point.expected for point in points] == [
        Decimal("8.6"),
        Decimal("7.8"),
        Decimal("8.6"),
        None,
    ]
    assert points[1].high <= points[0].high


def test_a_quiet_month_stands_out_below() -> None:
    assert [each.verdict for each in u_chart([40, 41, 2], [30, 30, 30])][2] == "below"


def test_nothing_at_all_stands_out_nowhere() -> None:
    assert {each.verdict for each in u_chart([0, 0], [31, 28])} == {""}
    assert u_chart([], []) == []


def test_counts_and_exposures_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="zip"):
        u_chart([1], [])
    with pytest.raises(ValueError, match="negative"):
        u_chart([-1], [1])

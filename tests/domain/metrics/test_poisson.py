from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.metrics import poisson
from ledgerctl.domain.metrics.poisson import LEVEL, can_tell, two_counts

unhurried = settings(deadline=None)
counts = st.integers(0, 60)


@pytest.mark.parametrize(
    ("first", "second", "exposures", "probability"),
    [
        (0, 0, (1, 1), Fraction(1)),
        (1, 1, (1, 1), Fraction(1)),
        # Two-sided: both tails of ten fair coins, 0 and 10 heads
        (10, 0, (1, 1), Fraction(2, 1024)),
        (9, 1, (1, 1), Fraction(2 * (1 + 10), 1024)),
        (5, 0, (1, 1), Fraction(1, 16)),
        (6, 0, (1, 1), Fraction(1, 32)),
        # A third of the time: 0 of 3 has 8/27, 1 of 3 has 12/27, 2 of 3 has 6/27, 3 of 3 has 1/27
        (2, 1, (1, 2), Fraction(7, 27)),
        (0, 3, (1, 2), Fraction(15, 27)),
    ],
)
def test_hand_checked(
    first: int, second: int, exposures: tuple[int, int], probability: Fraction
) -> None:
    assert two_counts(first, second, exposures=exposures) == probability


@pytest.mark.parametrize(
    ("first", "second", "exposures", "printed"),
    [
        # Cancer cases and person-years of Fredericia and of three other towns (Andersen 1977), as R's manual of
        # `poisson.test` and validations against it print them
        (11, 6 + 8 + 7, (800, 1083 + 1050 + 878), "0.07967"),
        # 682 giant and 243 dwarf plants, three to one expected: Conover, Practical Nonparametric Statistics
        # (1971), p. 97; R's `binom.test` prints 0.3825
        (682, 243, (3, 1), "0.3825"),
        # Dodder seeds in two samples of clover: Przyborowski and Wilenski (1940) have 0.1250 for one side
        (0, 3, (1, 1), "0.2500"),
    ],
)
def test_published_examples(
    first: int, second: int, exposures: tuple[int, int], printed: str
) -> None:
    found = two_counts(first, second, exposures=exposures)
    places = len(printed.partition(".")[2])
    assert f"{float(found):.{places}f}" == printed


@unhurried
@given(first=counts, second=counts)
def test_it_is_a_probability_and_the_order_makes_no_difference(first: int, second: int) -> None:
    found = two_counts(first, second)
    assert 0 < found <= 1
    assert found == two_counts(second, first)


@unhurried
@given(first=counts, second=counts, exposures=st.tuples(st.integers(1, 9), st.integers(1, 9)))
def test_exposures_are_turned_with_the_counts(
    first: int, second: int, exposures: tuple[int, int]
) -> None:
    turned = two_counts(second, first, exposures=exposures[::-1])
    assert two_counts(first, second, exposures=exposures) == turned


@unhurried
@given(first=counts, second=counts)
def test_equal_periods_add_both_tails(first: int, second: int) -> None:
    whole, small = first + second, min(first, second)
    tail = Fraction(sum(comb(whole, k) for k in range(small + 1)), 2**whole)
    assert two_counts(first, second) == min(2 * tail, Fraction(1))


@pytest.mark.parametrize("whole", range(12))
def test_fewer_than_six_cases_can_tell_nothing(whole: int) -> None:
    assert can_tell(whole) == (whole >= 6)
    assert can_tell(whole) == any(two_counts(k, whole - k) < LEVEL for k in range(whole + 1))


@pytest.mark.parametrize(
    ("first", "second", "exposures"), [(-1, 0, (1, 1)), (0, -1, (1, 1)), (1, 1, (0, 1))]
)
def test_what_cannot_be_counted_is_refused(
    first: int, second: int, exposures: tuple[int, int]
) -> None:
    with pytest.raises(ValueError, match="counts are not negative"):
        two_counts(first, second, exposures=exposures)


@pytest.mark.parametrize(
    ("first", "second", "exposures"),
    [(480, 520, (1, 1)), (450, 550, (1, 1)), (300, 700, (31, 59)), (0, 1000, (1, 1))],
)
def test_many_cases_are_reckoned_by_logarithms_to_the_same(
    first: int, second: int, exposures: tuple[int, int]
) -> None:
    exact = two_counts(first, second, exposures=exposures)
    near = poisson._by_logarithms(first, second, exposures)  # noqa: SLF001 - the other way
    assert abs(exact - near) < Fraction(1, 10**8)


def test_a_hundred_thousand_cases_are_no_effort() -> None:
    assert two_counts(100_000, 100_000) == 1
    assert two_counts(100_000, 102_000) < poisson.LEVEL
    assert two_counts(100_000, 100_500) > poisson.LEVEL
    assert poisson.can_tell(200_000)

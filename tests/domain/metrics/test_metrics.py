from __future__ import annotations

from dataclasses import replace
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ledgerctl.domain.metrics import (
    Change,
    Rate,
    StockFlow,
    change,
    percent,
    percentile,
    poisson_limits,
    rate,
    shares,
)

# Properties are about figures, not speed: a busy machine must not fail them.
unhurried = settings(deadline=None)
FORTY_DIGITS = Context(prec=40, Emax=MAX_EMAX, Emin=MIN_EMIN)
NOTHING_LEFT = Decimal("1E-30")
counts = st.integers(min_value=0, max_value=2_000)
histograms = st.dictionaries(st.integers(-50, 400), st.integers(0, 6), max_size=12)
fractions = st.decimals(min_value=0, max_value=1, places=3)


def slow_tails(count: int, mean: Decimal) -> tuple[Decimal, Decimal]:
    """P(X >= count) and P(X <= count) of a Poisson mean, by adding up every weight that matters.

    Weights are relative to that of `count`, so that neither a factorial nor a logarithm is needed.
    """
    with localcontext(FORTY_DIGITS):
        below = above = Decimal(0)
        weight = Decimal(1)
        cases = count
        while cases > 0 and (cases > mean or weight > NOTHING_LEFT * (1 + below)):
            weight = weight * cases / mean
            below += weight
            cases -= 1
        weight = Decimal(1)
        cases = count
        while cases < mean or weight > NOTHING_LEFT * (1 + above):
            cases += 1
            weight = weight * mean / cases
            above += weight
        whole = below + 1 + above
        return (1 + above) / whole, (below + 1) / whole


def rounded(exact: Fraction, places: int) -> Decimal:
    with localcontext(prec=60):
        value = Decimal(exact.numerator) / Decimal(exact.denominator)
        return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


class TestRate:
    @pytest.mark.parametrize(
        ("denominator", "value", "low", "high"),
        [(78_000, "3.2", "2.1", "4.7"), (57_000, "4.4", "2.8", "6.5")],
    )
    def test_the_branchs_year_2020(self, denominator: int, value: str, low: str, high: str) -> None:
        expected = Rate(25, denominator, 10_000, Decimal(value), Decimal(low), Decimal(high))
        assert rate(25, denominator) == expected

    def test_the_regulators_unit_is_ten_million_customers(self) -> None:
        forwarded = rate(1, 78_000, per=10_000_000, places=0)
        figures = [str(forwarded.value), str(forwarded.low), str(forwarded.high)]
        assert figures == ["128", "3", "714"]

    def test_more_places(self) -> None:
        found = rate(25, 78_000, places=3)
        assert [str(found.value), str(found.low), str(found.high)] == ["3.205", "2.074", "4.731"]

    def test_no_complaints_is_a_rate_with_an_upper_limit(self) -> None:
        found = rate(0, 78_000)
        assert [str(found.value), str(found.low), str(found.high)] == ["0.0", "0.0", "0.5"]

    @pytest.mark.parametrize("denominator", [None, 0])
    @pytest.mark.parametrize("count", [0, 25])
    def test_no_denominator_is_not_available(self, count: int, denominator: int | None) -> None:
        assert rate(count, denominator) == Rate(count, denominator, 10_000, None, None, None)

    @pytest.mark.parametrize(("count", "denominator"), [(-1, 10), (-1, None), (-1, 0), (1, -10)])
    def test_negative_counts_are_refused(self, count: int, denominator: int | None) -> None:
        with pytest.raises(ValueError, match="never negative"):
            rate(count, denominator)

    @unhurried
    @given(counts, st.integers(1, 10**9), st.integers(0, 6))
    def test_every_figure_is_its_exact_value_rounded_once(
        self, count: int, denominator: int, places: int
    ) -> None:
        found = rate(count, denominator, per=1_000, places=places)
        exact = (Decimal(count), *poisson_limits(count))
        assert [found.value, found.low, found.high] == [
            rounded(Fraction(number) * 1_000 / denominator, places) for number in exact
        ]

    def test_the_callers_decimal_context_changes_nothing(self) -> None:
        with localcontext(prec=2):
            found = (rate(25, 78_000, places=6), shares([4, 3, 1, 1]), percent(123_456, 1_000))
        assert found == (rate(25, 78_000, places=6), shares([4, 3, 1, 1]), Decimal("12345.6"))


class TestPoissonLimits:
    @pytest.mark.parametrize(
        ("count", "low", "high"),
        [
            (0, "0", "3.6889"),
            (1, "0.0253", "5.5716"),
            (2, "0.2422", "7.2247"),
            (3, "0.6187", "8.7673"),
            (5, "1.6235", "11.6683"),
            (10, "4.7954", "18.3904"),
            (20, "12.2165", "30.8884"),
            (25, "16.1787", "36.9049"),
            (30, "20.2409", "42.8269"),
            (50, "37.1110", "65.9188"),
            (100, "81.3640", "121.6268"),
        ],
    )
    def test_four_decimals_of_the_table(self, count: int, low: str, high: str) -> None:
        four_places = tuple(round(limit, 4) for limit in poisson_limits(count))
        assert four_places == (Decimal(low), Decimal(high))

    def test_closed_forms(self) -> None:
        # No case at all: exp(-m) = 0.025. One case or more: 1 - exp(-m) = 0.025.
        assert poisson_limits(0) == (Decimal(0), round(-Decimal("0.025").ln(), 9))
        assert poisson_limits(1)[0] == round(-Decimal("0.975").ln(), 11)

    @unhurried
    @given(counts)
    @example(0)
    @example(1)
    @example(30_000)
    @example(10_000_000)
    def test_each_limit_leaves_one_in_forty(self, count: int) -> None:
        tenth_digit = Decimal("1E-9")
        low, high = poisson_limits(count)
        as_few = [slow_tails(count, high * (1 + nudge))[1] for nudge in (-tenth_digit, tenth_digit)]
        assert as_few[0] > Decimal("0.025") > as_few[1]
        if count:
            as_many = [
                slow_tails(count, low * (1 + nudge))[0] for nudge in (-tenth_digit, tenth_digit)
            ]
            assert as_many[0] < Decimal("0.025") < as_many[1]

    @unhurried
    @given(st.integers(min_value=1, max_value=10_000_000))
    def test_the_limits_hold_the_count_between_them(self, count: int) -> None:
        low, high = poisson_limits(count)
        assert 0 < low < count < high

    @unhurried
    @given(st.integers(min_value=0, max_value=10_000_000))
    def test_one_more_case_raises_both_limits(self, count: int) -> None:
        low, high = poisson_limits(count)
        next_low, next_high = poisson_limits(count + 1)
        assert low < next_low
        assert high < next_high

    def test_a_negative_count_is_refused(self) -> None:
        with pytest.raises(ValueError, match="never negative"):
            poisson_limits(-1)


class TestShares:
    @pytest.mark.parametrize(
        ("numbers", "expected"),
        [
            ([4, 3, 1, 1], ["44.45", "33.33", "11.11", "11.11"]),
            ([8, 1], ["88.89", "11.11"]),
            ([21, 4], ["84.00", "16.00"]),
            ([1, 1, 1], ["33.34", "33.33", "33.33"]),
            ([0, 1, 1, 1], ["0.00", "33.34", "33.33", "33.33"]),
            ([7], ["100.00"]),
            ([0, 0], ["0.00", "0.00"]),
            ([], []),
        ],
    )
    def test_known_answers(self, numbers: list[int], expected: list[str]) -> None:
        assert [str(share) for share in shares(numbers)] == expected

    def test_without_places_the_earlier_of_two_equals_gains(self) -> None:
        assert shares([1, 1, 1, 1, 1, 1, 1], places=0) == [15, 15, 14, 14, 14, 14, 14]

    @unhurried
    @given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30).filter(any), st.integers(0, 4))
    def test_shares_add_up_and_stay_within_one_unit(self, numbers: list[int], places: int) -> None:
        found = shares(numbers, places=places)
        assert sum(found) == 100
        for number, share in zip(numbers, found, strict=True):
            exact = Fraction(100 * number, sum(numbers))
            assert abs(Fraction(share) - exact) < Fraction(1, 10**places)

    @unhurried
    @given(st.lists(st.integers(0, 1_000), min_size=2, max_size=12).filter(any))
    def test_a_larger_count_never_has_the_smaller_share(self, numbers: list[int]) -> None:
        descending = sorted(numbers, reverse=True)
        found = shares(descending)
        assert found == sorted(found, reverse=True)

    @unhurried
    @given(st.lists(st.integers(0, 50), min_size=1, max_size=8).filter(any))
    def test_nothing_has_no_share(self, numbers: list[int]) -> None:
        of_nothing = [
            share for number, share in zip(numbers, shares(numbers), strict=True) if number == 0
        ]
        assert not any(of_nothing)

    def test_a_negative_count_is_refused(self) -> None:
        with pytest.raises(ValueError, match="never negative"):
            shares([3, -1])


class TestPercent:
    @pytest.mark.parametrize(
        ("part", "whole", "places", "expected"),
        [
            (4, 25, 1, "16.0"),
            (25, 25, 1, "100.0"),
            (0, 25, 1, "0.0"),
            (8, 9, 2, "88.89"),
            (1, 16, 1, "6.3"),
            (1, 8, 0, "13"),
            (3, 2, 1, "150.0"),
        ],
    )
    def test_rounds_half_up(self, part: int, whole: int, places: int, expected: str) -> None:
        assert str(percent(part, whole, places=places)) == expected

    @pytest.mark.parametrize("part", [0, 3])
    def test_nothing_to_divide_by_is_not_available(self, part: int) -> None:
        assert percent(part, 0) is None

    @pytest.mark.parametrize(("part", "whole"), [(-1, 5), (1, -5), (-1, 0)])
    def test_negative_counts_are_refused(self, part: int, whole: int) -> None:
        with pytest.raises(ValueError, match="never negative"):
            percent(part, whole)


class TestPercentile:
    @pytest.mark.parametrize(
        ("histogram", "fraction", "expected"),
        [
            ({1: 1, 2: 1, 3: 1, 4: 1}, "0.5", "2.5"),
            ({4: 1, 1: 1, 3: 1, 2: 1}, "0.5", "2.5"),
            (dict.fromkeys(range(1, 11), 1), "0.9", "9.1"),
            ({3: 5, 30: 1}, "0.5", "3.0"),
            ({3: 1, 30: 0}, "1", "3.0"),
            ({2: 3, 9: 2}, "0", "2.0"),
            ({2: 3, 9: 2}, "1", "9.0"),
            ({0: 1, 1: 1}, "0.25", "0.3"),
            ({-1: 1, 0: 1}, "0.75", "-0.3"),
        ],
    )
    def test_known_answers(self, histogram: dict[int, int], fraction: str, expected: str) -> None:
        assert str(percentile(histogram, Decimal(fraction))) == expected

    @pytest.mark.parametrize("histogram", [{}, {5: 0}])
    def test_no_cases_have_no_percentile(self, histogram: dict[int, int]) -> None:
        assert percentile(histogram, Decimal("0.5")) is None

    @unhurried
    @given(histograms.filter(lambda histogram: any(histogram.values())), fractions)
    def test_agrees_with_a_sorted_list(self, histogram: dict[int, int], fraction: Decimal) -> None:
        values = sorted(value for value, cases in histogram.items() for _ in range(cases))
        position = Fraction(fraction) * (len(values) - 1)
        lower = int(position)
        upper = min(lower + 1, len(values) - 1)
        exact = values[lower] + (position - lower) * (values[upper] - values[lower])
        assert percentile(histogram, fraction) == rounded(exact, 1)

    @pytest.mark.parametrize("fraction", ["-0.1", "1.1", "90", "NaN", "Infinity"])
    def test_a_fraction_lies_between_nought_and_one(self, fraction: str) -> None:
        with pytest.raises(ValueError, match="between 0 and 1"):
            percentile({1: 1}, Decimal(fraction))

    def test_a_negative_number_of_cases_is_refused(self) -> None:
        with pytest.raises(ValueError, match="never negative"):
            percentile({1: 3, 2: -1}, Decimal("0.5"))


class TestChange:
    @pytest.mark.parametrize(
        ("now", "before", "difference", "in_percent"),
        [
            (25, 20, 5, "25.0"),
            (19, 25, -6, "-24.0"),
            (25, 25, 0, "0.0"),
            (0, 4, -4, "-100.0"),
            (17, 16, 1, "6.3"),
            (15, 16, -1, "-6.3"),
        ],
    )
    def test_difference_and_percent(
        self, now: int, before: int, difference: int, in_percent: str
    ) -> None:
        assert change(now, before) == Change(now, before, difference, Decimal(in_percent))

    @pytest.mark.parametrize("now", [0, 25])
    def test_from_nothing_there_is_no_percentage(self, now: int) -> None:
        assert change(now, 0) == Change(now, 0, now, None)

    @pytest.mark.parametrize(("now", "before"), [(-1, 5), (5, -1)])
    def test_negative_counts_are_refused(self, now: int, before: int) -> None:
        with pytest.raises(ValueError, match="never negative"):
            change(now, before)


class TestStockFlow:
    def test_the_branchs_year_balances(self) -> None:
        assert StockFlow(opening=0, received=25, reopened=0, closed=25, closing=0).balanced

    def test_withdrawn_and_declined_leave_the_stock_beside_the_closed(self) -> None:
        flow = StockFlow(2, 25, 1, 24, closing=1, withdrawn=2, declined=1)
        assert flow.balanced
        assert not replace(flow, withdrawn=1).balanced
        assert not replace(flow, declined=0).balanced

    @given(counts, counts, counts, counts, st.integers(-3, 3))
    def test_balances_only_with_the_one_closing_stock(
        self, opening: int, received: int, reopened: int, closed: int, slip: int
    ) -> None:
        due = opening + received + reopened - closed
        flow = StockFlow(opening, received, reopened, closed, closing=due + slip)
        assert flow.balanced is (slip == 0)

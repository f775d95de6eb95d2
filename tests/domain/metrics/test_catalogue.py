from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.metrics import ageing, mean
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.durations import AGE_BANDS, band
from ledgerctl.domain.metrics.metric import MONEY, PER, PERCENT, Metric, Words

unhurried = settings(deadline=None)
RATIOS = [metric for metric in METRICS.values() if metric.unit in {PERCENT, *PER}]
histograms = st.dictionaries(st.integers(0, 400), st.integers(0, 6), max_size=12)


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
class TestEveryMetric:
    def test_is_defined_in_both_languages(self, metric: Metric) -> None:
        words = [metric.label, metric.numerator, metric.anchor, metric.source]
        words += [metric.denominator] if metric.denominator else []
        words += [metric.note] if metric.note.en else []
        for each in words:
            assert each.zh
            assert each.en
            assert each.en == each.said("en")
            assert each.zh == each.said("zh")
            assert "  " not in each.en
        assert bool(metric.note.zh) is bool(metric.note.en)

    def test_worked_example(self, metric: Metric) -> None:
        if metric.example is None:
            return
        numerator, denominator, value = metric.example
        figure = metric.of(numerator, denominator)
        assert str(figure.value) == value
        assert (figure.key, figure.numerator, figure.denominator) == (
            *(metric.key, numerator, denominator),
        )
        assert (metric.denominator is None) is (denominator is None)


def test_keys_are_unique_words_and_ratios_have_denominators() -> None:
    assert all(key == metric.key and key.isidentifier() for key, metric in METRICS.items())
    assert all(metric.denominator is not None for metric in RATIOS)
    labels = [metric.label for metric in METRICS.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("metric", RATIOS, ids=lambda metric: metric.key)
@pytest.mark.parametrize("denominator", [None, 0])
def test_no_denominator_no_ratio(metric: Metric, denominator: int | None) -> None:
    figure = metric.of(0, denominator)
    assert (figure.value, figure.low, figure.high) == (None, None, None)


@pytest.mark.parametrize("metric", METRICS.values(), ids=list(METRICS))
def test_counts_are_never_negative(metric: Metric) -> None:
    if metric.unit in {PERCENT, *PER}:
        with pytest.raises(ValueError, match="never negative"):
            metric.of(-1, 5)


@unhurried
@given(part=st.integers(0, 5_000), rest=st.integers(0, 5_000))
def test_percentages_lie_between_0_and_100_and_complement_each_other(part: int, rest: int) -> None:
    metric = METRICS["agreement_rate"]
    mine, others = metric.of(part, part + rest), metric.of(rest, part + rest)
    if part + rest == 0:
        assert (mine.value, others.value) == (None, None)
        return
    assert mine.value is not None
    assert others.value is not None
    assert 0 <= mine.value <= 100
    assert abs(mine.value + others.value - 100) <= Decimal("0.1")


@pytest.mark.parametrize("metric", RATIOS, ids=lambda metric: metric.key)
@unhurried
@given(part=st.integers(0, 500), rest=st.integers(0, 500), times=st.integers(1, 9))
def test_every_ratio_is_bounded_and_grows_with_its_numerator_alone(
    metric: Metric, part: int, rest: int, times: int
) -> None:
    whole = part + rest
    figure = metric.of(part, whole)
    if not whole:
        assert figure.value is None
        return
    most = {PERCENT: 100}.get(metric.unit) or PER[metric.unit]
    assert isinstance(figure.value, Decimal)
    assert 0 <= figure.value <= most
    assert metric.of(0, whole).value == 0
    assert metric.of(whole, whole).value == most
    assert metric.of(part * times, whole * times).value == figure.value
    more = metric.of(part, whole + times).value
    assert isinstance(more, Decimal)
    assert more <= figure.value


@unhurried
@given(count=st.integers(0, 500), people=st.integers(1, 10**8))
def test_a_rate_lies_in_its_interval(count: int, people: int) -> None:
    for key in ("rate_customers", "rate_nfra_outlets", "rate_nfra_customers"):
        figure = METRICS[key].of(count, people)
        assert isinstance(figure.value, Decimal)
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.value <= figure.high


def test_what_nobody_recorded_about_any_case_has_no_ratio() -> None:
    metric = METRICS["agreement_rate"]
    assert metric.of(0, 5, unknown=5).value is None
    assert metric.of(1, 5, unknown=4).value == Decimal("20.0")


def test_money_stays_in_minor_units() -> None:
    metric = METRICS["redress_total"]
    assert metric.unit == MONEY
    assert metric.of(12_345).value == 12_345


def test_the_branch_and_the_regulator_count_different_things() -> None:
    everything = METRICS["rate_customers"].of(25, 78_000)
    forwarded = METRICS["rate_nfra_customers"].of(1, 78_000)
    assert (everything.value, everything.low, everything.high) == (
        *(Decimal("3.2"), Decimal("2.1"), Decimal("4.7")),
    )
    assert (forwarded.value, forwarded.low, forwarded.high) == (
        *(Decimal("128.2"), Decimal("3.2"), Decimal("714.3")),
    )


@pytest.mark.parametrize(
    ("days", "name"),
    [
        *((-1, "0-7"), (0, "0-7"), (7, "0-7"), (8, "8-15"), (15, "8-15"), (16, "16-30")),
        *((30, "16-30"), (31, "31-60"), (60, "31-60"), (61, "61+"), (4_000, "61+")),
    ],
)
def test_bands_end_with_the_legal_tiers(days: int, name: str) -> None:
    assert band(days) == name


@unhurried
@given(histograms)
def test_ageing_counts_every_case_once(histogram: dict[int, int]) -> None:
    found = ageing(histogram)
    assert list(found) == list(AGE_BANDS)
    assert sum(found.values()) == sum(histogram.values())


@unhurried
@given(histograms)
def test_a_mean_lies_between_the_least_and_the_most(histogram: dict[int, int]) -> None:
    found = mean(histogram)
    values = [value for value, number in histogram.items() if number]
    if not values:
        assert found is None
        return
    assert found is not None
    assert min(values) <= found <= max(values)


def test_a_mean_is_rounded_half_up() -> None:
    assert mean({1: 1, 2: 3}) == Decimal("1.8")
    assert mean({}) is None
    with pytest.raises(ValueError, match="never negative"):
        mean({1: -1})


def test_words_are_said_in_english_unless_chinese_is_asked_for() -> None:
    assert Words("投诉", "complaint").said("fr") == "complaint"

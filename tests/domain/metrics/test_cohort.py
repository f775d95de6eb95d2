"""The figures of the complaints received in a period: one definition for each that is counted."""

from __future__ import annotations

import pytest

from ledgerctl.domain.metrics.cohort import CHANGE, COMPARED, MEASURES
from ledgerctl.domain.metrics.metric import PERCENT, Metric
from ledgerctl.domain.reports.cross_measures import RATIOS


def test_every_ratio_of_a_cross_table_is_defined_over_something() -> None:
    ratios = [key for key, metric in MEASURES.items() if metric.denominator and key != "share"]
    assert ratios == list(RATIOS)
    assert all(MEASURES[key].unit == PERCENT for key in ratios)


@pytest.mark.parametrize("metric", [*COMPARED.values(), CHANGE, *MEASURES.values()])
def test_everything_is_said_in_both_languages(metric: Metric) -> None:
    for words in (metric.label, metric.numerator, metric.anchor, metric.source):
        assert words.zh
        assert words.en
    assert bool(metric.note.zh) == bool(metric.note.en)
    assert metric.anchor.zh == "收到日期在期内"


def test_keys_are_those_by_which_they_are_found() -> None:
    assert all(key == metric.key for found in (COMPARED, MEASURES) for key, metric in found.items())

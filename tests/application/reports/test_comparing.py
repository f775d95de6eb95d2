from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.reports import comparing
from ledgerctl.domain.days.periods import quarter_period, year_period

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt


def test_periods_stand_in_order_of_time_and_once(desk: Desk, add: Callable[..., Receipt]) -> None:
    add(received_at="2020-03-01")
    periods = [quarter_period(text) for text in ("2020Q2", "2020Q1", "2020Q2")]
    found = comparing.compare(desk, periods)
    assert [period.name for period in found.periods] == ["2020Q1", "2020Q2"]
    assert found.series[0].counts == [1, 0]
    assert [step.change.difference for step in found.series[0].steps] == [-1]


@pytest.mark.parametrize(
    ("early", "late", "code"),
    [(0, 2, "too_few"), (3, 4, "unclear"), (0, 8, "more"), (9, 0, "fewer")],
)
def test_what_the_exact_test_says(
    desk: Desk, add: Callable[..., Receipt], early: int, late: int, code: str
) -> None:
    for _ in range(early):
        add(received_at="2018-03-01")
    for _ in range(late):
        add(received_at="2019-03-01")
    found = comparing.compare(desk, [year_period(2018), year_period(2019)])
    effect = found.series[0].steps[0].effect
    assert effect is not None
    assert effect.code == code


def test_a_period_that_has_not_begun_is_not_judged(desk: Desk, add: Callable[..., Receipt]) -> None:
    add()
    found = comparing.compare(desk, [year_period(2020), year_period(2021)], on="2020-12-31")
    assert found.days == [366, 0]
    assert found.series[0].steps[0].effect is None


def test_a_running_period_is_weighed_by_the_days_that_have_passed(
    desk: Desk, add: Callable[..., Receipt]
) -> None:
    for _ in range(12):
        add(received_at="2019-05-01")
    add(received_at="2020-01-10")
    periods = [year_period(2019), year_period(2020)]
    found = comparing.compare(desk, periods, on="2020-01-31")
    effect = found.series[0].steps[0].effect
    assert found.days == [365, 31]
    assert effect is not None
    assert effect.code == "unclear"

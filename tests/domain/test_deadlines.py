from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.deadlines import POLICIES, Deadline, deadline
from ledgerctl.domain.vocabulary import COMPLEXITY

unhurried = settings(deadline=None)
SIMPLE, COMPLEX = "cn.2020-3.decide.simple", "cn.2020-3.decide.complex"


@pytest.mark.parametrize(
    ("received_on", "complexity", "expected"),
    [
        ("2020-03-04", "simple", Deadline("2020-03-19", SIMPLE, 15)),
        ("2020-03-04", "complex", Deadline("2020-04-03", COMPLEX, 30)),
        ("2020-03-04", None, Deadline("2020-03-19", SIMPLE, 15)),
        ("2020-03-04", "", Deadline("2020-03-19", SIMPLE, 15)),
        ("2020-03-04", "special", Deadline("2020-04-03", COMPLEX, 30)),
        ("2020-02-14", "simple", Deadline("2020-02-29", SIMPLE, 15)),
        ("2020-02-15", "simple", Deadline("2020-03-01", SIMPLE, 15)),
        ("2021-02-14", "simple", Deadline("2021-03-01", SIMPLE, 15)),
        ("2020-02-29", "complex", Deadline("2020-03-30", COMPLEX, 30)),
        ("2100-02-28", "simple", Deadline("2100-03-15", SIMPLE, 15)),
        ("2020-12-28", "simple", Deadline("2021-01-12", SIMPLE, 15)),
    ],
)
def test_fifteen_days_when_plain_and_thirty_when_complex(
    received_on: str, complexity: str | None, expected: Deadline
) -> None:
    assert deadline(received_on, complexity) == expected


def test_every_policy_is_of_a_known_complexity_and_names_its_source() -> None:
    assert {policy.complexity for policy in POLICIES} < set(COMPLEXITY.keys())
    assert [(policy.key, policy.days) for policy in POLICIES] == [(SIMPLE, 15), (COMPLEX, 30)]
    assert {policy.source for policy in POLICIES} == {"CBIRC order 2020 No. 3"}


@unhurried
@given(st.dates(date(1900, 1, 1), date(9999, 11, 1)), st.sampled_from(COMPLEXITY.keys()))
def test_the_due_day_is_so_many_calendar_days_after_receipt(day: date, complexity: str) -> None:
    due = deadline(day.isoformat(), complexity)
    assert date.fromisoformat(due.due_on) - day == timedelta(days=due.days)

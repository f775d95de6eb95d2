from __future__ import annotations

import pytest

from ledgerctl.domain.learning.effects import effect, parted
from ledgerctl.domain.learning.improvements import Improvement, Measure, Verified
from ledgerctl.domain.learning.rectifications import completed_in, due_in, verifiable
from ledgerctl.domain.metrics.members import Period
from ledgerctl.domain.register.register import BLANK_ROW, Row

FIRST = Measure(1, "加开窗口", "DQ-0300", "2020-04-11", "2020-05-01")
SECOND = FIRST._replace(step=2, due_on="2020-06-01")
ISSUE = Improvement("I2020-0001", "DQ-0201", "2020-04-10", "排队", (), {}, (FIRST, SECOND))


def done(*days: str) -> Improvement:
    measures = [
        measure._replace(done_on=day) for measure, day in zip((FIRST, SECOND), days, strict=False)
    ]
    return ISSUE._replace(measures=(*measures, *(FIRST, SECOND)[len(days) :]))


def period(year: int, today: str) -> Period:
    return Period(f"{year}-01-01", f"{year}-12-31", today, 30)


@pytest.mark.parametrize(
    ("days", "year", "today", "found"),
    [
        ([], 2020, "2020-05-31", (0, 1)),
        ([], 2020, "2020-06-01", (0, 2)),
        (["2020-05-01", "2020-05-31"], 2020, "2020-05-31", (2, 2)),
        (["2020-05-02", "2020-06-02"], 2020, "2020-09-20", (0, 2)),
        ([], 2021, "2021-05-31", (0, 0)),
    ],
)
def test_measures_carried_out_by_their_day(
    days: list[str], year: int, today: str, found: tuple[int, int]
) -> None:
    due = due_in([done(*days)], period(year, today))
    assert (sum(each.in_time for each in due), len(due)) == found


def test_a_measure_is_named_by_its_improvement_and_its_number() -> None:
    assert [each.name for each in due_in([ISSUE], period(2020, "2020-12-31"))] == [
        *("I2020-0001/1", "I2020-0001/2")
    ]


@pytest.mark.parametrize(
    ("days", "today", "waited", "completed"),
    [
        (["2020-05-01"], "2020-12-31", 0, 0),
        (["2020-05-01", "2020-06-01"], "2020-08-30", 0, 0),
        (["2020-05-01", "2020-06-01"], "2020-08-31", 2, 1),
        (["2020-05-01", "2021-01-02"], "2021-12-31", 2, 0),
    ],
)
def test_an_effect_can_be_known_after_the_last_measure_and_90_days(
    days: list[str], today: str, waited: int, completed: int
) -> None:
    issue, of = done(*days), period(2020, today)
    told = verifiable(due_in([issue], of), today)
    assert len(told) == waited
    assert not any(each.verified for each in told)
    assert len(completed_in([issue], of)) == completed


def test_only_a_verification_of_all_measures_counts() -> None:
    issue = done("2020-05-01", "2020-06-01")
    of = period(2020, "2020-12-31")
    for done_on, verified in (("2020-06-01", True), ("2020-05-01", False)):
        checked = Verified("2020-09-01", done_on, 4, 1, "0.3750", "too_few")
        due = due_in([issue._replace(verified=checked)], of)
        assert [each.verified for each in verifiable(due, "2020-12-31")] == [verified] * 2


def test_complaints_part_at_the_day_of_the_last_measure() -> None:
    days = ("2020-03-02", "2020-03-03", "2020-05-31", "2020-06-01", "2020-06-02", "2020-08-30")
    rows = [
        Row._make(BLANK_ROW)._replace(number=day, received_on=day, counted=1)
        for day in (*days, "2020-08-31")
    ]
    rows.append(rows[1]._replace(counted=0))
    before, after = parted(rows, "2020-06-01", 90)
    assert [row.number for row in before] == ["2020-03-03", "2020-05-31"]
    assert [row.number for row in after] == ["2020-06-02", "2020-08-30"]
    assert effect(len(before), len(after)).code == "too_few"

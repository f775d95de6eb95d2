from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.domain.cases.complaint import Spell
from ledgerctl.domain.codes.vocabulary import COMPLEXITY
from ledgerctl.domain.days.calendars import day_off
from ledgerctl.domain.days.policies import DEFAULTS, ORDER, SHIPPED, Policy
from ledgerctl.domain.deadlines.deadlines import Counted, count, met, moved, run

unhurried = settings(deadline=None)
SIMPLE, COMPLEX = "cn.2020-3.decide.simple", "cn.2020-3.decide.complex"
CN = "cn.1"
WORKING = Policy("own", "contact", 1, day_type="working")
CALENDAR = Policy("own", "decision", 15)
dates = st.dates(date(2015, 1, 1), date(2026, 12, 1))

#: Received, working days, due: counted by hand on the State Council's schedules. Behind each row stand
#: the days off and the weekends worked around it.
HAND_COUNTED = [
    # 2019: off 4-10 Feb, worked 2 and 3 Feb; off 1-7 Oct, worked 29 Sep and 12 Oct
    ("2019-02-01", 1, "2019-02-02"),
    ("2019-02-01", 5, "2019-02-13"),
    ("2019-02-03", 1, "2019-02-11"),
    ("2019-09-28", 1, "2019-09-29"),
    ("2019-09-28", 5, "2019-10-10"),
    ("2019-09-30", 5, "2019-10-12"),
    # 2020: off 24 Jan-2 Feb (made longer by the epidemic), worked 19 Jan; off 1-8 Oct, worked 27 Sep, 10 Oct
    ("2020-01-18", 1, "2020-01-19"),
    ("2020-01-18", 5, "2020-01-23"),
    ("2020-01-23", 1, "2020-02-03"),
    ("2020-01-23", 5, "2020-02-07"),
    ("2020-09-26", 1, "2020-09-27"),
    ("2020-09-30", 1, "2020-10-09"),
    ("2020-09-30", 5, "2020-10-14"),
    # 2021: off 11-17 Feb, worked 7 and 20 Feb; off 1-7 Oct, worked 26 Sep and 9 Oct
    ("2021-02-06", 1, "2021-02-07"),
    ("2021-02-06", 5, "2021-02-18"),
    ("2021-02-10", 5, "2021-02-23"),
    ("2021-09-25", 1, "2021-09-26"),
    ("2021-09-30", 5, "2021-10-13"),
    # 2022: off 31 Jan-6 Feb, worked 29 and 30 Jan; off 1-7 Oct, worked 8 and 9 Oct
    ("2022-01-28", 1, "2022-01-29"),
    ("2022-01-28", 5, "2022-02-09"),
    ("2022-09-30", 1, "2022-10-08"),
    ("2022-09-30", 5, "2022-10-12"),
    # 2023: off 21-27 Jan, worked 28 and 29 Jan; off 29 Sep-6 Oct, worked 7 and 8 Oct
    ("2023-01-20", 1, "2023-01-28"),
    ("2023-01-20", 5, "2023-02-01"),
    ("2023-09-28", 1, "2023-10-07"),
    ("2023-09-28", 5, "2023-10-11"),
    # 2024: off 10-17 Feb, worked 4 and 18 Feb; off 1-7 Oct, worked 29 Sep and 12 Oct
    ("2024-02-09", 1, "2024-02-18"),
    ("2024-02-09", 5, "2024-02-22"),
    ("2024-09-28", 1, "2024-09-29"),
    ("2024-09-30", 5, "2024-10-12"),
    # 2025: off 28 Jan-4 Feb, worked 26 Jan and 8 Feb; off 1-8 Oct, worked 28 Sep and 11 Oct
    ("2025-01-25", 1, "2025-01-26"),
    ("2025-01-27", 5, "2025-02-10"),
    ("2025-09-30", 5, "2025-10-14"),
    # 2026: off 15-23 Feb, worked 14 and 28 Feb; off 1-7 Oct, worked 20 Sep and 10 Oct
    ("2026-02-13", 1, "2026-02-14"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-02-27", 1, "2026-02-28"),
    ("2026-09-19", 1, "2026-09-20"),
    ("2026-09-30", 5, "2026-10-13"),
]

#: Received, complexity, due: calendar days over month ends, leap days and years.
CALENDAR_DAYS = [
    ("2020-03-04", "simple", "2020-03-19"),
    ("2020-03-04", "complex", "2020-04-03"),
    ("2020-03-04", "", "2020-03-19"),
    ("2020-03-04", "special", "2020-04-03"),
    ("2020-02-14", "simple", "2020-02-29"),
    ("2020-02-15", "simple", "2020-03-01"),
    ("2021-02-14", "simple", "2021-03-01"),
    ("2020-01-31", "complex", "2020-03-01"),
    ("2021-01-30", "complex", "2021-03-01"),
    ("2020-02-29", "complex", "2020-03-30"),
    ("2100-02-28", "simple", "2100-03-15"),
    ("2020-12-28", "simple", "2021-01-12"),
    ("2019-09-20", "simple", "2019-10-05"),
]

#: Due, first day of the pause, day of its end, due then.
PAUSED = [
    ("2020-03-19", "2020-03-10", "2020-03-20", "2020-03-29"),
    ("2020-03-19", "2020-03-19", "2020-03-21", "2020-03-21"),
    ("2020-03-19", "2020-03-20", "2020-03-25", "2020-03-19"),
    ("2020-03-19", "2020-03-10", "2020-03-10", "2020-03-19"),
    ("2020-02-20", "2020-02-10", "2020-03-10", "2020-03-20"),
    ("2021-12-28", "2021-12-20", "2022-01-10", "2022-01-18"),
]


@pytest.mark.parametrize(("received", "days", "due"), HAND_COUNTED)
def test_working_days_around_spring_festival_and_national_day(
    received: str, days: int, due: str
) -> None:
    found = count(received, WORKING, CN, amount=days)
    assert (found.due, found.provisional) == (due, False)


@pytest.mark.parametrize(("received", "complexity", "due"), CALENDAR_DAYS)
def test_fifteen_days_when_plain_and_thirty_when_complex(
    received: str, complexity: str, due: str
) -> None:
    policy = SHIPPED.choose("decision", received, complexity)
    assert policy is not None
    assert count(received, policy, CN) == Counted(due)


@pytest.mark.parametrize(("due", "begun", "end", "then"), PAUSED)
def test_what_was_left_at_the_pause_is_left_at_its_end(
    due: str, begun: str, end: str, then: str
) -> None:
    assert moved(due, CALENDAR, CN, Spell(begun, end)).due == then


def test_a_pause_moves_working_days_by_the_days_that_were_left() -> None:
    # Friday and Monday were left; the pause ends before Spring Festival 2020.
    found = moved("2020-01-13", WORKING, CN, Spell("2020-01-10", "2020-01-23"))
    assert found.due == "2020-02-03"


def test_a_pause_that_lasts_moves_nothing_yet() -> None:
    assert moved("2020-03-19", CALENDAR, CN, Spell("2020-03-10", None)) == Counted("2020-03-19")


def test_skipped_days_say_why() -> None:
    found = count("2020-01-17", WORKING, CN, amount=6)
    told = [(day, off.reason, off.name) for day, off in found.passed]
    assert found.due == "2020-02-03"
    assert told[0] == ("2020-01-18", "weekend", "")
    assert told[1] == ("2020-01-24", "exchanged", "")
    assert found.passed[1].off.worked == "2020-01-19"
    assert told[2] == ("2020-01-25", "holiday", "Chinese New Year (Spring Festival)")
    assert told[-1] == ("2020-02-02", "holiday", "Chinese New Year Extended Holiday")
    assert found.made_up == ("2020-01-19",)


def test_a_pause_inside_a_count_is_passed_over() -> None:
    found = run(date(2020, 3, 5), 3, "calendar", CN, [Spell("2020-03-06", "2020-03-09")])
    assert found.due == "2020-03-10"
    assert [off.reason for _day, off in found.passed] == ["paused"] * 3
    assert count("2020-03-04", CALENDAR, CN, pauses=[Spell("2020-03-06", "2020-03-09")]).due == (
        "2020-03-22"
    )


def test_a_pause_without_an_end_is_not_counted_for_ever() -> None:
    endless = run(date(2020, 3, 5), 3, "calendar", CN, [Spell("2020-03-06", None)])
    assert endless.due == "2020-03-05"


@pytest.mark.parametrize(
    ("unit", "amount", "start", "due"),
    [
        ("week", 8, "2020-01-06", "2020-03-02"),
        ("hour", 2, "2020-03-04T23:30", "2020-03-05T01:30"),
        ("hour", 72, "2020-02-27T08:00", "2020-03-01T08:00"),
        ("day", 30, "2020-03-04T09:30", "2020-04-03"),
    ],
)
def test_units(unit: str, amount: int, start: str, due: str) -> None:
    assert count(start, Policy("own", "decision", amount, unit), CN).due == due


def test_a_pause_moves_hours_by_whole_days() -> None:
    hours = Policy("own", "contact", 2, "hour")
    assert moved("2020-03-05T01:30", hours, CN, Spell("2020-03-04", "2020-03-06")).due == (
        "2020-03-07T01:30"
    )


@pytest.mark.parametrize(
    ("received", "provisional"),
    [("2026-12-24", False), ("2026-12-31", True), ("2027-02-01", True), ("2031-03-03", True)],
)
def test_a_year_without_an_official_schedule_is_provisional(
    received: str, *, provisional: bool
) -> None:
    assert count(received, WORKING, CN).provisional is provisional
    assert not count(received, CALENDAR, CN).provisional


@pytest.mark.parametrize(
    ("done", "due", "in_time"),
    [
        ("2020-03-19T23:59", "2020-03-19", True),
        ("2020-03-19", "2020-03-19", True),
        ("2020-03-20T00:00", "2020-03-19", False),
        ("2020-03-19T10:00", "2020-03-19T10:00", True),
        ("2020-03-19T10:01", "2020-03-19T10:00", False),
        ("2020-03-19", "2020-03-19T10:00", True),
    ],
)
def test_a_day_lasts_to_its_end_and_a_moment_to_its_minute(
    done: str, due: str, *, in_time: bool
) -> None:
    assert met(done, due) is in_time


def test_every_shipped_policy_is_of_a_known_complexity_and_names_its_source() -> None:
    decisions = [policy for policy in DEFAULTS if policy.step == "decision"]
    assert {policy.complexity for policy in decisions} < set(COMPLEXITY.keys())
    assert [(policy.key, policy.amount) for policy in decisions] == [(SIMPLE, 15), (COMPLEX, 30)]
    assert {(policy.source, policy.verified) for policy in decisions} == {(ORDER, "V")}
    assert {policy.verified for policy in DEFAULTS if policy not in decisions} == {"own"}


@unhurried
@given(dates, st.integers(1, 40))
def test_a_working_deadline_ends_on_a_working_day_with_so_many_before_it(
    day: date, days: int
) -> None:
    due = date.fromisoformat(count(day.isoformat(), WORKING, CN, amount=days).due)
    span = [day + timedelta(days=place) for place in range(1, (due - day).days + 1)]
    assert day_off(CN, due) is None
    assert sum(1 for each in span if day_off(CN, each) is None) == days


@unhurried
@given(dates, st.integers(0, 20), st.integers(0, 40), st.sampled_from(("calendar", "working")))
def test_a_pause_never_brings_a_deadline_nearer(
    day: date, begins: int, lasts: int, day_type: str
) -> None:
    policy = Policy("own", "decision", 10, day_type=day_type)
    due = count(day.isoformat(), policy, CN).due
    begun = day + timedelta(days=begins)
    pause = Spell(begun.isoformat(), (begun + timedelta(days=lasts)).isoformat())
    then = moved(due, policy, CN, pause).due
    assert then >= due
    if day_type == "calendar" and pause.opened <= due:
        assert date.fromisoformat(then) - date.fromisoformat(due) == timedelta(days=lasts)

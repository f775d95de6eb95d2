"""Figures from kept sums against figures from the cases themselves, over random registers."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerctl.application.reports.figuring import ages_of, figures_of, months_of, quarters_of
from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.codes.vocabulary import intake_class
from ledgerctl.domain.days.periods import year_period
from ledgerctl.domain.metrics import ageing
from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.members import MEMBERS, Period, behind
from ledgerctl.domain.metrics.metric import MONEY
from ledgerctl.domain.register.anchors import (
    CARRIED,
    CONTACTED,
    DECLINED,
    OPEN_DUE,
    OPEN_SINCE,
    WITHDRAWN,
)
from ledgerctl.domain.register.register import Row, row_of, spells_of
from ledgerctl.domain.register.tallies import tally
from ledgerctl.storage.counting import by_name, counts_of

if TYPE_CHECKING:
    from ledgerctl.application.desk.records import YearCounts

TODAY = "2021-03-15"
WINDOW = 30
BLANK = row_of(
    Complaint("2020-0001", {"received_at": "2020-03-04"}), batch="", recorded_at="", received_seq=1
)
POPULATIONS = {"customers": 78_000, "outlets": 3, "personal_customers": 70_000}


def counts(rows: list[Row], year: int, today: str = TODAY) -> YearCounts:
    tallies = tally(rows)
    sums: dict[str, dict[str, object]] = {}
    for (of, dimension, value), each in tallies.sums().items():
        if of == year:
            sums.setdefault(dimension, {})[value] = each

    def kept(of: int) -> dict[str, dict[int, int]]:
        found = tallies.anchors().items()
        return by_name((name, place, cases) for (each, name, place), cases in found if each == of)

    return counts_of(
        year_period(year),
        today,
        sums,
        kept(year),
        carried_before=sum(kept(year - 1).get(CARRIED, {}).values()),
        open_since=kept(0).get(OPEN_SINCE, {}),
        open_due=sum((Counter(kept(of).get(OPEN_DUE, {})) for of in range(1, year + 1)), Counter()),
    )


def iso(start: str, days: int) -> str:
    return (date.fromisoformat(start) + timedelta(days=days)).isoformat()


@st.composite
def rows(draw: st.DrawFn) -> Row:
    def flag() -> int:
        return draw(st.integers(0, 1))

    def one(*values: str) -> str:
        return draw(st.sampled_from(values))

    day = received = iso("2019-01-01", draw(st.integers(0, 790)))
    spells: list[tuple[str, str]] = []
    for _ in range(draw(st.integers(1, 3))):
        closed = iso(day, draw(st.integers(0, 400)))
        if closed > TODAY:
            spells.append((day, ""))
            break
        spells.append((day, closed))
        day = iso(closed, draw(st.integers(0, 60)))
        if day > TODAY:
            break
    closed_on = spells[-1][1]
    dated = bool(closed_on) and flag()
    endings = [one("", "", "withdrawn", "declined") if closed else "" for _, closed in spells]
    ending = (endings[-1] or "resolved") if closed_on else ""
    due_on = iso(received, draw(st.integers(0, 60)))
    told = iso(closed_on, draw(st.integers(0, 3))) if dated and flag() else ""
    answered = (told or closed_on) if dated else ""
    on_time = "on_time" if answered <= due_on else "late"
    channel = one("hotline", "nfra", "pboc", "consumer_center", "counter")
    return BLANK._replace(
        number=f"{received[:4]}-0001",
        received_on=received,
        year=int(received[:4]),
        month=int(received[5:7]),
        counted=draw(st.sampled_from([1, 1, 1, 0])),
        spells=",".join(
            f"{opened}/{closed}" + (f"/{how}" if how else "")
            for (opened, closed), how in zip(spells, endings, strict=True)
        ),
        closed=int(bool(closed_on)),
        closed_on=closed_on,
        ending=ending,
        reopenings=len(spells) - 1,
        resolved_at=closed_on if dated else "",
        notified_at=told,
        days=draw(st.integers(0, 90)) if answered else None,
        timeliness=on_time if answered else "undated" if closed_on else "open",
        due_on=one(due_on, due_on, ""),
        channel=channel,
        intake_class=intake_class(channel),
        finding=one("", "upheld", "partly_upheld", "not_upheld", "unverifiable"),
        responsibility=one("", "pending", "at_fault", "no_fault"),
        settlement=one("", "agreed", "not_agreed"),
        accountability=one("", "none", "warning"),
        became_regulatory=flag(),
        received_at=one(received, f"{received}T09:30"),
        contacted_at=one(
            "", *(f"{iso(received, draw(st.integers(0, 9)))}{time}" for time in ("", "T17:05"))
        ),
        contact_timeliness=one("", "on_time", "late"),
        extended_on=one("", "", "2020-05-05"),
        extended_to=draw(st.sampled_from([0, 30, 60])),
        judged_at=one("", "", iso(received, draw(st.integers(0, 500)))),
        called_back_at=one("", f"{iso(closed_on or received, draw(st.integers(-2, 9)))}T09:00"),
        satisfaction=one("", "1", "3", "4", "5", "not_reached", "refused"),
        compensation=draw(st.sampled_from([None, 0, 2_300])),
        timely=one("", "yes", "no"),
        first_receiver=one("", "DQ-1"),
        handler=one("DQ-1", "DQ-2"),
        resolved_by=one("", "DQ-1", "DQ-2"),
        complained=one("", "", "DQ-2; DQ-9"),
        to_superior=flag(),
        skip_level=flag(),
        repeat_of=one("", "", "2019-0001"),
        repeated=flag(),
        person_first=flag(),
        person_again=flag(),
        backdated=flag(),
        scored_on=one("", "", iso(received, draw(st.integers(0, 400)))),
        not_at_once=flag(),
        first_received_on=one("", "", "2019-12-31", "2020-06-30"),
        batch=one("", "import-1"),
        recorded_on=draw(st.sampled_from(["", iso(received, draw(st.integers(0, 4)))])),
    )


@settings(deadline=None, max_examples=150)
@given(st.lists(rows(), max_size=12), st.integers(2018, 2022))
def test_kept_sums_and_cases_give_the_same_figures(found: list[Row], year: int) -> None:
    kept = counts(found, year)
    period = Period(f"{year}-01-01", f"{year}-12-31", TODAY, WINDOW)
    figures = figures_of(kept, POPULATIONS, today=TODAY, window=WINDOW)
    for key, figure in figures.items():
        numerator, denominator = behind(MEMBERS[key], found, period)
        if METRICS[key].unit == MONEY:
            assert figure.numerator == sum(row.compensation or 0 for row in numerator)
        else:
            assert figure.numerator == len(numerator), key
        if denominator is not None:
            assert figure.denominator == len(denominator), key
            if not MEMBERS[key].apart:
                assert figure.numerator <= len(denominator), key
        assert figure.unknown <= (figure.denominator or 0)
    _, ages = ages_of(kept, TODAY)
    assert sum(ageing(ages).values()) == len(behind(MEMBERS["ageing"], found, period)[0])
    assert kept.closing == len(behind(MEMBERS["identity"], found, period)[0])
    assert sum(kept.days.values()) == len(behind(MEMBERS["resolve_time"], found, period)[0])
    assert kept.count(CONTACTED) == len(behind(MEMBERS["ack_time"], found, period)[0])
    left = {
        name: sum(
            how == name and period.holds(closed)
            for row in found
            if row.counted
            for _, closed, how in spells_of(row.spells)
        )
        for name in (WITHDRAWN, DECLINED)
    }
    assert {name: kept.count(name) for name in left} == left
    flow = kept.received + kept.reopened - kept.closed - sum(left.values())
    assert kept.opening + flow == kept.closing


@settings(deadline=None)
@given(
    st.lists(rows(), max_size=8).flatmap(
        lambda each: st.tuples(st.just(each), st.permutations(each))
    )
)
def test_figures_do_not_depend_on_the_order_of_the_cases(both: tuple[list[Row], list[Row]]) -> None:
    first, second = (
        figures_of(counts(each, 2020), POPULATIONS, today=TODAY, window=WINDOW) for each in both
    )
    assert first == second


@settings(deadline=None)
@given(st.lists(rows(), max_size=12))
def test_the_closing_rate_of_a_period_never_passes_100(found: list[Row]) -> None:
    figure = figures_of(counts(found, 2020), {}, today=TODAY, window=WINDOW)["closing_rate_period"]
    assert figure.value is None or figure.value <= 100


def test_every_metric_with_cases_behind_it_is_a_figure_or_a_table() -> None:
    figures = figures_of(counts([], 2020), {}, today=TODAY, window=WINDOW)
    tables = {"ageing", "identity", "resolve_time", "ack_time", "settled_at_branch"}
    assert set(MEMBERS) - set(figures) == tables
    assert set(figures) <= set(MEMBERS)
    assert set(MEMBERS) <= set(METRICS)
    assert list(figures) == [key for key in METRICS if key in figures]


def test_an_empty_year_has_noughts_and_no_ratios() -> None:
    figures = figures_of(counts([], 2020), {}, today=TODAY, window=WINDOW)
    for figure in figures.values():
        assert figure.numerator == 0
        assert figure.value in {0, None}
        assert (figure.value is None) is (METRICS[figure.key].denominator is not None)


def closed(received: str, closed_on: str, **changes: object) -> Row:
    row = BLANK._replace(
        received_on=received,
        year=int(received[:4]),
        spells=f"{received}/{closed_on}",
        closed=1,
        closed_on=closed_on,
        resolved_at=closed_on,
        days=1,
        timeliness="on_time",
        due_on=iso(received, 15),
        first_receiver="DQ-1",
        handler="DQ-1",
        resolved_by="DQ-1",
    )
    return row._replace(**changes)


def test_the_withdrawn_are_left_out_of_the_closing_rate_of_those_received() -> None:
    rows = [
        closed("2020-02-01", "2020-02-02"),
        closed("2020-02-01", "2020-02-02", ending="declined"),
        closed("2020-02-01", "2020-02-02", ending="withdrawn"),
        BLANK._replace(spells="2020-03-04/"),
    ]
    figure = figures_of(counts(rows, 2020), {}, today=TODAY, window=WINDOW)["closing_rate_cohort"]
    assert (figure.numerator, figure.denominator, figure.value) == (2, 3, Decimal("66.7"))


@pytest.mark.parametrize(
    ("key", "changes", "found"),
    [
        ("extension_rate", {"extended_on": "2020-02-10"}, (1, 2)),
        ("extension_rate", {"extended_on": "2020-02-10", "ending": "withdrawn"}, (0, 1)),
        ("extension_rate", {"extended_on": "2020-02-10", "ending": "declined"}, (1, 2)),
        ("extension_rate_30", {"extended_on": "2020-02-10", "extended_to": 30}, (1, 2)),
        ("extension_rate_60", {"extended_on": "2020-02-10", "extended_to": 30}, (0, 2)),
        ("extension_rate_30", {"extended_on": "2020-02-10", "extended_to": 60}, (0, 2)),
        ("extension_rate_60", {"extended_on": "2020-02-10", "extended_to": 60}, (1, 2)),
        ("contact_in_time_rate", {"contacted_at": "2020-02-02"}, (0, 1)),
        (
            "contact_in_time_rate",
            {"contacted_at": "2020-02-02", "contact_timeliness": "on_time"},
            (1, 1),
        ),
        (
            "contact_in_time_rate",
            {"contacted_at": "2020-02-02", "contact_timeliness": "late"},
            (0, 1),
        ),
        (
            "contact_in_time_rate",
            {"contacted_at": "2019-12-31", "contact_timeliness": "on_time"},
            (0, 0),
        ),
        ("at_fault_rate", {"responsibility": "at_fault"}, (1, 1)),
        ("at_fault_rate", {"responsibility": "at_fault", "judged_at": "2020-12-31"}, (1, 1)),
        ("at_fault_rate", {"responsibility": "at_fault", "judged_at": "2021-01-01"}, (0, 0)),
        ("satisfaction_rate", {"satisfaction": "5"}, (1, 1)),
        ("satisfaction_rate", {"satisfaction": "5", "scored_on": "2021-01-01"}, (0, 0)),
        ("regulatory_conversion", {"became_regulatory": 1}, (1, 2)),
        ("regulatory_conversion", {"became_regulatory": 1, "intake_class": "external"}, (0, 1)),
        ("accountability_rate", {"responsibility": "at_fault"}, (0, 1)),
        (
            "accountability_rate",
            {"responsibility": "at_fault", "accountability": "none"},
            (1, 1),
        ),
        ("satisfaction_response", {"called_back_at": "2020-02-09T17:00"}, (1, 2)),
        ("satisfaction_response", {"called_back_at": "2020-02-10T08:00"}, (0, 2)),
        ("satisfaction_response", {"called_back_at": "2020-02-01T08:00"}, (0, 2)),
    ],
)
def test_two_closed_cases_of_which_one_differs(
    key: str, changes: dict[str, object], found: tuple[int, int]
) -> None:
    rows = [closed("2020-02-01", "2020-02-02"), closed("2020-02-01", "2020-02-02", **changes)]
    figure = figures_of(counts(rows, 2020), {}, today=TODAY, window=WINDOW)[key]
    assert (figure.numerator, figure.denominator) == found


def test_a_first_contact_without_a_target_is_unknown() -> None:
    rows = [
        closed("2020-02-01", "2020-02-05", contacted_at="2020-02-02"),
        closed("2020-02-01", "2020-02-05", contacted_at="2020-02-02", contact_timeliness="late"),
    ]
    figure = figures_of(counts(rows, 2020), {}, today=TODAY, window=WINDOW)["contact_in_time_rate"]
    assert (figure.numerator, figure.denominator, figure.unknown) == (0, 2, 1)
    alone = figures_of(counts(rows[:1], 2020), {}, today=TODAY, window=WINDOW)
    assert alone["contact_in_time_rate"].value is None


def test_an_open_case_is_determined_when_it_was_judged() -> None:
    row = BLANK._replace(
        spells="2020-03-04/", responsibility="at_fault", judged_at="2021-02-01T10:00"
    )
    for year, found in ((2020, 0), (2021, 1)):
        figures = figures_of(counts([row], year), {}, today=TODAY, window=WINDOW)
        for key in ("at_fault_rate", "accountability_rate"):
            assert figures[key].denominator == found


def test_the_tiers_of_an_extension_add_up_to_all_extensions() -> None:
    rows = [
        closed("2020-02-01", "2020-02-05", extended_on="2020-02-03", extended_to=days)
        for days in (30, 60, 60, 0)
    ]
    figures = figures_of(counts(rows, 2020), {}, today=TODAY, window=WINDOW)
    shorter, longer = figures["extension_rate_30"], figures["extension_rate_60"]
    assert (shorter.numerator, longer.numerator) == (2, 2)
    assert shorter.numerator + longer.numerator == figures["extension_rate"].numerator


def test_an_outcome_without_the_day_of_the_call_is_unknown() -> None:
    rows = [
        closed("2020-02-01", "2020-02-02", satisfaction="5"),
        closed("2020-02-01", "2020-02-02", satisfaction="5", called_back_at="2020-02-03T09:00"),
        closed("2020-02-01", "2020-02-02"),
    ]
    figures = figures_of(counts(rows, 2020), {}, today=TODAY, window=WINDOW)
    called = figures["satisfaction_response"]
    assert (called.numerator, called.denominator, called.unknown) == (1, 3, 1)
    only = figures_of(counts(rows[:1], 2020), {}, today=TODAY, window=WINDOW)
    assert only["satisfaction_response"].value is None


@pytest.mark.parametrize(("closed_on", "settled"), [("2021-02-13", 1), ("2021-02-14", 0)])
def test_the_first_settlement_waits_until_the_window_has_passed(
    closed_on: str, settled: int
) -> None:
    row = closed("2021-02-01", closed_on)
    figure = figures_of(counts([row], 2021), {}, today="2021-03-15", window=30)["fcr"]
    assert (figure.numerator, figure.denominator) == (settled, settled)


@pytest.mark.parametrize(("due_on", "counted"), [("2021-03-15", 1), ("2021-03-16", 0)])
def test_what_falls_due_after_the_report_is_not_judged(due_on: str, counted: int) -> None:
    row = BLANK._replace(spells="2021-03-01/", due_on=due_on, received_on="2021-03-01", year=2021)
    figure = figures_of(counts([row], 2021), {}, today="2021-03-15", window=30)["on_time_rate"]
    assert (figure.numerator, figure.denominator) == (0, counted)


def test_ages_are_as_of_the_report_or_the_end_of_the_year() -> None:
    rows = [
        closed("2020-12-01", "2021-02-01"),
        BLANK._replace(spells="2020-12-30/", due_on=""),
        BLANK._replace(spells="2021-03-01/", due_on=""),
    ]
    assert ages_of(counts(rows, 2020), TODAY) == ("2020-12-31", {30: 1, 1: 1})
    assert ages_of(counts(rows, 2021), TODAY) == (TODAY, {75: 1, 14: 1})
    assert ages_of(counts(rows, 2020), "2020-12-30") == ("2020-12-30", {0: 1})


def test_quarters_against_last_year_and_the_quarter_before() -> None:
    days = ["2019-11-01", "2019-12-01", "2020-01-05", "2020-05-05", "2020-05-06", "2020-05-07"]
    rows = [closed(day, day) for day in days]
    now, before = counts(rows, 2020), counts(rows, 2019)
    assert months_of(now) == [1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0]
    first, second, third, fourth = quarters_of(now, before)
    assert [each.now for each, _ in (first, second, third, fourth)] == [1, 3, 0, 0]
    assert (first[1].before, first[1].percent) == (2, Decimal("-50.0"))
    assert (second[0].before, second[0].percent) == (0, None)
    assert second[1].percent == Decimal("200.0")
    assert (fourth[0].before, fourth[0].percent) == (2, Decimal("-100.0"))


def test_the_unknown_is_counted_beside_the_ratio() -> None:
    rows = [
        closed("2020-02-01", "2020-02-02", settlement="agreed"),
        closed("2020-02-01", "2020-02-02", resolved_by=""),
        closed("2020-02-01", "2020-02-02", resolved_at="", days=None, timeliness="undated"),
    ]
    figures = figures_of(counts(rows, 2020), {}, today=TODAY, window=WINDOW)
    for key, unknown in {"agreement_rate": 2, "fcr": 1, "on_time_rate": 1}.items():
        assert (figures[key].denominator, figures[key].unknown) == (3, unknown), key
    nothing = figures_of(counts(rows[1:2], 2020), {}, today=TODAY, window=WINDOW)
    assert nothing["agreement_rate"].value is None
    assert nothing["fcr"].value is None

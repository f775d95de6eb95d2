"""Figures of registers of a few cases, each case there for one rule."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from kept_counts import BLANK, TODAY, WINDOW, counts, iso

from ledgerctl.application.reports.figuring import ages_of, figures_of, months_of, quarters_of

if TYPE_CHECKING:
    from ledgerctl.domain.register.register import Row


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

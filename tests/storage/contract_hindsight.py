"""What was overdue on a past day, as every store tells it: the cases as they stood then."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from doubles import CLERK, opened, set_clock
from storage_samples import SPOKEN, import_texts, received

from ledgerctl.application.cases import clocks, handling, receiving
from ledgerctl.application.reports import figure_stories, reporting
from ledgerctl.domain.days.periods import quarter_period, year_period

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Store

#: 15 working or calendar days after the receipts below every one of them is overdue.
THEN = "2020-02-20"


def overdue_on(clerk: Desk, day: str, **equal: str) -> tuple[int, list[str]]:
    """Return the count that a report prints and the cases that its explanation names."""
    found = reporting.period_report(clerk, year_period(2020), equal, on=day)
    told = figure_stories.explain(clerk, year_period(2020), "overdue_open", equal, on=day)
    return found.figures["overdue_open"].numerator, list(told.numerator or ())


class HindsightContract:
    """A report of a past day counts the cases that were overdue then, whatever became of them."""

    @pytest.fixture
    def then(self, store: Store) -> Desk:
        """Two complaints of January, both overdue on that day; the clock stands at that day."""
        clerk = opened(store, "2020-01-06T09:30")
        receiving.add(clerk, {**SPOKEN, "department": "营业部"}, CLERK)
        receiving.add(clerk, SPOKEN, CLERK)
        set_clock(clerk, f"{THEN}T09:30")
        assert overdue_on(clerk, THEN) == (2, ["2020-0001", "2020-0002"])
        return clerk

    def test_closed_or_answered_since_still_counts(self, then: Desk) -> None:
        before = reporting.year_report(then, 2020)
        set_clock(then, "2020-03-04T09:30")
        handling.resolve(then, "2020-0001", {"finding": "upheld"}, CLERK)
        clocks.notify(then, "2020-0002", {"told": "facts,basis,remedies", "method": "phone"}, CLERK)
        assert overdue_on(then, THEN) == (2, ["2020-0001", "2020-0002"])
        assert overdue_on(then, THEN, department="营业部") == (1, ["2020-0001"])
        again = reporting.period_report(then, year_period(2020), on=THEN)
        for name in ("overdue", "overdue_longest", "today"):
            assert getattr(again, name) == getattr(before, name)
        assert overdue_on(then, "2020-03-03") == (2, ["2020-0001", "2020-0002"])
        assert overdue_on(then, "2020-03-04") == (0, [])

    def test_extended_or_stopped_since_counts_by_the_due_day_of_then(self, then: Desk) -> None:
        set_clock(then, "2020-03-04T09:30")
        clocks.pause(then, "2020-0002", {"reason": "送检"}, CLERK)
        assert overdue_on(then, THEN)[0] == 2
        assert overdue_on(then, "2020-03-04") == (1, ["2020-0001"])

    def test_reopened_or_received_since_does_not_count(self, then: Desk) -> None:
        handling.resolve(then, "2020-0001", {"finding": "upheld"}, CLERK)
        set_clock(then, "2020-03-04T09:30")
        handling.reopen(then, "2020-0001", "新证据", CLERK)
        receiving.add(then, {**SPOKEN, "received_at": "2020-02-21"}, CLERK)
        set_clock(then, "2020-06-30T09:30")
        assert overdue_on(then, THEN) == (1, ["2020-0002"])
        assert overdue_on(then, "2020-06-30") == (3, ["2020-0001", "2020-0002", "2020-0003"])

    def test_a_case_that_is_no_complaint_now_counts_nowhere(self, then: Desk) -> None:
        set_clock(then, "2020-03-04T09:30")
        handling.resolve(
            then, "2020-0001", {"finding": "not_upheld", "responsibility": "not_complaint"}, CLERK
        )
        assert overdue_on(then, THEN) == (1, ["2020-0002"])

    def test_only_those_received_by_the_end_of_the_period_count(self, then: Desk) -> None:
        set_clock(then, "2020-06-30T09:30")
        receiving.add(then, {**SPOKEN, "received_at": "2020-04-02"}, CLERK)
        handling.resolve(then, "2020-0001", {"finding": "upheld"}, CLERK)
        first = reporting.period_report(then, quarter_period("2020Q1"), on="2020-06-29")
        assert (first.figures["overdue_open"].numerator, first.overdue) == (2, 2)
        second = reporting.period_report(then, quarter_period("2020Q2"), on="2020-06-29")
        assert (second.figures["overdue_open"].numerator, second.overdue) == (3, 1)

    def test_cases_that_a_file_brought_with_their_outcome(self, store: Store) -> None:
        clerk = opened(store, "2020-06-30T09:30")
        outcome = {"finding": "upheld", "resolved_at": "2020-03-02", "notified_at": "2020-03-03"}
        import_texts(clerk, [received("2020-01-06", **outcome), received("2020-02-19", **outcome)])
        assert overdue_on(clerk, THEN) == (1, ["2020-0001"])
        assert overdue_on(clerk, "2020-03-02") == (0, [])

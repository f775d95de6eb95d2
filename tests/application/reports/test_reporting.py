from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import clocks, handling
from ledgerctl.application.learning import improving
from ledgerctl.application.ledger import keeping
from ledgerctl.application.reports import figure_stories, reporting
from ledgerctl.domain.codes.vocabulary import CHANNEL
from ledgerctl.domain.days.periods import year_period
from ledgerctl.domain.metrics import StockFlow
from ledgerctl.errors.system import StatisticsDisagree
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta


def tamper(desk: Desk, statement: str) -> None:
    assert isinstance(desk.store, SqliteStore)
    assert desk.store.connection.execute(statement).rowcount > 0


def test_an_empty_year_has_counts_of_nought_and_no_ratios(desk: Desk) -> None:
    report = reporting.year_report(desk, 2020)
    assert (report.branch, report.year, report.today) == ("东侨支行", 2020, "2020-12-30")
    assert (report.received, report.open_cases, report.overdue) == (0, 0, 0)
    assert (report.settled_percent, report.days_median, report.days_max) == (None, None, None)
    assert report.before.percent is None
    assert report.stock == StockFlow(0, 0, 0, 0, 0)
    assert all(not split.values for split in report.splits.values())


def test_a_missing_denominator_leaves_the_rate_out(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    keeping.record_populations(desk, "2020", {"transactions": "57000"}, meta)
    keeping.record_populations(desk, "2019", {"customers": "78000"}, meta)
    report = reporting.year_report(desk, 2020)
    assert report.missing_populations == ["customers"]
    assert report.rates["customers"].value is None
    assert report.rates["transactions"].value == Decimal("0.2")
    assert set(report.populations) == {"transactions"}


def test_cases_flow_from_year_to_year(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    outcome = {"finding": "upheld"}
    add(received_at="2019-12-01")
    add(received_at="2019-12-20")
    add(received_at="2020-02-01")
    handling.resolve(desk, "2019-0001", {**outcome, "resolved_at": "2019-12-05"}, meta)
    handling.resolve(desk, "2019-0002", {**outcome, "resolved_at": "2020-01-10"}, meta)
    handling.reopen(desk, "2019-0001", "新证据", meta, at="2020-03-01")
    assert reporting.year_report(desk, 2019).stock == StockFlow(0, 2, 0, 1, 1)
    report = reporting.year_report(desk, 2020)
    assert report.stock == StockFlow(1, 1, 1, 1, 2)
    assert report.open_cases == 1
    assert report.overdue == 1
    assert (report.before.now, report.before.before, report.before.percent) == (
        *(1, 2, Decimal("-50.0")),
    )
    assert (report.days_median, report.days_known) == (Decimal("21.0"), 1)


def test_overdue_counts_from_the_day_after_the_due_day(
    desk: Desk, add: Callable[..., Receipt]
) -> None:
    add(received_at="2020-12-15")
    assert reporting.year_report(desk, 2020).overdue == 0
    add(received_at="2020-12-14")
    assert reporting.year_report(desk, 2020).overdue == 1


def test_a_case_reclassified_as_no_complaint_is_shown_apart(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    add()
    outcome = {"finding": "not_upheld", "responsibility": "非投诉"}
    handling.resolve(desk, "2020-0001", outcome, meta)
    report = reporting.year_report(desk, 2020)
    assert (report.received, report.excluded) == (1, {"not_complaint": 1})
    assert report.stock.received == 1


def test_one_hundred_per_cent_needs_every_case_settled(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    for _ in range(3):
        add()
    for number in ("2020-0001", "2020-0002"):
        handling.resolve(desk, number, {"finding": "upheld"}, meta)
    assert reporting.year_report(desk, 2020).settled_percent == Decimal("66.7")
    handling.escalate(desk, "2020-0003", "superior", meta, reason="超出权限")
    handling.resolve(desk, "2020-0003", {"finding": "upheld"}, meta)
    report = reporting.year_report(desk, 2020)
    assert (report.totals.closed, report.totals.settled_at_branch) == (3, 2)
    assert (report.totals.escalated, report.settled_percent) == (1, Decimal("66.7"))


def test_the_books_keep_the_withdrawn_and_the_declined_apart(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    for _ in range(4):
        add()
    handling.resolve(desk, "2020-0001", {"finding": "upheld"}, meta)
    clocks.withdraw(desk, "2020-0002", {"reason": "已与客户谈妥"}, meta)
    refusal = {"cause": "not_ours", "reason": "非本行业务"}
    clocks.decline(desk, "2020-0003", refusal, meta)
    report = reporting.year_report(desk, 2020)
    assert report.stock == StockFlow(0, 4, 0, 1, 1, withdrawn=1, declined=1)
    rate = report.figures["closing_rate_cohort"]
    assert (rate.numerator, rate.denominator) == (2, 3)
    handling.reopen(desk, "2020-0002", "new facts", meta)
    again = reporting.year_report(desk, 2020).stock
    assert again == StockFlow(0, 4, 1, 1, 2, withdrawn=1, declined=1)


def test_the_hours_to_the_first_contact_are_of_those_contacted_in_the_year(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    for hour, contacted in (("09:00", "10:00"), ("09:00", "12:00"), ("08:30", "")):
        number = add(received_at=f"2020-12-28T{hour}").number
        if contacted:
            moment = f"2020-12-28T{contacted}"
            handling.note(desk, number or "", "已致电", meta, at=moment, contact="phone")
    report = reporting.year_report(desk, 2020)
    hours = (report.contact_median, report.contact_p90, report.contact_known)
    assert hours == (Decimal("2.0"), Decimal("2.8"), 2)
    assert len(figure_stories.explain(desk, year_period(2020), "ack_time").numerator or ()) == 2


def test_measures_of_improvements_have_their_rate(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    nothing = reporting.year_report(desk, 2020).figures["rectify_done_rate"]
    assert (nothing.numerator, nothing.denominator, nothing.value) == (0, 0, None)
    add()
    improving.open_issue(desk, {"lesson": "排队", "cases": "2020-0001", "at": "2020-12-01"}, meta)
    for due_on in ("2020-12-10", "2020-12-20"):
        measure = {"plan": "加开窗口", "owner": "C-02", "due_on": due_on, "at": "2020-12-02"}
        improving.plan(desk, "I2020-0001", measure, meta)
    done = {"step": "1", "evidence": "已开", "at": "2020-12-09"}
    improving.carry_out(desk, "I2020-0001", done, meta)
    rate = reporting.year_report(desk, 2020).figures["rectify_done_rate"]
    assert (rate.numerator, rate.denominator, rate.value) == (1, 2, Decimal("50.0"))
    assert figure_stories.explain(desk, year_period(2020), "整改完成率").figure == rate


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE anchor_tally SET cases = cases + 1 WHERE name = 'closings'",
        "UPDATE anchor_tally SET cases = cases + 1 WHERE name = 'received'",
        "UPDATE anchor_tally SET cases = cases + 1 WHERE name = 'open_since'",
        "DELETE FROM anchor_tally WHERE name = 'open_since'",
        "UPDATE tally SET cases = cases - 1 WHERE dimension = 'total'",
    ],
)
def test_no_report_is_made_of_books_that_do_not_balance(
    desk: Desk, meta: Meta, add: Callable[..., Receipt], statement: str
) -> None:
    add()
    add()
    handling.resolve(desk, "2020-0001", {"finding": "upheld"}, meta)
    assert reporting.year_report(desk, 2020).stock == StockFlow(0, 2, 0, 1, 1)
    tamper(desk, statement)
    with pytest.raises(StatisticsDisagree) as refusal:
        reporting.year_report(desk, 2020)
    assert refusal.value.values["year"] == "2020"
    assert refusal.value.exit_status == 6


def test_values_stand_in_vocabulary_order_free_ones_by_name_the_unknown_last() -> None:
    keys = list(CHANNEL.keys())
    assert reporting.ordered("channel", ["", *reversed(keys)]) == [*keys, ""]
    assert reporting.ordered("channel", ["pigeon", "other", "counter"]) == [
        *("counter", "other", "pigeon"),
    ]
    assert reporting.ordered("department", ["个贷中心", "", "营业部"]) == ["个贷中心", "营业部", ""]
    assert reporting.ordered("measure", ["outlets", "customers"]) == ["customers", "outlets"]

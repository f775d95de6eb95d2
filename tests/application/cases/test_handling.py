from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import handling
from ledgerctl.application.ledger import auditing
from ledgerctl.errors.base import LedgerError
from ledgerctl.errors.house import (
    AlreadyClosed,
    ClimbsDown,
    NoSuchCase,
    NotClosed,
    NotCorrectable,
    NothingChanges,
    ReasonNeeded,
    Recused,
    SkipsRungs,
)
from ledgerctl.errors.usage import BadDate, UnknownCode, UnknownField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.register.register import Row

CASE = "2020-0001"


def row_of(desk: Desk, number: str = CASE) -> Row:
    row = desk.store.row(number)
    assert row is not None
    return row


def test_a_whole_life(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    add(received_at="2020-12-01T09:30")
    steps = [
        handling.note(desk, CASE, "已致电", meta, at="2020-12-01T11:00"),
        handling.assign(desk, CASE, "DQ-0108", meta, department="营业部", at="2020-12-02"),
        handling.escalate(desk, CASE, "网点负责人", meta, person="DQ-0102", at="2020-12-03"),
        handling.resolve(
            desk,
            CASE,
            {
                "核实结果": "属实",
                "处理方式": "赔偿",
                "补偿金额": "23.00",
                "处理决定及依据": "赔付利息差",
                "办结时间": "2020-12-10",
            },
            meta,
        ),
        handling.reopen(desk, CASE, "客户补充录音", meta, at="2020-12-20"),
        handling.resolve(desk, CASE, {"finding": "upheld"}, meta),
    ]
    assert [step.action for step in steps] == [
        *("complaint.noted", "complaint.assigned", "complaint.escalated"),
        *("complaint.resolved", "complaint.reopened", "complaint.resolved"),
    ]
    assert [step.row.status if step.row else "" for step in steps] == [
        *("received", "assigned", "escalated", "closed", "escalated", "closed"),
    ]
    assert [step.seq for step in steps] == [3, 4, 5, 6, 7, 8]
    row = row_of(desk)
    assert (row.handler, row.department, row.level) == ("DQ-0102", "营业部", "branch_head")
    assert (row.compensation, row.finding, row.resolved_by) == (2_300, "upheld", "DQ-0201")
    assert row.spells == "2020-12-01/2020-12-10,2020-12-20/2020-12-30"
    assert (row.days, row.timeliness, row.due_on) == (10, "on_time", "2021-01-04")
    assert auditing.verify(desk).sound


def test_steps_are_dated_now_unless_they_say_when(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add(received_at="2020-12-01")
    assert handling.note(desk, CASE, "一", meta).details["at"] == "2020-12-30T10:00"
    assert handling.note(desk, CASE, "二", meta, at="昨天").details == {"at": "2020-12-29"}
    assert handling.resolve(desk, CASE, {"finding": "属实"}, meta).details == {
        "finding": "upheld",
        "resolved_at": "2020-12-30T10:00",
        "resolved_by": "DQ-0201",
    }


def test_a_closer_may_be_named(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    add(complained="DQ-0201")
    with pytest.raises(Recused):
        handling.resolve(desk, CASE, {"finding": "upheld"}, meta)
    receipt = handling.resolve(desk, CASE, {"finding": "upheld", "办结人": "DQ-0108"}, meta)
    assert receipt.details["resolved_by"] == "DQ-0108"


STEPS: list[tuple[str, Callable[[Desk, str, Meta, bool], Receipt]]] = [
    ("note", lambda desk, case, meta, dry: handling.note(desk, case, "一", meta, dry_run=dry)),
    (
        "assign",
        lambda desk, case, meta, dry: handling.assign(desk, case, "DQ-1", meta, dry_run=dry),
    ),
    (
        "escalate",
        lambda desk, case, meta, dry: handling.escalate(
            desk, case, "branch_head", meta, dry_run=dry
        ),
    ),
    (
        "resolve",
        lambda desk, case, meta, dry: handling.resolve(
            desk, case, {"finding": "upheld"}, meta, dry_run=dry
        ),
    ),
    (
        "amend",
        lambda desk, case, meta, dry: handling.amend(
            desk, case, {"product": "存单"}, meta, reason="补录", dry_run=dry
        ),
    ),
]


@pytest.mark.parametrize("step", [step for _, step in STEPS], ids=[name for name, _ in STEPS])
def test_a_step_is_taken_on_a_case_there_is_and_a_dry_run_takes_it_back(
    desk: Desk,
    meta: Meta,
    add: Callable[..., Receipt],
    step: Callable[[Desk, str, Meta, bool], Receipt],
) -> None:
    add()
    before, row = desk.store.head(), row_of(desk)
    with pytest.raises(NoSuchCase):
        step(desk, "2020-0002", meta, False)  # noqa: FBT003 - the steps' common shape
    dry = step(desk, CASE, meta, True)  # noqa: FBT003 - the steps' common shape
    assert (dry.dry_run, dry.seq, dry.head.size) == (True, 3, 3)
    assert (desk.store.head(), row_of(desk)) == (before, row)
    real = step(desk, CASE, meta, False)  # noqa: FBT003 - the steps' common shape
    assert (real.dry_run, real.head) == (False, desk.store.head())
    assert real.head != before


def test_the_ladder(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    add()
    with pytest.raises(UnknownCode):
        handling.escalate(desk, CASE, "总统", meta)
    with pytest.raises(SkipsRungs):
        handling.escalate(desk, CASE, "行长", meta)
    handling.escalate(desk, CASE, "行长", meta, reason="媒体关注")
    with pytest.raises(ClimbsDown):
        handling.escalate(desk, CASE, "网点负责人", meta)
    assert row_of(desk).escalated == 0
    handling.escalate(desk, CASE, "上级机构", meta)
    assert row_of(desk).escalated == 1


def test_reopening_needs_a_closed_case_and_handling_an_open_one(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    with pytest.raises(NotClosed):
        handling.reopen(desk, CASE, "新证据", meta)
    handling.resolve(desk, CASE, {"finding": "upheld"}, meta)
    with pytest.raises(AlreadyClosed):
        handling.assign(desk, CASE, "DQ-0108", meta)
    with pytest.raises(ReasonNeeded):
        handling.reopen(desk, CASE, " ", meta)
    with pytest.raises(NoSuchCase):
        handling.reopen(desk, "2020-0002", "新证据", meta)
    dry = handling.reopen(desk, CASE, "新证据", meta, dry_run=True)
    assert dry.dry_run
    assert row_of(desk).status == "closed"
    handling.reopen(desk, CASE, "新证据", meta)
    assert row_of(desk).status == "reopened"


class TestAmend:
    def test_the_old_value_stays_in_history(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt]
    ) -> None:
        add(business="贷款")
        handling.amend(desk, CASE, {"业务类别": "信用卡"}, meta, reason="录入有误")
        assert row_of(desk).business == "card_credit"
        first, second = desk.store.history(CASE)
        assert first.event.facts()["business"] == "loan"
        assert second.event.facts() == {"new.business": "card_credit"}
        assert second.sealed == {"reason": "录入有误"}

    def test_a_blank_value_makes_it_unknown(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt]
    ) -> None:
        add(business="贷款")
        handling.amend(desk, CASE, {"business": " "}, meta, reason="无法确认")
        assert row_of(desk).business == ""

    @pytest.mark.parametrize(
        ("field", "value", "reason", "error"),
        [
            ("business", "贷款", "录入有误", NothingChanges),
            ("business", "信用卡", "", ReasonNeeded),
            ("business", "鸽子", "录入有误", UnknownCode),
            ("颜色", "红", "录入有误", UnknownField),
            ("承办人", "DQ-0108", "录入有误", NotCorrectable),
            ("升级层级", "行长", "录入有误", NotCorrectable),
            ("投诉编号", "X-1", "录入有误", NotCorrectable),
            ("核实结果", "属实", "录入有误", NotClosed),
            ("收到时间", "soon", "录入有误", BadDate),
        ],
    )
    def test_refusals(
        self,
        desk: Desk,
        meta: Meta,
        add: Callable[..., Receipt],
        field: str,
        value: str,
        reason: str,
        error: type[LedgerError],
    ) -> None:
        head = add(business="贷款").head
        with pytest.raises(error):
            handling.amend(desk, CASE, {field: value}, meta, reason=reason)
        assert desk.store.head() == head

    def test_the_outcome_of_a_closed_case(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt]
    ) -> None:
        add(received_at="2020-12-01")
        handling.resolve(desk, CASE, {"finding": "upheld"}, meta)
        handling.amend(desk, CASE, {"办结时间": "2020-12-20"}, meta, reason="录入有误")
        row = row_of(desk)
        assert (row.closed_on, row.days, row.timeliness) == ("2020-12-20", 19, "late")
        handling.amend(desk, CASE, {"告知时间": "2020-12-16"}, meta, reason="补录")
        assert row_of(desk).timeliness == "on_time"

    def test_a_corrected_telephone_finds_the_person_it_belongs_to(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt]
    ) -> None:
        add(phone="19900000001", business="loan", received_at="2020-12-01")
        add(phone="19900000002", business="loan", received_at="2020-12-05")
        assert row_of(desk, "2020-0002").repeat_of == ""
        handling.amend(desk, "2020-0002", {"电话": "19900000001"}, meta, reason="录入有误")
        assert row_of(desk, "2020-0002").repeat_of == "2020-0001"
        handling.amend(desk, "2020-0002", {"电话": "19900000002"}, meta, reason="又录错")
        assert row_of(desk, "2020-0002").repeat_of == ""
        assert auditing.verify(desk).sound

    def test_without_any_identifier_a_case_belongs_to_nobody(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt]
    ) -> None:
        add(phone="19900000001", business="loan", received_at="2020-12-01")
        add(phone="19900000001", business="loan", received_at="2020-12-05")
        assert row_of(desk, "2020-0002").repeat_of == "2020-0001"
        handling.amend(desk, "2020-0002", {"电话": ""}, meta, reason="不是客户的电话")
        row = row_of(desk, "2020-0002")
        assert (row.person, row.repeat_of) == ("", "")
        assert row_of(desk).person != ""
        assert auditing.verify(desk).sound


def test_a_reopened_case_is_not_closed_in_the_past_so_the_books_still_balance(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add(received_at="2019-12-01")
    handling.resolve(desk, "2019-0001", {"finding": "upheld", "办结时间": "2019-12-10"}, meta)
    handling.reopen(desk, "2019-0001", "新证据", meta, at="2020-01-05")
    outcome = {"finding": "upheld", "resolved_at": "2019-12-20"}
    with pytest.raises(LedgerError) as refusal:
        handling.resolve(desk, "2019-0001", outcome, meta)
    assert refusal.value.code == "E407"
    handling.resolve(desk, "2019-0001", {**outcome, "resolved_at": "2020-01-05"}, meta)
    assert row_of(desk, "2019-0001").closed == 1

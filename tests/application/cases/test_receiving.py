from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.records import CaseFilter, Meta
from ledgerctl.application.ledger import auditing, keeping
from ledgerctl.errors.house import FutureDate, Recused
from ledgerctl.errors.usage import EmptyValue, UnknownCode, UnknownField

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.errors.base import LedgerError


def test_the_two_required_fields_are_enough(desk: Desk, meta: Meta) -> None:
    receipt = receiving.add(desk, {"channel": "客服热线", "summary": "排队两个小时"}, meta)
    assert (receipt.action, receipt.number, receipt.seq) == ("complaint.received", "2020-0001", 2)
    assert receipt.details == {
        "channel": "hotline",
        "received_at": "2020-12-30T10:00",
        "first_receiver": "DQ-0201",
        "due_on": "2021-01-14",
        "policy": "cn.2020-3.decide.simple",
        "contact_due": "2020-12-31",
        "contact_policy": "branch.contact",
        "progress_due": "2021-01-07",
        "progress_policy": "branch.progress",
        "calendar": "cn.1",
    }
    assert receipt.head == desk.store.head()
    assert receipt.event_hash == receipt.head.hash
    assert list(receipt.unknown) == list(receiving.EXPECTED)
    assert (receipt.warnings, receipt.earlier, receipt.repeat_of) == ([], [], "")
    assert not receipt.repeated
    assert not receipt.dry_run
    complaint = desk.store.complaint("2020-0001")
    assert complaint is not None
    assert complaint.sealed == {"summary": "排队两个小时"}
    assert receipt.row == desk.store.row("2020-0001")


def test_fields_in_either_language_and_blank_ones(desk: Desk, meta: Meta) -> None:
    texts = {
        "受理渠道": "网点现场",
        "Summary": "排队",
        "--received-at": "2020年3月4日9时30分",
        "被投诉人员": "DQ-0305、DQ-0306",
        "涉及金额": "1.2万",
        "demand": "  ",
        "业务类别": "",
    }
    receipt = receiving.add(desk, texts, meta)
    assert receipt.row is not None
    assert receipt.row.channel == "counter"
    assert receipt.row.received_at == "2020-03-04T09:30"
    assert receipt.row.complained == "DQ-0305; DQ-0306"
    assert receipt.row.amount == 1_200_000
    assert {"demand", "business"} <= set(receipt.unknown)


def test_the_system_user_is_the_first_receiver_when_nobody_else_is_named(desk: Desk) -> None:
    texts = {"channel": "counter", "summary": "排队"}
    alone = receiving.add(desk, texts, Meta("chen"))
    named = receiving.add(desk, {**texts, "first_receiver": "DQ-0305"}, Meta("chen", "DQ-0201"))
    assert alone.details["first_receiver"] == "chen"
    assert named.details["first_receiver"] == "DQ-0305"


@pytest.mark.parametrize(
    ("texts", "error"),
    [
        ({"summary": ""}, EmptyValue),
        ({"channel": ""}, EmptyValue),
        ({"channel": "pigeon"}, UnknownCode),
        ({"colour": "red"}, UnknownField),
        ({"received_at": "2020-12-31"}, FutureDate),
        ({"complained": "DQ-0305", "handler": "dq-0305"}, Recused),
    ],
)
def test_a_refusal_writes_nothing(
    desk: Desk, meta: Meta, texts: dict[str, str], error: type[LedgerError]
) -> None:
    before = desk.store.head()
    full = {"channel": "hotline", "summary": "排队", "phone": "19900000001"}
    with pytest.raises(error):
        receiving.add(desk, {**full, **texts}, meta)
    assert desk.store.head() == before
    assert receiving.add(desk, full, meta).number == "2020-0001"


def test_numbers_run_by_year_of_receipt(add: Callable[..., Receipt]) -> None:
    days = ["2020-03-04", "2019-05-06", "2020-01-01", "2019-12-31", "2020-12-30"]
    assert [add(received_at=day).number for day in days] == [
        *("2020-0001", "2019-0001", "2020-0002", "2019-0002", "2020-0003"),
    ]


@pytest.mark.parametrize(
    ("texts", "warnings"),
    [
        ({}, []),
        ({"received_at": "2020-12-29"}, []),
        ({"received_at": "2020-12-28"}, ["late_registration"]),
        ({"complained": "dq-0201"}, ["receiver_recused"]),
        ({"complained": "DQ-0202"}, []),
        ({"severity": "重大"}, ["major_report_now"]),
        ({"severity": "重要"}, []),
    ],
)
def test_warnings(add: Callable[..., Receipt], texts: dict[str, str], warnings: list[str]) -> None:
    assert add(**texts).warnings == warnings


class TestTheSameComplainantAgain:
    def test_the_clerk_is_told_of_earlier_cases(self, add: Callable[..., Receipt]) -> None:
        first = add(phone="19900000001", received_at="2020-03-01", business="loan")
        add(phone="19900000002", received_at="2020-03-02", business="loan")
        again = add(phone="+86 199 0000 0001", received_at="2020-06-01", business="card_debit")
        assert first.earlier == []
        assert [row.number for row in again.earlier] == ["2020-0001"]
        assert again.repeat_of == ""

    def test_a_repeat_is_found_at_entry(self, add: Callable[..., Receipt], desk: Desk) -> None:
        add(phone="19900000001", received_at="2020-03-01", business="loan")
        again = add(phone="19900000001", received_at="2020-03-31", business="loan")
        late = add(phone="19900000001", received_at="2020-05-01", business="loan")
        assert again.repeat_of == "2020-0001"
        assert late.repeat_of == ""
        row = desk.store.row("2020-0002")
        assert row is not None
        assert row.repeat_of == "2020-0001"

    def test_a_case_entered_late_makes_the_later_one_the_repeat(
        self, add: Callable[..., Receipt], desk: Desk
    ) -> None:
        add(phone="19900000001", received_at="2020-03-20", business="loan")
        earlier = add(phone="19900000001", received_at="2020-03-10", business="loan")
        assert earlier.repeat_of == ""
        row = desk.store.row("2020-0001")
        assert row is not None
        assert row.repeat_of == "2020-0002"

    def test_the_name_alone_recognises_only_when_nothing_stronger_is_known(
        self, add: Callable[..., Receipt]
    ) -> None:
        add(complainant="林听澜", received_at="2020-03-01", business="loan")
        by_name = add(complainant=" 林听澜", received_at="2020-03-05", business="loan")
        by_phone = add(
            complainant="林听澜", phone="19900000009", received_at="2020-03-06", business="loan"
        )
        assert by_name.repeat_of == "2020-0001"
        assert (by_phone.repeat_of, by_phone.earlier) == ("", [])


def test_a_dry_run_leaves_no_trace(desk: Desk, meta: Meta, indexed: Callable[..., bool]) -> None:
    before = desk.store.head()
    texts = {"channel": "hotline", "summary": "排队", "phone": "19900000001"}
    dry = receiving.add(desk, texts, meta._replace(key="k-1"), dry_run=True)
    assert dry.dry_run
    assert (dry.number, dry.seq) == ("2020-0001", 2)
    assert dry.row is not None
    assert desk.store.head() == before
    assert desk.store.cases(CaseFilter()).total == 0
    assert not indexed(phone="19900000001")
    real = receiving.add(desk, texts, meta._replace(key="k-1"))
    assert (real.number, real.seq, real.repeated, real.dry_run) == ("2020-0001", 2, False, False)
    assert indexed(phone="19900000001")


def test_every_way_of_adding_leaves_a_sound_ledger(
    desk: Desk, meta: Meta, add: Callable[..., Any]
) -> None:
    add(phone="19900000001", business="loan", received_at="2020-03-01")
    add(phone="19900000001", business="loan", received_at="2020-03-09", severity="重大")
    handling.note(desk, "2020-0001", "已致电", meta)
    keeping.record_populations(desk, "2020", {"customers": "78,000"}, meta)
    assert auditing.verify(desk).sound

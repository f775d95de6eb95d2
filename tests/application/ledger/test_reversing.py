from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.differences import Difference
from ledgerctl.application.imports.importing import import_rows
from ledgerctl.application.imports.runs import ImportChoices
from ledgerctl.application.ledger import auditing, keeping, reversing
from ledgerctl.application.reports import reporting
from ledgerctl.errors.house import (
    AlreadyReversed,
    FutureDate,
    KeyReused,
    NoSuchBatch,
    NoSuchCase,
    ReasonNeeded,
    ReversedCase,
)
from ledgerctl.errors.reversal import (
    BirthStays,
    LaterStands,
    NoSuchEvent,
    NotConfirmed,
    OthersCommand,
    RecordedAgain,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import MappedRow, RowSource
    from ledgerctl.application.imports.import_results import ImportReport
    from ledgerctl.application.ledger.reversing import Undone
    from ledgerctl.errors.base import LedgerError

N = "2020-0001"
WHY = "记错了"


@pytest.fixture
def undo(desk: Desk, meta: Meta) -> Callable[..., Undone]:
    """Take something back, the last command by default."""

    def taken(target: str = "", **how: object) -> Undone:
        return reversing.undo(desk, target, meta, **{"reason": WHY, **how})  # type: ignore[arg-type]  # a test's own words

    return taken


@pytest.fixture
def take(desk: Desk, meta: Meta, rows: Callable[..., RowSource]) -> Callable[..., ImportReport]:
    """Import rows with the prefix `old`."""

    def taken(*found: MappedRow) -> ImportReport:
        return import_rows(desk, rows(found), meta, ImportChoices("old"))

    return taken


def status(desk: Desk, number: str = N) -> str:
    row = desk.store.row(number)
    assert row is not None
    return row.status


class TestLastCommand:
    def test_undo_undo_undo(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        handling.resolve(desk, N, {"finding": "upheld"}, meta)
        seen = [status(desk)]
        for _ in range(3):
            undo()
            seen.append(status(desk))
        assert seen == ["closed", "received", "closed", "received"]
        assert auditing.verify(desk).sound

    def test_before_and_after(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add(received_at="2020-12-01", complainant="张三")
        handling.amend(desk, N, {"received_at": "2020-12-03"}, meta, reason="误录")
        handling.amend(desk, N, {"complainant": "李四"}, meta, reason="误录")
        plan = reversing.plan(desk.store, N)
        assert [(each.number, each.differences) for each in plan.changes] == [
            (N, [Difference("complainant", "李四", "张三")])
        ]
        undo()
        undone = undo("3")
        assert undone.plan is not None
        assert undone.plan.changes[0].differences == [
            Difference("received_at", "2020-12-03", "2020-12-01")
        ]
        assert undone.receipt.details == {"first": 3, "last": 3}

    def test_somebody_elses_command_must_be_named(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        handling.note(desk, N, "已致电", meta._replace(on_behalf_of="DQ-0300"))
        with pytest.raises(OthersCommand) as refusal:
            undo()
        assert refusal.value.values == {"seq": "3", "person": "DQ-0300"}
        undo("3")

    def test_every_event_of_one_command_goes(
        self, desk: Desk, meta: Meta, undo: Callable[..., Undone]
    ) -> None:
        keeping.record_populations(desk, "2020", {"customers": "5"}, meta)
        keeping.record_populations(desk, "2020", {"customers": "7", "outlets": "1"}, meta)
        undone = undo("4")
        assert undone.plan is not None
        assert undone.plan.own == [
            Difference("customers 2020", 7, 5),
            Difference("outlets 2020", 1, None),
        ]
        assert [each.size for each in keeping.populations(desk).populations] == [5]
        undo()
        assert [each.size for each in keeping.populations(desk).populations] == [7, 1]
        assert auditing.verify(desk).sound


class TestLedgersOwnEvents:
    def test_a_setting_and_what_it_did_to_the_cases(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add(phone="19900000001", business="loan", received_at="2020-03-01")
        add(phone="19900000001", business="loan", received_at="2020-04-10")
        keeping.change_setting(desk, "repeat_window", "60", meta, reason="总行通知")
        assert reporting.year_report(desk, 2020).totals.repeats == 1
        undone = undo()
        assert undone.plan is not None
        assert undone.plan.own == [Difference("repeat_window", "60", "30")]
        assert reporting.year_report(desk, 2020).totals.repeats == 0
        assert auditing.verify(desk).sound
        undo()
        assert reporting.year_report(desk, 2020).totals.repeats == 1
        assert auditing.verify(desk).sound

    def test_the_birth_stays(self, undo: Callable[..., Undone]) -> None:
        with pytest.raises(BirthStays):
            undo()


class TestLaterEvents:
    def test_a_receipt_with_a_story_goes_only_as_a_whole(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        handling.note(desk, N, "已致电", meta)
        handling.resolve(desk, N, {"finding": "upheld"}, meta)
        with pytest.raises(LaterStands) as refusal:
            undo("2")
        assert refusal.value.values == {
            "target": "2",
            "later": "#3 2020-0001 complaint.noted, #4 2020-0001 complaint.resolved",
        }
        undone = undo("2", with_later=True)
        assert undone.plan is not None
        assert [each.span[:2] for each in undone.plan.commands] == [(2, 2), (3, 3), (4, 4)]
        assert status(desk) == "reversed"
        assert reporting.year_report(desk, 2020).excluded == {"reversed": 1}
        with pytest.raises(ReversedCase):
            handling.note(desk, N, "又致电", meta)
        assert add().number == "2020-0002"
        undo("5")
        assert status(desk) == "closed"
        assert auditing.verify(desk).sound

    def test_later_events_that_rest_on_nothing_else_stay(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        handling.assign(desk, N, "w02", meta)
        handling.resolve(desk, N, {"finding": "upheld"}, meta)
        undo("3")
        row = desk.store.row(N)
        assert row is not None
        assert (row.status, row.handler) == ("closed", "DQ-0201")

    def test_what_is_restored_must_fit_in(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        handling.resolve(desk, N, {"finding": "upheld"}, meta)
        undo()
        handling.resolve(desk, N, {"finding": "not_upheld"}, meta)
        with pytest.raises(LaterStands) as refusal:
            undo("4")
        assert refusal.value.values["later"] == "#5 2020-0001 complaint.resolved"

    def test_only_what_was_seen_is_taken_back(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        seen = reversing.plan(desk.store, "2")
        handling.note(desk, N, "已致电", meta)
        with pytest.raises(NotConfirmed):
            undo("2", with_later=True, seen=seen)
        undo("3", seen=reversing.plan(desk.store, "3"))


class TestImports:
    def test_takes_back_everything_a_batch_wrote(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add(phone="19900000001", business="loan", received_at="2020-03-01")
        handling.resolve(desk, N, {"finding": "upheld"}, meta._replace(batch="b-1"))
        report = reporting.year_report(desk, 2020)
        assert (report.received, report.totals.closed) == (1, 1)
        assert undo("b-1", dry_run=True).receipt.dry_run
        assert reporting.year_report(desk, 2020).totals.closed == 1
        assert undo("b-1").receipt.details == {"batch": "b-1"}
        assert reporting.year_report(desk, 2020).totals.closed == 0
        assert status(desk) == "received"
        assert auditing.verify(desk).sound

    def test_any_event_of_an_import_names_it(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        texts = {"channel": "hotline", "summary": "排队"}
        receiving.add(desk, texts, meta._replace(batch="b-1"))
        add()
        plan = reversing.plan(desk.store, "#2")
        assert (plan.target, plan.case_count, plan.changes[0].vanishes) == ("b-1", 1, True)
        undo(N)
        assert status(desk) == "reversed"
        assert add().number == "2020-0003"

    def test_rows_imported_again_do_not_stand_twice(
        self,
        desk: Desk,
        undo: Callable[..., Undone],
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        first = take(row(2, {"source_id": "A-1"}), row(3, {"source_id": "A~2"}))
        undo(first.batch)
        second = take(row(2, {"source_id": "A-1"}))
        with pytest.raises(RecordedAgain) as refusal:
            undo("5")
        assert refusal.value.values == {"number": N, "other": "2020-0003"}
        undo(second.batch)
        undo("5")
        assert [status(desk, f"2020-000{place}") for place in "123"] == [
            *("received", "received", "reversed"),
        ]
        assert auditing.verify(desk).sound

    def test_only_the_first_cases_are_shown(
        self,
        desk: Desk,
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        report = take(*[row(line, {"source_id": f"A-{line}"}) for line in range(2, 27)])
        plan = reversing.plan(desk.store, report.batch)
        assert (len(plan.changes), plan.case_count) == (reversing.MOST_CASES, 25)


class TestRefusals:
    @pytest.mark.parametrize(
        ("target", "error"),
        [
            ("b-1", NoSuchBatch),
            ("99", NoSuchEvent),
            ("#0", NoSuchEvent),
            ("9" * 16, NoSuchBatch),
            ("２", NoSuchBatch),
            ("2020-0009", NoSuchCase),
            ("1", BirthStays),
        ],
    )
    def test_what_is_not_there(
        self,
        desk: Desk,
        add: Callable[..., Receipt],
        undo: Callable[..., Undone],
        target: str,
        error: type[LedgerError],
    ) -> None:
        add()
        before = desk.store.head()
        with pytest.raises(error):
            undo(target)
        assert desk.store.head() == before

    def test_reason_and_moment(
        self, desk: Desk, meta: Meta, add: Callable[..., Receipt], undo: Callable[..., Undone]
    ) -> None:
        add()
        with pytest.raises(ReasonNeeded):
            undo(reason=" ")
        with pytest.raises(FutureDate):
            undo(at="2021-01-01")
        assert undo(at="2020-12-29").receipt.details["at"] == "2020-12-29"

    def test_twice(self, add: Callable[..., Receipt], undo: Callable[..., Undone]) -> None:
        add()
        undo()
        with pytest.raises(AlreadyReversed) as refusal:
            undo("2")
        assert refusal.value.values == {"target": 2, "seq": 3}
        with pytest.raises(AlreadyReversed):
            undo(N)

    def test_twice_a_batch(
        self,
        undo: Callable[..., Undone],
        take: Callable[..., ImportReport],
        row: Callable[..., MappedRow],
    ) -> None:
        batch = take(row(2, {"source_id": "A-1"})).batch
        undo(batch)
        with pytest.raises(AlreadyReversed):
            undo(batch)


def test_a_repeated_key_takes_nothing_more_back(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    add()
    keyed = meta._replace(key="k-1")
    assert not reversing.repeated(desk, keyed)
    first = reversing.undo(desk, "", keyed, reason=WHY)
    again = reversing.undo(desk, "", keyed, reason=WHY)
    assert reversing.repeated(desk, keyed)
    assert (again.plan, again.receipt.repeated) == (None, True)
    assert again.receipt.seq == first.receipt.seq == desk.store.head().size
    noted = meta._replace(key="k-2")
    handling.note(desk, N, "已致电", noted)
    assert not reversing.repeated(desk, noted)
    with pytest.raises(KeyReused):
        reversing.undo(desk, "", noted, reason=WHY)

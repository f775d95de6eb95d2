from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import handling
from ledgerctl.application.desk.desk import Desk
from ledgerctl.application.ledger.auditing import verify
from ledgerctl.domain.cases.chain import Fault
from ledgerctl.errors.usage import BadSetting
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta


def tamper(desk: Desk, *statements: str) -> None:
    assert isinstance(desk.store, SqliteStore)
    for statement in statements:
        desk.store.connection.execute(statement)


def without(desk: Desk, trigger: str, *statements: str) -> None:
    """Change what a trigger guards and put the trigger back, as a careful forger would."""
    assert isinstance(desk.store, SqliteStore)
    found = desk.store.connection.execute(
        "SELECT sql FROM sqlite_schema WHERE name = ?", (trigger,)
    ).fetchone()
    tamper(desk, f"DROP TRIGGER {trigger}", *statements, found[0])


def test_a_sound_ledger(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    receipt = add(phone="19900000001")
    handling.note(desk, "2020-0001", "已致电", meta)
    found = verify(desk, receipt=receipt.head.short)
    assert found.sound
    assert (found.events, found.cases, found.receipt_holds) == (3, 1, True)
    assert (found.faults, found.derived, found.recusal_breaches) == ([], [], [])
    assert found.head == desk.store.head()
    assert verify(desk).receipt_holds is None


def test_changed_facts(desk: Desk, add: Callable[..., Receipt]) -> None:
    add()
    without(
        desk,
        "event_update",
        "UPDATE event SET facts = replace(facts, 'hotline', 'counter') WHERE seq = 2",
    )
    found = verify(desk)
    assert not found.sound
    assert found.faults == [Fault(2, "hash")]
    assert {"cases", "tally"} <= set(found.derived)


def test_an_erased_sealed_part(desk: Desk, add: Callable[..., Receipt]) -> None:
    add()
    tamper(desk, "DELETE FROM sealed WHERE seq = 2")
    assert Fault(2, "sealed part missing") in verify(desk).faults


def test_an_edited_read_table(desk: Desk, add: Callable[..., Receipt]) -> None:
    add()
    tamper(desk, "UPDATE cases SET channel = 'counter'")
    found = verify(desk)
    assert (found.faults, found.derived, found.sound) == ([], ["cases"], False)


def test_a_cut_tail_is_seen_with_a_receipt_from_outside(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    kept = handling.assign(desk, "2020-0001", "DQ-0108", meta).head
    without(
        desk,
        "event_delete",
        "DELETE FROM event WHERE seq = 3",
        "UPDATE cases SET handler = 'DQ-0201', status = 'received', not_at_once = 0",
        "UPDATE tally SET value = 'DQ-0201' WHERE dimension = 'handler'",
    )
    assert verify(desk).sound
    found = verify(desk, receipt=kept.short)
    assert (found.receipt_holds, found.sound) == (False, False)


@pytest.mark.parametrize("digits", ["f" * 12, "0" * 64])
def test_a_receipt_of_another_ledger_does_not_hold(
    desk: Desk, add: Callable[..., Receipt], digits: str
) -> None:
    add()
    assert verify(desk, receipt=f"2:{digits}").receipt_holds is False
    assert verify(desk, receipt=f"7:{digits}").receipt_holds is False
    assert verify(desk, receipt=f" 2:{desk.store.head().hash} ").receipt_holds is True


@pytest.mark.parametrize(
    "receipt",
    [
        *("2", "2:", ":0123456789ab", "2:0123456789a", "x:0123456789ab", "2:0123456789aG"),
        *("2:0123456789AB", "２:0123456789ab", "-2:0123456789ab", f"{10**20}:0123456789ab"),
        f"{'9' * 5_000}:0123456789ab",
    ],
)
def test_what_is_no_receipt_is_refused(desk: Desk, receipt: str) -> None:
    with pytest.raises(BadSetting):
        verify(desk, receipt=receipt)


def test_a_breach_of_recusal_is_named(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    add(complained="DQ-0305", first_receiver="DQ-0201")
    add(complained="DQ-0306", first_receiver="DQ-0306")
    handling.assign(desk, "2020-0001", "DQ-0108", meta)
    assert verify(desk).recusal_breaches == []
    tamper(desk, "UPDATE cases SET handler = 'ＤＱ-0305' WHERE number = '2020-0001'")
    assert verify(desk).recusal_breaches == ["2020-0001"]


def test_a_ledger_without_its_first_event_is_not_sound(tmp_path: Path, desk: Desk) -> None:
    store = SqliteStore.create(str(tmp_path / "empty.db"))
    assert not verify(Desk(store, desk.clock, desk.entropy)).sound
    store.close()

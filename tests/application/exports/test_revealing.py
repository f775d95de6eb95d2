from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.exports.revealing import reveal
from ledgerctl.domain.events.revealed import DataRevealed
from ledgerctl.errors.house import ReasonNeeded

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta


def test_who_saw_what_and_why_is_an_event(desk: Desk, meta: Meta) -> None:
    receipt = reveal(desk, "show", " 回访 ", meta, records=1, fields=["phone"], case="2020-0001")
    [recorded] = desk.store.family("data")
    assert recorded.event == DataRevealed("show", 1, ("phone",), "回访", "2020-0001")
    assert recorded.envelope.actor == meta.actor
    assert (receipt.action, receipt.seq) == ("data.revealed", recorded.envelope.seq)


def test_the_reason_is_sealed(desk: Desk, meta: Meta) -> None:
    reveal(desk, "list", "回访张三", meta, records=3, fields=["phone"])
    [recorded] = desk.store.family("data")
    assert "张三" not in recorded.envelope.facts
    assert recorded.sealed == {"reason": "回访张三"}


@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_is_seen(desk: Desk, meta: Meta, reason: str) -> None:
    before = desk.store.head()
    with pytest.raises(ReasonNeeded):
        reveal(desk, "export", reason, meta, records=1, fields=["phone"])
    assert desk.store.head() == before

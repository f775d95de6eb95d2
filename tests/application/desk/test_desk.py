from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.desk import branch_now
from ledgerctl.application.ledger import keeping
from ledgerctl.errors.house import AlreadyClosed, KeyReused, NoSuchCase

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta

TEXTS = {"channel": "hotline", "summary": "排队"}


def test_a_command_repeated_with_its_key_does_nothing_twice(desk: Desk, meta: Meta) -> None:
    keyed = meta._replace(key="counter-1:17")
    first = receiving.add(desk, TEXTS, keyed)
    again = receiving.add(desk, TEXTS, keyed)
    assert not first.repeated
    assert again.repeated
    assert (again.number, again.seq, again.event_hash) == (
        *(first.number, first.seq, first.event_hash),
    )
    assert again.head == first.head == desk.store.head()
    assert receiving.add(desk, TEXTS, meta._replace(key="counter-1:18")).number == "2020-0002"


def test_without_a_key_a_command_is_a_new_one(desk: Desk, meta: Meta) -> None:
    numbers = [receiving.add(desk, TEXTS, meta).number for _ in range(2)]
    assert numbers == ["2020-0001", "2020-0002"]


def test_a_repetition_is_harmless_even_when_the_rules_would_now_refuse(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    keyed = meta._replace(key="close-1")
    first = handling.resolve(desk, "2020-0001", {"finding": "upheld"}, keyed)
    again = handling.resolve(desk, "2020-0001", {"finding": "upheld"}, keyed)
    assert (again.repeated, again.seq) == (True, first.seq)
    with pytest.raises(AlreadyClosed):
        handling.resolve(desk, "2020-0001", {"finding": "upheld"}, meta)


def test_a_key_stands_for_one_command_about_one_case(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    add()
    add()
    keyed = meta._replace(key="k")
    noted = handling.note(desk, "2020-0001", "已致电", keyed)
    before = desk.store.head()
    others: list[Callable[[], Receipt]] = [
        lambda: handling.note(desk, "2020-0002", "已致电", keyed),
        lambda: handling.assign(desk, "2020-0001", "DQ-0108", keyed),
        lambda: receiving.add(desk, TEXTS, keyed),
        lambda: keeping.record_populations(desk, "2020", {"customers": "5"}, keyed),
    ]
    for other in others:
        with pytest.raises(KeyReused) as refusal:
            other()
        assert refusal.value.values == {"key": "k", "seq": noted.seq}
    assert desk.store.head() == before
    assert handling.note(desk, "2020-0001", "已致电", keyed).repeated


def test_a_failed_command_does_not_use_up_its_key(desk: Desk, meta: Meta) -> None:
    keyed = meta._replace(key="k")
    with pytest.raises(NoSuchCase) as refusal:
        handling.note(desk, "2020-0001", "已致电", keyed)
    assert refusal.value.values == {"number": "2020-0001"}
    assert not receiving.add(desk, TEXTS, keyed).repeated


def test_an_event_names_who_wrote_it_for_whom_and_when(
    desk: Desk, meta: Meta, add: Callable[..., Receipt]
) -> None:
    receipt = add()
    recorded = desk.store.recorded(receipt.seq)
    assert recorded is not None
    envelope = recorded.envelope
    assert (envelope.actor, envelope.on_behalf_of) == ("chen", "DQ-0201")
    assert envelope.recorded_at == "2020-12-30T02:00:00.000Z"
    assert (meta.person, meta._replace(on_behalf_of=None).person) == ("DQ-0201", "chen")


@pytest.mark.parametrize(
    ("timezone", "local"),
    [
        ("+08:00", "2020-12-30T10:00"),
        ("+14:00", "2020-12-30T16:00"),
        ("-03:30", "2020-12-29T22:30"),
    ],
)
def test_now_is_reckoned_in_the_branchs_time_zone(desk: Desk, timezone: str, local: str) -> None:
    moment = branch_now(desk, {"timezone": timezone})
    assert moment.local == local
    assert moment.today.isoformat() == local[:10]
    assert branch_now(desk, {}).local == "2020-12-30T10:00"

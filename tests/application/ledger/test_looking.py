from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import handling, receiving
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.ledger import reversing
from ledgerctl.application.ledger.looking import card, case_list
from ledgerctl.errors.house import NoSuchCase

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta


def test_a_card_tells_the_whole_story(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    add(phone="19900000001", received_at="2020-01-05")
    add(phone="19900000001", received_at="2020-06-05")
    add(phone="19900000002", received_at="2020-06-06")
    handling.note(desk, "2020-0002", "已致电", meta)
    found = card(desk, "2020-0002")
    assert found.complaint.number == found.row.number == "2020-0002"
    assert [each.event.kind for each in found.history] == [
        *("complaint.received", "complaint.noted"),
    ]
    assert found.history[1].sealed == {"note": "已致电"}
    assert [row.number for row in found.earlier] == ["2020-0001"]
    assert found.taken_back.nothing
    assert found.reversals == []


def test_the_card_of_nobodys_case_names_no_others(desk: Desk, add: Callable[..., Receipt]) -> None:
    add()
    add()
    assert card(desk, "2020-0001").earlier == []


def test_the_card_of_a_case_taken_back(desk: Desk, meta: Meta) -> None:
    texts = {"channel": "hotline", "summary": "排队"}
    receiving.add(desk, texts, meta._replace(batch="b-1"))
    reversing.undo(desk, "b-1", meta, reason="导错文件")
    found = card(desk, "2020-0001")
    assert found.complaint.reversed
    assert found.taken_back.batches == {"b-1": 3}
    assert [each.event.kind for each in found.reversals] == ["batch.reversed"]
    assert len(found.history) == 1


def test_there_is_no_card_of_no_case(desk: Desk) -> None:
    with pytest.raises(NoSuchCase) as refusal:
        card(desk, "2020-0001")
    assert refusal.value.values == {"number": "2020-0001"}


def test_a_list_with_its_texts(desk: Desk, meta: Meta, add: Callable[..., Receipt]) -> None:
    add(received_at="2020-12-14", summary="第二件")
    add(received_at="2020-12-01", summary="第一件")
    add(received_at="2020-12-20", summary="第三件")
    handling.resolve(desk, "2020-0002", {"finding": "upheld"}, meta)
    everything = case_list(desk, CaseFilter())
    assert [row.number for row in everything.rows] == ["2020-0002", "2020-0001", "2020-0003"]
    assert everything.texts["2020-0001"] == {"summary": "第二件"}
    assert (everything.total, everything.today) == (3, "2020-12-30")
    cut = case_list(desk, CaseFilter(limit=1))
    assert ([row.number for row in cut.rows], cut.total) == (["2020-0002"], 3)
    assert set(cut.texts) == {"2020-0002"}
    still_open = case_list(desk, CaseFilter(is_open=True))
    assert [row.number for row in still_open.rows] == ["2020-0001", "2020-0003"]
    overdue = case_list(desk, CaseFilter(), overdue=True)
    assert [row.number for row in overdue.rows] == ["2020-0001"]

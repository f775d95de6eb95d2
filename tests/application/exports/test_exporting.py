from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.cases import receiving
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.exports import exporting
from ledgerctl.application.ledger import keeping
from ledgerctl.domain.reports.register_columns import chosen
from ledgerctl.errors.house import ReasonNeeded

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta

COLUMNS = chosen("number,complainant,summary")


@pytest.fixture
def two(desk: Desk, meta: Meta) -> Desk:
    for name, day in (("张三", "2020-03-05"), ("李四", "2020-03-04")):
        texts = {"channel": "counter", "summary": "排队", "complainant": name, "received_at": day}
        receiving.add(desk, texts, meta)
    return desk


def test_cases_come_by_number_and_masked(two: Desk, meta: Meta) -> None:
    sheet = exporting.cases(two, CaseFilter(), COLUMNS, meta, None)
    assert list(sheet.rows) == [["2020-0001", "张*", "排队"], ["2020-0002", "李*", "排队"]]
    assert (sheet.what, sheet.revealed, sheet.head) == ("cases", 0, two.store.head())
    assert list(two.store.family("data")) == []


def test_a_limit_cuts_nothing(two: Desk, meta: Meta) -> None:
    sheet = exporting.cases(two, CaseFilter(limit=1), COLUMNS, meta, None)
    assert len(list(sheet.rows)) == 2


def test_revealed_cases_are_recorded_before_they_are_read(two: Desk, meta: Meta) -> None:
    sheet = exporting.cases(two, CaseFilter(year=2020), COLUMNS, meta, "报送")
    [recorded] = two.store.family("data")
    assert recorded.event.facts() == {
        "purpose": "export",
        "records": 2,
        "fields": ["complainant", "summary"],
    }
    assert sheet.revealed == recorded.envelope.seq == sheet.head.size
    assert [row[1] for row in sheet.rows] == ["张三", "李四"]


def test_a_blank_reason_is_none(two: Desk, meta: Meta) -> None:
    with pytest.raises(ReasonNeeded):
        exporting.cases(two, CaseFilter(), COLUMNS, meta, " ")
    with pytest.raises(ReasonNeeded):
        exporting.events(two, meta, "")


def test_every_event_comes_with_its_hash_and_masked_texts(two: Desk, meta: Meta) -> None:
    keeping.change_setting(two, "repeat_window", "60", meta, reason="致电13800008000")
    sheet = exporting.events(two, meta, None)
    names = exporting.names(sheet.columns)
    rows = [dict(zip(names, row, strict=True)) for row in sheet.rows]
    assert [row["seq"] for row in rows] == [1, 2, 3, 4]
    assert rows[-1]["hash"] == two.store.head().hash
    assert rows[1]["texts"] == '{"complainant":"张*","summary":"排队"}'
    assert rows[-1]["texts"] == '{"reason":"致电138****8000"}'
    assert rows[0]["texts"] is None


def test_revealed_events_stand_as_they_were_said(two: Desk, meta: Meta) -> None:
    sheet = exporting.events(two, meta, "审计")
    texts = [row[exporting.names(sheet.columns).index("texts")] for row in sheet.rows]
    assert texts[1:] == [
        '{"complainant":"张三","summary":"排队"}',
        '{"complainant":"李四","summary":"排队"}',
        '{"reason":"审计"}',
    ]

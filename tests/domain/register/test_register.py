from __future__ import annotations

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.register.register import (
    CROSSABLE,
    FILTERABLE,
    Row,
    closings,
    open_on,
    row_of,
    spells_of,
)

OPEN = Complaint(
    "2020-0001",
    {"received_at": "2020-03-04T09:30", "channel": "hotline", "due_on": "2020-03-19"},
    {"summary": "排队", "complainant": "林听澜", "phone": "19900000001"},
    (Spell("2020-03-04", None),),
)


def row(complaint: Complaint) -> Row:
    return row_of(complaint, batch="import-1", recorded_at="2020-03-05T00:00Z", received_seq=7)


def closed(closed_on: str = "2020-03-07", **facts: str | bool | int) -> Complaint:
    return OPEN._replace(facts={**OPEN.facts, **facts}, spells=(Spell("2020-03-04", closed_on),))


def test_an_open_case_of_which_little_is_known() -> None:
    expected = dict.fromkeys(Row._fields, "") | {
        "number": "2020-0001",
        "status": "received",
        "received_on": "2020-03-04",
        "received_at": "2020-03-04T09:30",
        "year": 2020,
        "month": 3,
        "channel": "hotline",
        "intake_class": "internal",
        "level": "first_receiver",
        "amount": None,
        "compensation": None,
        "days": None,
        "timeliness": "open",
        "closed": 0,
        "escalated": 0,
        "skip_level": 0,
        "reopenings": 0,
        "counted": 1,
        "became_regulatory": 0,
        "extended_to": 0,
        "not_at_once": 0,
        "spells": "2020-03-04/",
        **dict.fromkeys(("to_superior", "repeated", "person_first", "person_again"), 0),
        "backdated": 0,
        "batch": "import-1",
        "recorded_on": "",
        "received_seq": 7,
        "due_on": "2020-03-19",
    }
    assert row(OPEN)._asdict() == expected


def test_no_column_holds_what_is_sealed() -> None:
    values = [str(value) for value in row(OPEN)]
    assert not any(sealed in value for value in values for sealed in ("排队", "林听澜", "1990000"))


def test_lists_money_and_flags() -> None:
    facts = {
        **OPEN.facts,
        "complained": ["DQ-0312", "DQ-0318"],
        "amount": 0,
        "compensation": 2_300,
        "skip_level": True,
        "timely": False,
        "channel": "nfra",
        "first_receiver": "DQ-0201",
        "person": "0123456789abcdef",
    }
    found = row(OPEN._replace(facts=facts))
    assert found.complained == "DQ-0312; DQ-0318"
    assert (found.amount, found.compensation) == (0, 2_300)
    assert (found.skip_level, found.escalated, found.timely) == (1, 1, "no")
    assert (found.intake_class, found.handler) == ("external", "DQ-0201")
    assert found.person == "0123456789abcdef"
    assert row(OPEN._replace(facts={**facts, "timely": True})).timely == "yes"


@pytest.mark.parametrize(
    ("facts", "days", "timeliness"),
    [
        ({"resolved_at": "2020-03-07T10:00"}, 3, "on_time"),
        ({"resolved_at": "2020-03-19"}, 15, "on_time"),
        ({"resolved_at": "2020-03-20"}, 16, "late"),
        ({"resolved_at": "2020-03-25", "notified_at": "2020-03-19T23:59"}, 15, "on_time"),
        ({"resolved_at": "2020-03-10", "notified_at": "2020-03-20"}, 16, "late"),
        ({"resolved_at": "2020-03-04"}, 0, "on_time"),
        ({}, None, "undated"),
    ],
)
def test_the_clock_runs_from_receipt_to_notice_else_to_closing(
    facts: dict[str, str], days: int | None, timeliness: str
) -> None:
    found = row(closed(**facts))
    assert (found.days, found.timeliness) == (days, timeliness)
    assert (found.closed, found.status, found.closed_on) == (1, "closed", "2020-03-07")


def test_a_reopened_case_is_measured_from_its_reopening() -> None:
    spells = (Spell("2020-03-04", "2020-03-07"), Spell("2020-04-01", "2020-04-11"))
    facts = {**OPEN.facts, "resolved_at": "2020-04-11", "due_on": "2020-04-16"}
    found = row(OPEN._replace(facts=facts, spells=spells))
    assert (found.days, found.timeliness, found.reopenings) == (10, "on_time", 1)
    assert found.spells == "2020-03-04/2020-03-07,2020-04-01/2020-04-11"


@pytest.mark.parametrize(
    ("responsibility", "is_reversed", "counted"),
    [
        ("", False, 1),
        ("invalid", False, 1),
        ("misdirected", False, 1),
        ("not_complaint", False, 0),
        ("", True, 0),
    ],
)
def test_what_counts_as_a_complaint(
    responsibility: str, *, is_reversed: bool, counted: int
) -> None:
    complaint = closed(responsibility=responsibility)._replace(reversed=is_reversed)
    assert row(complaint).counted == counted


@pytest.mark.parametrize(
    ("record_type", "counted"),
    [("", 1), ("complaint", 1), ("suggestion", 0), ("inquiry", 0), ("report", 0), ("praise", 0)],
)
def test_only_complaints_are_counted_as_complaints(record_type: str, counted: int) -> None:
    facts = {"record_type": record_type} if record_type else {}
    found = row(closed(**facts))
    assert (found.counted, found.record_type) == (counted, record_type)


def test_who_answers_for_a_case_stands_in_one_cell() -> None:
    facts = {**OPEN.facts, "responsible": ["DQ-0312", "DQ-0318"], "accountability": "warning"}
    found = row(OPEN._replace(facts=facts))
    assert (found.responsible, found.accountability) == ("DQ-0312; DQ-0318", "warning")
    assert (row(OPEN).responsible, row(OPEN).accountability) == ("", "")


def test_whether_a_case_was_open_on_a_day_and_when_it_was_closed() -> None:
    spells = (Spell("2020-03-04", "2020-03-07"), Spell("2020-04-01", None))
    found = row(OPEN._replace(spells=spells))
    days = ("2020-03-03", "2020-03-04", "2020-03-06", "2020-03-07", "2020-03-31", "2020-04-01")
    assert [open_on(found, day) for day in days] == [False, True, True, False, False, True]
    assert closings(found) == ["2020-03-07"]
    assert closings(row(OPEN)) == []


def test_spells_are_told_with_their_endings_and_read_again() -> None:
    spells = (
        Spell("2020-03-04", "2020-03-07", "withdrawn"),
        Spell("2020-03-09", "2020-03-10"),
        Spell("2020-04-01", None),
    )
    found = row(OPEN._replace(spells=spells)).spells
    assert found == "2020-03-04/2020-03-07/withdrawn,2020-03-09/2020-03-10,2020-04-01/"
    assert spells_of(found) == [(each.opened, each.closed or "", each.ending) for each in spells]
    assert spells_of("") == []


def test_columns_to_filter_and_cross_by_are_columns() -> None:
    assert set(FILTERABLE) | set(CROSSABLE) <= set(Row._fields)
    assert {"batch", "source_id", "number"} == set(FILTERABLE) - set(CROSSABLE)
    assert {"year", "month"} == set(CROSSABLE) - set(FILTERABLE)

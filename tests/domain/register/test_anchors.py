from __future__ import annotations

import pytest

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.days.eras import ordinal
from ledgerctl.domain.register import anchors
from ledgerctl.domain.register.anchors import is_late, marks_of, was_open
from ledgerctl.domain.register.register import Row, row_of

OPEN = row_of(
    Complaint("2020-0001", {"received_at": "2020-03-04", "due_on": "2020-03-19"}),
    batch="",
    recorded_at="",
    received_seq=1,
)._replace(spells="2020-03-04/")
CLOSED = OPEN._replace(
    spells="2020-03-04/2020-03-07",
    closed=1,
    closed_on="2020-03-07",
    resolved_at="2020-03-07",
    days=3,
    timeliness="on_time",
)


def bins(row: Row, name: str) -> list[tuple[int, int]]:
    return sorted((year, position) for year, each, position in marks_of(row) if each == name)


def test_what_is_not_counted_has_no_anchors() -> None:
    assert marks_of(CLOSED._replace(counted=0)) == ()
    assert marks_of(OPEN._replace(spells="")) == ()


def test_a_spell_over_the_turn_of_years_is_carried_with_its_age() -> None:
    row = CLOSED._replace(spells="2018-12-20/2020-03-07")
    assert bins(row, anchors.CARRIED) == [(2018, 11), (2019, 376)]
    assert bins(row, anchors.RECEIVED) == [(2018, 12)]
    assert bins(row, anchors.CLOSED_OF_STOCK) == [(2020, 0)]
    still_open = OPEN._replace(spells="2018-12-20/")
    assert bins(still_open, anchors.CARRIED) == []
    assert bins(still_open, anchors.OPEN_SINCE) == [(0, ordinal("2018-12-20"))]


def test_a_case_taken_up_again_and_closed_was_not_in_the_opening_stock() -> None:
    row = CLOSED._replace(spells="2018-12-01/2018-12-05,2020-02-01/2020-02-09")
    assert bins(row, anchors.CLOSED_ONCE) == [(2018, 0), (2020, 0)]
    assert bins(row, anchors.CLOSED_OF_STOCK) == [(2018, 0)]


def test_closings_of_one_year_count_one_case_and_its_shortest_return() -> None:
    spells = "2020-01-01/2020-01-05,2020-02-01/2020-02-05,2020-02-08/2020-03-07"
    row = CLOSED._replace(spells=spells, reopenings=2)
    assert bins(row, anchors.CLOSINGS) == [(2020, 0)] * 3
    assert bins(row, anchors.CLOSED_ONCE) == [(2020, 0)]
    assert bins(row, anchors.REOPENED_AFTER) == [(2020, 3)]


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("", "", (2, 0, 0)),
        ("", "/withdrawn", (1, 1, 0)),
        ("", "/declined", (1, 0, 1)),
        ("/withdrawn", "", (1, 1, 0)),
        ("/declined", "/withdrawn", (0, 1, 1)),
    ],
)
def test_every_spell_keeps_its_own_ending_apart_from_the_closings(
    first: str, last: str, found: tuple[int, int, int]
) -> None:
    spells = f"2019-12-01/2019-12-05{first},2020-02-01/2020-03-07{last}"
    row = CLOSED._replace(spells=spells, ending=last[1:] or "resolved")
    names = (anchors.CLOSINGS, anchors.WITHDRAWN, anchors.DECLINED)
    assert tuple(len(bins(row, name)) for name in names) == found
    assert bins(row, first[1:] or anchors.CLOSINGS)[0] == (2019, 0)
    assert len(bins(row, anchors.RECEIVED_WITHDRAWN)) == (last == "/withdrawn")


@pytest.mark.parametrize(
    ("received_at", "contacted_at", "found"),
    [
        ("2020-12-31T22:00", "2021-01-01T00:30", [(2021, 25)]),
        ("2020-03-04T09:00", "2020-03-04T09:05", [(2020, 0)]),
        ("2020-03-04T09:00", "2020-03-04T09:06", [(2020, 1)]),
        ("2020-03-04T09:00", "2020-03-04T08:00", [(2020, 0)]),
        ("2020-03-04", "2020-03-04T09:05", []),
        ("2020-03-04T09:00", "2020-03-05", []),
        ("2020-03-04T09:00", "", []),
    ],
)
def test_the_first_contact_counts_by_tenths_of_an_hour(
    received_at: str, contacted_at: str, found: list[tuple[int, int]]
) -> None:
    row = CLOSED._replace(received_at=received_at, contacted_at=contacted_at)
    assert bins(row, anchors.CONTACTED) == found


def test_due_and_answered_in_different_years_count_in_both() -> None:
    row = CLOSED._replace(due_on="2021-01-04", resolved_at="2020-12-30", closed_on="2020-12-30")
    assert bins(row, anchors.DUE) == [(2020, 0), (2021, 0)]
    assert bins(row, anchors.DUE_MET) == [(2020, 0), (2021, 0)]


def test_the_day_told_ends_the_clock_not_the_day_decided() -> None:
    row = CLOSED._replace(notified_at="2021-01-02T09:00", days=304, timeliness="late")
    assert bins(row, anchors.DAYS) == [(2021, 304)]
    assert bins(row, anchors.DUE) == [(2020, 0), (2021, 0)]
    assert bins(row, anchors.DUE_MET) == []


def test_closed_without_a_date_is_due_and_nobody_knows() -> None:
    row = CLOSED._replace(resolved_at="", days=None, timeliness="undated")
    assert bins(row, anchors.DUE_UNKNOWN) == [(2020, 0)]
    assert bins(row, anchors.DAYS) == bins(row, anchors.DUE_MET) == []
    assert bins(CLOSED, anchors.DUE_UNKNOWN) == bins(OPEN, anchors.DUE_UNKNOWN) == []


def test_nothing_due_nothing_awaited() -> None:
    row = OPEN._replace(due_on="")
    for name in (anchors.DUE, anchors.OPEN_DUE, anchors.AWAITED):
        assert bins(row, name) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, anchors.SETTLED_FIRST),
        ({"repeated": 1}, ""),
        ({"reopenings": 1}, ""),
        ({"handler": "DQ-2"}, ""),
        ({"resolved_by": "DQ-2"}, ""),
        ({"level": "deputy_president"}, ""),
        ({"resolved_by": ""}, anchors.FIRST_UNKNOWN),
        ({"first_receiver": ""}, anchors.FIRST_UNKNOWN),
    ],
)
def test_settled_by_the_first_receiver(changes: dict[str, object], found: str) -> None:
    own = {"first_receiver": "DQ-1", "handler": "DQ-1", "resolved_by": "DQ-1"}
    row = CLOSED._replace(**{**own, **changes})
    names = {anchors.SETTLED_FIRST, anchors.FIRST_UNKNOWN}
    assert [name for _, name, _ in marks_of(row) if name in names] == [found] * bool(found)


@pytest.mark.parametrize(
    ("recorded_on", "late"), [("2020-03-04", 0), ("2020-03-05", 0), ("2020-03-06", 1)]
)
def test_late_is_more_than_a_day_after_receipt(recorded_on: str, late: int) -> None:
    typed = OPEN._replace(recorded_on=recorded_on)
    assert len(bins(typed, anchors.TYPED)) == 1
    assert len(bins(typed, anchors.LATE)) == late
    assert is_late("2020-03-04", recorded_on) is bool(late)
    imported = OPEN._replace(batch="import-1")
    assert bins(imported, anchors.TYPED) == bins(imported, anchors.LATE) == []


def test_a_moved_receipt_shows_in_both_years_once_in_one() -> None:
    moved = OPEN._replace(first_received_on="2019-12-30")
    assert bins(moved, anchors.MOVED_HERE) == [(2020, 0)]
    assert bins(moved, anchors.MOVED_AWAY) == [(2019, 0)]
    within = OPEN._replace(first_received_on="2020-01-30")
    assert bins(within, anchors.MOVED_HERE) == [(2020, 0)]
    assert bins(within, anchors.MOVED_AWAY) == []
    assert bins(OPEN, anchors.MOVED_HERE) == []


def test_a_step_entered_late_counts_in_the_year_of_receipt() -> None:
    assert bins(CLOSED._replace(backdated=1), anchors.BACKDATED) == [(2020, 0)]


@pytest.mark.parametrize(
    ("opened", "closed", "expected"),
    [
        ("2019-12-31", "2020-01-01", True),
        ("2019-12-31", "", True),
        ("2020-01-01", "2020-02-01", False),
        ("2019-01-01", "2019-12-31", False),
    ],
)
def test_open_at_the_beginning_of_a_year(opened: str, closed: str, *, expected: bool) -> None:
    assert was_open((opened, closed), 2020) is expected

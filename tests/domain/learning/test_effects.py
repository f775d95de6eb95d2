from __future__ import annotations

from decimal import Decimal

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.learning.effects import Effect, Window, compared, effect, window
from ledgerctl.domain.register.register import Row, row_of


def row(day: str, *, counted: bool = True) -> Row:
    facts = {"received_at": day, **({} if counted else {"responsibility": "not_complaint"})}
    complaint = Complaint("2020-0001", facts, {}, (Spell(day, None),))
    return row_of(complaint, batch="", recorded_at="", received_seq=1)


def test_the_windows_lie_on_either_side_of_the_day() -> None:
    found = window("2020-04-01", 90)
    assert found == Window("2020-01-02", "2020-03-31", "2020-04-02", "2020-06-30")


@pytest.mark.parametrize(
    ("before", "after", "probability", "code"),
    [
        (0, 0, "1.0000", "too_few"),
        (5, 0, "0.0625", "too_few"),
        (6, 0, "0.0313", "fewer"),
        (0, 6, "0.0313", "more"),
        (10, 3, "0.0923", "unclear"),
        (25, 19, "0.4514", "unclear"),
        (3, 12, "0.0352", "more"),
    ],
)
def test_what_two_counts_tell(before: int, after: int, probability: str, code: str) -> None:
    assert effect(before, after) == Effect(before, after, Decimal(probability), code)


def test_the_edges_are_counted_and_the_day_itself_is_not() -> None:
    days = ("2020-01-01", "2020-01-02", "2020-03-31", "2020-04-01", "2020-04-02", "2020-06-30")
    rows = [*map(row, days), row("2020-07-01"), row("2020-05-05", counted=False)]
    found = compared(rows, "2020-04-01", 90)
    assert (found.before, found.after) == (2, 2)

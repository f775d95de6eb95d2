"""What the counts of a period read of a case is everything that they depend on."""

from __future__ import annotations

import re

import pytest

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.days.eras import WITHIN, Around
from ledgerctl.domain.register.period_tallies import STORY
from ledgerctl.domain.register.register import BLANK_ROW, Row, row_of
from ledgerctl.domain.register.tallies import counted_part
from ledgerctl.storage import periods
from ledgerctl.storage.statements import load_schema

YEAR = Around("2020-01-01", "2020-12-31")
FACTS = {"received_at": "2019-03-04", "due_on": "2019-03-19", "channel": "hotline"}
OPEN = row_of(Complaint("2019-0001", FACTS), batch="", recorded_at="", received_seq=1)._replace(
    spells="2019-03-04/", counted=1
)
CLOSED = OPEN._replace(
    spells="2019-03-04/2019-03-07/resolved",
    closed=1,
    status="closed",
    ending="resolved",
    closed_on="2019-03-07",
    resolved_at="2019-03-07",
    first_receiver="DQ-1",
    resolved_by="DQ-1",
    handler="DQ-1",
    timeliness="on_time",
    days=3,
)
RICH = CLOSED._replace(
    satisfaction="5",
    called_back_at="2019-03-09",
    extended_on="2019-03-06",
    responsibility="at_fault",
    judged_at="2019-03-08",
    contacted_at="2019-03-05",
    contact_timeliness="on_time",
    recorded_on="2019-03-04",
    intake_class="internal",
    skip_level=1,
    complained="DQ-2",
)
#: Known by other ways: who it is, what it cost, the persons of the period, which month of it.
BESIDE = {"person", "person_first", "person_again", "compensation", "month"}
#: What brings a case into a period beside the latest of its days: the first two sources of its rows.
BY_RECEIPT = {"received_on", "received_at", "first_received_on"}
#: Whether it was open when something happened is told by the spells, of which the closing is the last.
STORIES = {"contact_timeliness", "recorded_on"}


def other(value: str | int | None) -> list[str | int]:
    return [0, 1] if not isinstance(value, str) else ["2020-05-06", "yes", "2020-0009", "DQ-9"]


@pytest.mark.parametrize("base", [OPEN, CLOSED, RICH], ids=["open", "closed", "rich"])
@pytest.mark.parametrize("name", sorted(set(Row._fields) - set(STORY) - BESIDE))
def test_a_column_that_is_not_read_changes_no_count(name: str, base: Row) -> None:
    for value in other(BLANK_ROW[Row._fields.index(name)]):
        changed = base._replace(**{name: value})
        assert counted_part(changed, YEAR) == counted_part(base, YEAR)


LATEST = set(re.findall(r"[a-z_]+", periods._LATEST)) - {"max"}  # noqa: SLF001 - the terms of the index
DAYS = [
    name
    for name in STORY
    if name.endswith(("_on", "_at")) and name not in LATEST | BY_RECEIPT | STORIES
]


@pytest.mark.parametrize("name", DAYS)
def test_a_day_that_no_source_asks_for_says_nothing_of_the_period(name: str) -> None:
    part = counted_part(RICH._replace(**{name: "2020-05-06"}), YEAR)
    assert WITHIN not in {part.closed_in, part.decided_in, part.resolved_in, part.called_in}
    assert [mark for mark in part.marks if mark[0] == WITHIN] == []


@pytest.mark.parametrize("name", sorted(LATEST))
def test_the_index_knows_every_day_that_a_source_asks_for(name: str) -> None:
    (terms,) = re.findall(r"INDEX cases_lasting .*?;", load_schema(), re.DOTALL)
    assert re.search(rf"\b{name}\b", terms)

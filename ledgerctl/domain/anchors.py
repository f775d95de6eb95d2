"""Anchors 统计锚点: in which years a case counts, and as what; the day decides, not the case's year.

A case is received in one year, may be closed in the next and fall due in a third. Each such moment
is an anchor: a year, a name, and a bin (a month, a number of days, the ordinal of a day, or 0).
Summed up they answer every question of the yearly report without looking at a case.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.ladder import FIRST_RECEIVER
from ledgerctl.domain.register import spells_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.domain.register import Row

#: (year, name, bin) of something that is counted; the year 0 is no year's own.
Anchor = tuple[int, str, int]

#: Received in the year, by month.
RECEIVED = "received"
#: Closed cases taken up again in the year.
REOPENED = "reopened"
#: Closings in the year; a case may have several. Apart from these: those that ended without being
#: handled. Each spell keeps its own ending, so that a case taken up again leaves earlier years alone.
CLOSINGS, WITHDRAWN, DECLINED = "closings", "withdrawn", "declined"
#: Received in the year, and withdrawn before a decision.
RECEIVED_WITHDRAWN = "received_withdrawn"
#: Cases with a closing in the year.
CLOSED_ONCE = "closed_once"
#: ... that were open when the year began, or came in it.
CLOSED_OF_STOCK = "closed_of_stock"
#: Cases with a closing in the year, by the days until they were first reopened after it.
REOPENED_AFTER = "reopened_after"
#: Spells that were open when the year ended and have ended since, by their age then in days.
CARRIED = "carried"
#: Open spells by the day on which they began (year 0).
OPEN_SINCE = "open_since"
#: Cases that stand closed, by the day of closing.
CLOSED_ON = "closed_on"
#: ... settled by the first receiver, without hand-over, reopening or repeat.
SETTLED_FIRST = "settled_first"
#: ... of which the first receiver or who closed it is unknown.
FIRST_UNKNOWN = "first_unknown"
#: Answered in the year, by the days that the answer took.
DAYS = "days"
#: First contacted in the year, by the tenths of an hour since receipt where both have minutes.
CONTACTED = "contacted"
#: Due or answered in the year; met in time; closed without a date, so that nobody knows.
DUE, DUE_MET, DUE_UNKNOWN = "due", "due_met", "due_unknown"
#: Open cases by due day, under the year of receipt and under the year in which they fall due.
OPEN_DUE, AWAITED = "open_due", "awaited"
#: Typed in by hand; of these more than a day after receipt; with a later step entered that late.
TYPED, LATE, BACKDATED = "typed", "late_registration", "backdated"
#: The day of receipt was corrected to one in this year, or away from one in it.
MOVED_HERE, MOVED_AWAY = "moved_here", "moved_away"


#: Seconds in a tenth of an hour.
_TENTH = 360


class _Story(NamedTuple):
    """What the anchors of a case follow from; cases of equal stories share them."""

    spells: str
    ending: str
    closed: int
    answered: str
    due_on: str
    days: int | None
    on_time: bool
    first: str
    first_received_on: str
    registered: str
    backdated: int
    contacted_year: int
    contacted_after: int


def marks_of(row: Row) -> tuple[Anchor, ...]:
    """Return the anchors of a register row that follow from days and persons; none if not counted."""
    if not row.counted:
        return ()
    after = tenths_until_contact(row) if row.contacted_at else None
    story = _Story(
        row.spells,
        row.ending,
        row.closed,
        (row.notified_at or row.resolved_at)[:10],
        row.due_on,
        row.days,
        row.timeliness == "on_time",
        settled_first(row) if row.closed else "",
        row.first_received_on,
        # What came from a file was not typed in; nobody knows when it was first written down.
        "" if row.batch else row.recorded_at[:10],
        row.backdated,
        0 if after is None else year_of(row.contacted_at),
        after or 0,
    )
    return _marks(story)


def tenths_until_contact(row: Row) -> int | None:
    """Return the full tenths of an hour from receipt to the first contact 首次联系时长.

    None without a contact, and where either is known by its day only.
    """
    if min(len(row.received_at), len(row.contacted_at)) <= len("2020-03-04"):
        return None
    passed = datetime.fromisoformat(row.contacted_at) - datetime.fromisoformat(row.received_at)
    return max(int(passed.total_seconds()) // _TENTH, 0)


def settled_first(row: Row) -> str:
    """Return ``SETTLED_FIRST`` when the first receiver settled a closed case alone, "" when not.

    ``FIRST_UNKNOWN`` when nobody recorded who received it first, or who closed it.
    """
    if not (row.first_receiver and row.resolved_by):
        return FIRST_UNKNOWN
    alone = row.first_receiver == row.resolved_by == row.handler and row.level == FIRST_RECEIVER
    return SETTLED_FIRST if alone and not row.reopenings and not row.repeated else ""


@lru_cache(maxsize=65_536)
def _marks(story: _Story) -> tuple[Anchor, ...]:
    spells = spells_of(story.spells)
    if not spells:
        return ()
    days = [(opened, closed) for opened, closed, _ in spells]
    found = [*_flow(spells), *_closings(days), *_clock(story, days)]
    received_on = days[0][0]
    if story.ending == WITHDRAWN:
        found.append((year_of(received_on), RECEIVED_WITHDRAWN, 0))
    if story.contacted_year:
        found.append((story.contacted_year, CONTACTED, story.contacted_after))
    if story.first_received_on:
        found.append((year_of(received_on), MOVED_HERE, 0))
        if year_of(story.first_received_on) != year_of(received_on):
            found.append((year_of(story.first_received_on), MOVED_AWAY, 0))
    if story.registered:
        found.append((year_of(received_on), TYPED, 0))
        if is_late(received_on, story.registered):
            found.append((year_of(received_on), LATE, 0))
    if story.backdated:
        found.append((year_of(received_on), BACKDATED, 0))
    return tuple(found)


def _flow(spells: list[tuple[str, str, str]]) -> Iterator[Anchor]:
    for position, (opened, closed, ending) in enumerate(spells):
        begun = year_of(opened)
        if position:
            yield begun, REOPENED, 0
        else:
            yield begun, RECEIVED, int(opened[5:7])
        if closed:
            yield year_of(closed), ending or CLOSINGS, 0
            for year in range(begun, year_of(closed)):
                yield year, CARRIED, last_day(year) - ordinal(opened)
        else:
            yield 0, OPEN_SINCE, ordinal(opened)


def _closings(spells: list[tuple[str, str]]) -> Iterator[Anchor]:
    for year in sorted({year_of(closed) for _, closed in spells if closed}):
        yield year, CLOSED_ONCE, 0
        first = year_of(spells[0][0])
        if first == year or any(was_open(spell, year) for spell in spells):
            yield year, CLOSED_OF_STOCK, 0
        gaps = [
            ordinal(again) - ordinal(closed)
            for (_, closed), (again, _) in pairwise(spells)
            if closed and year_of(closed) == year
        ]
        if gaps:
            yield year, REOPENED_AFTER, min(gaps)


def was_open(spell: tuple[str, str], year: int) -> bool:
    """Return whether a spell lasted over the beginning of a year."""
    opened, closed = spell
    return year_of(opened) < year and (not closed or year_of(closed) >= year)


def _clock(story: _Story, spells: list[tuple[str, str]]) -> Iterator[Anchor]:
    closed_on = spells[-1][1]
    if story.closed and closed_on:
        yield year_of(closed_on), CLOSED_ON, ordinal(closed_on)
        if story.first:
            yield year_of(closed_on), story.first, ordinal(closed_on)
    answered = story.answered if story.days is not None else ""
    if answered and story.days is not None:
        yield year_of(answered), DAYS, story.days
    if not story.due_on:
        return
    for year in sorted({year_of(day) for day in (story.due_on, answered) if day}):
        yield year, DUE, 0
        if story.on_time:
            yield year, DUE_MET, 0
        elif story.closed and not answered:
            yield year, DUE_UNKNOWN, 0
    if not story.closed:
        yield year_of(spells[0][0]), OPEN_DUE, ordinal(story.due_on)
        yield year_of(story.due_on), AWAITED, ordinal(story.due_on)


def is_late(happened_on: str, recorded_on: str) -> bool:
    """Return whether something was recorded more than a day after the day it names (both ISO).

    The day of recording is that of UTC.
    """
    return ordinal(recorded_on) - ordinal(happened_on) > 1


def year_of(day: str) -> int:
    """Return the year of an ISO day."""
    return int(day[:4])


@lru_cache(maxsize=4096)
def ordinal(day: str) -> int:
    """Return the ordinal of an ISO day, for reckoning."""
    return date.fromisoformat(day).toordinal()


def last_day(year: int) -> int:
    """Return the ordinal of the last day of a year."""
    return date(year, 12, 31).toordinal()

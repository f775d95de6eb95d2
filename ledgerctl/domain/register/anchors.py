"""Anchors 统计锚点: in which years a case counts, and as what; the day decides, not the case's year.

A case is received in one year, may be closed in the next and fall due in a third. Each such moment
is an anchor: a year, a name, and a bin (a month, a number of days, the ordinal of a day, or 0).
Summed up they answer every question of the yearly report without looking at a case. A report of another
period counts by other ``Eras`` in the place of years.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.codes.ladder import FIRST_RECEIVER
from ledgerctl.domain.days.eras import YEARS, ordinal
from ledgerctl.domain.register.register import spells_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.domain.days.eras import Eras
    from ledgerctl.domain.register.register import Row

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
#: Cases that stand resolved 办结, neither withdrawn nor declined, by the day of closing.
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
#: Open cases without an answer by due day, under the year of receipt and under the year in which they fall due.
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
    contacted_on: str
    contacted_after: int


def marks_of(row: Row, eras: Eras = YEARS) -> tuple[Anchor, ...]:
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
        settled_first(row) if is_resolved(row) else "",
        row.first_received_on,
        row.recorded_on,
        row.backdated,
        "" if after is None else row.contacted_at[:10],
        after or 0,
    )
    return _marks(story, eras)


def tenths_until_contact(row: Row) -> int | None:
    """Return the full tenths of an hour from receipt to the first contact 首次联系时长.

    None without a contact, and where either is known by its day only.
    """
    if min(len(row.received_at), len(row.contacted_at)) <= len("2020-03-04"):
        return None
    passed = datetime.fromisoformat(row.contacted_at) - datetime.fromisoformat(row.received_at)
    return max(int(passed.total_seconds()) // _TENTH, 0)


def settled_first(row: Row) -> str:
    """Return ``SETTLED_FIRST`` when the first receiver settled a resolved case alone, "" when not.

    ``FIRST_UNKNOWN`` when nobody recorded who received it first, or who closed it.
    """
    if not (row.first_receiver and row.resolved_by):
        return FIRST_UNKNOWN
    alone = row.first_receiver == row.resolved_by == row.handler and row.level == FIRST_RECEIVER
    again = row.not_at_once or row.reopenings or row.repeated
    return SETTLED_FIRST if alone and not again else ""


def is_resolved(row: Row) -> bool:
    """Return whether a case stands closed with an outcome 办结: neither withdrawn nor declined."""
    return bool(row.closed) and row.ending not in {WITHDRAWN, DECLINED}


@lru_cache(maxsize=65_536)
def _marks(story: _Story, eras: Eras) -> tuple[Anchor, ...]:
    spells = spells_of(story.spells)
    if not spells:
        return ()
    days = [(opened, closed) for opened, closed, _ in spells]
    found = [*_flow(spells, eras), *_closings(days, eras), *_clock(story, days, eras)]
    received_on = days[0][0]
    received_in = eras.era(received_on)
    if story.ending == WITHDRAWN:
        found.append((received_in, RECEIVED_WITHDRAWN, 0))
    if story.contacted_on:
        found.append((eras.era(story.contacted_on), CONTACTED, story.contacted_after))
    if story.first_received_on:
        found.append((received_in, MOVED_HERE, 0))
        if eras.era(story.first_received_on) != received_in:
            found.append((eras.era(story.first_received_on), MOVED_AWAY, 0))
    if story.registered:
        found.append((received_in, TYPED, 0))
        if is_late(received_on, story.registered):
            found.append((received_in, LATE, 0))
    if story.backdated:
        found.append((received_in, BACKDATED, 0))
    return tuple(found)


def _flow(spells: list[tuple[str, str, str]], eras: Eras) -> Iterator[Anchor]:
    for position, (opened, closed, ending) in enumerate(spells):
        begun = eras.era(opened)
        if position:
            yield begun, REOPENED, 0
        else:
            yield begun, RECEIVED, eras.month(opened)
        if closed:
            over = eras.era(closed)
            yield over, ending or CLOSINGS, 0
            for era in range(begun, over):
                yield era, CARRIED, eras.end(era) - ordinal(opened)
        else:
            yield 0, OPEN_SINCE, ordinal(opened)


def _closings(spells: list[tuple[str, str]], eras: Eras) -> Iterator[Anchor]:
    for era in sorted({eras.era(closed) for _, closed in spells if closed}):
        yield era, CLOSED_ONCE, 0
        first = eras.era(spells[0][0])
        if first == era or any(was_open(spell, era, eras) for spell in spells):
            yield era, CLOSED_OF_STOCK, 0
        gaps = [
            ordinal(again) - ordinal(closed)
            for (_, closed), (again, _) in pairwise(spells)
            if closed and eras.era(closed) == era
        ]
        if gaps:
            yield era, REOPENED_AFTER, min(gaps)


def was_open(spell: tuple[str, str], era: int, eras: Eras = YEARS) -> bool:
    """Return whether a spell lasted over the beginning of an era."""
    opened, closed = spell
    return eras.era(opened) < era and (not closed or eras.era(closed) >= era)


def _clock(story: _Story, spells: list[tuple[str, str]], eras: Eras) -> Iterator[Anchor]:
    closed_on = spells[-1][1]
    if story.closed and closed_on and story.ending not in {WITHDRAWN, DECLINED}:
        yield eras.era(closed_on), CLOSED_ON, ordinal(closed_on)
        if story.first:
            yield eras.era(closed_on), story.first, ordinal(closed_on)
    answered = story.answered if story.days is not None else ""
    if answered and story.days is not None:
        yield eras.era(answered), DAYS, story.days
    if not story.due_on:
        return
    for era in sorted({eras.era(day) for day in (story.due_on, answered) if day}):
        yield era, DUE, 0
        if story.on_time:
            yield era, DUE_MET, 0
        elif story.closed and not answered:
            yield era, DUE_UNKNOWN, 0
    if not story.closed and not answered:
        yield eras.era(spells[0][0]), OPEN_DUE, ordinal(story.due_on)
        yield eras.era(story.due_on), AWAITED, ordinal(story.due_on)


def is_late(happened_on: str, recorded_on: str) -> bool:
    """Return whether something was recorded more than a day after the day it names (both ISO).

    The day of recording is that of UTC.
    """
    return ordinal(recorded_on) - ordinal(happened_on) > 1

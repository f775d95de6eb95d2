"""Counting deadlines 期限计算: from a start to a due day, day by day, so that every step can be told.

The day of the start does not count, the next one is day 1, and a deadline of days or weeks runs to the
end of its last day. Order 2020 No. 3 of the CBIRC (银行业保险业消费投诉处理管理办法) counts from **receipt**
in 日, read as calendar days; a due day on a holiday does not move (no such rule was found in it).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.days import calendars
from ledgerctl.domain.days.calendars import Off, day_off

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.domain.cases.complaint import Spell
    from ledgerctl.domain.days.policies import Policy

_DAY = timedelta(days=1)
_DAYS_A_WEEK = 7
#: Nothing runs longer; a pause without an end would be counted for ever.
_LONGEST = 4000


class Passed(NamedTuple):
    """A day that did not count: ISO day and why (``Off``; the reason ``paused`` for a stopped clock)."""

    day: str
    off: Off


class Counted(NamedTuple):
    """What counting came to.

    ``due`` is an ISO day, or a moment (to the minute) for hours. ``made_up`` are weekend days that counted
    because they are worked 调休. ``provisional`` says that a year's schedule was not published yet.
    """

    due: str
    passed: tuple[Passed, ...] = ()
    made_up: tuple[str, ...] = ()
    provisional: bool = False


def count(
    start: str,
    policy: Policy,
    calendar: str,
    *,
    amount: int | None = None,
    pauses: Sequence[Spell] = (),
) -> Counted:
    """Return the end of a policy's period after ``start``.

    Args:
        start: ISO day or moment from which it is counted; the day itself does not count.
        policy: gives amount, unit and the kind of days.
        calendar: the working calendar with its edition, ``cn.1``.
        amount: another amount in the policy's unit, such as an extension's.
        pauses: stretches in which the clock stood still, first day in, last day out.
    """
    number = policy.amount if amount is None else amount
    if policy.unit == "hour":
        moment = datetime.fromisoformat(start) + timedelta(hours=number)
        return Counted(moment.isoformat(timespec="minutes"))
    days = number * (_DAYS_A_WEEK if policy.unit == "week" else 1)
    first = date.fromisoformat(start[:10])
    if policy.day_type == "calendar" and not pauses:
        return Counted((first + timedelta(days=days)).isoformat())
    return run(first + _DAY, days, policy.day_type, calendar, pauses)


def run(
    first: date, days: int, day_type: str, calendar: str, pauses: Sequence[Spell] = ()
) -> Counted:
    """Return the ``days``-th day that counts from ``first`` (itself included) on."""
    passed: list[Passed] = []
    made_up: list[str] = []
    day = first
    last = first - _DAY
    left = days
    while left > 0 and (day - first).days < _LONGEST:
        off = _off(day, day_type, calendar, pauses)
        if off is None:
            left -= 1
            last = day
            if day_type == "working" and calendars.made_up(calendar, day):
                made_up.append(day.isoformat())
        else:
            passed.append(Passed(day.isoformat(), off))
        day += _DAY
    provisional = day_type == "working" and not calendars.official(calendar, first, last)
    return Counted(last.isoformat(), tuple(passed), tuple(made_up), provisional)


def _off(day: date, day_type: str, calendar: str, pauses: Sequence[Spell]) -> Off | None:
    text = day.isoformat()
    if any(each.opened <= text and (each.closed is None or text < each.closed) for each in pauses):
        return Off("paused")
    return day_off(calendar, day) if day_type == "working" else None


def moved(due: str, policy: Policy, calendar: str, pause: Spell) -> Counted:
    """Return where a pause moves a due day: what was left at its start is left at its end.

    The first day of the pause does not count, the day of its end does. A clock that had run out before
    does not come back.
    """
    begun, end = pause.opened, pause.closed
    if end is None or begun > due[:10] or end <= begun:
        return Counted(due)
    first, last = date.fromisoformat(begun), date.fromisoformat(due[:10])
    if policy.unit == "hour":
        shift = date.fromisoformat(end) - first
        moment = datetime.fromisoformat(due) + shift
        return Counted(moment.isoformat(timespec="minutes"))
    if policy.day_type == "calendar":
        left = (last - first).days + 1
    else:
        span = ((first + timedelta(days=place)) for place in range((last - first).days + 1))
        left = sum(1 for day in span if day_off(calendar, day) is None)
    return run(date.fromisoformat(end), left, policy.day_type, calendar)


def met(done: str, due: str) -> bool:
    """Whether something done at a moment or on a day is in time for ``due``; a day lasts to its end."""
    return done[: len(due)] <= due

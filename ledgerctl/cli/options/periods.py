"""Periods as people say them: the last 30 days, 8 weeks, 3 months, 1 year; calendar arithmetic by dateutil."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ledgerctl.errors.usage import BadLength, ContradictoryOptions, NoSuchPeriod

_PATTERN = re.compile(r"([1-9][0-9]{0,3}) *([dwmy天日周月年])")
_NAMED = re.compile(r"([0-9]{4})(?:-?(H|Q|)([0-9]{1,2}))?")
_MONTHS = 12
_UNITS = {
    **dict.fromkeys("d天日", "days"),
    **dict.fromkeys("w周", "weeks"),
    **dict.fromkeys("m月", "months"),
    **dict.fromkeys("y年", "years"),
}


def last_period(text: str, today: date) -> tuple[str, str]:
    """Return the first and last ISO day of the period of that length that ends today.

    The last month of 31 March begins on 1 March: one month back is 29 February or 28 (the day that
    exists), and the period starts on the day after.

    Raises:
        BadLength: not a number with d, w, m or y (天, 周, 月, 年).
    """
    from dateutil.relativedelta import relativedelta

    found = _PATTERN.fullmatch(text.strip().casefold())
    if found is None:
        raise BadLength(value=text)
    try:
        start = today - relativedelta(**{_UNITS[found[2]]: int(found[1])})  # type: ignore[arg-type]  # one keyword of four
    except (ValueError, OverflowError):
        raise BadLength(value=text) from None
    return (start + timedelta(days=1)).isoformat(), today.isoformat()


def named_period(text: str) -> tuple[str, str]:
    """Return the first and last ISO day of ``2024``, ``2024-H2``, ``2024-Q3`` or ``2024-07``.

    Raises:
        NoSuchPeriod: it names no year, half-year, quarter or month.
    """
    found = _NAMED.fullmatch(text.strip().upper())
    if found is None:
        raise NoSuchPeriod(value=text)
    year, kind, number = int(found[1]), found[2], int(found[3] or 1)
    months = {None: 12, "H": 6, "Q": 3, "": 1}[kind]
    start = (number - 1) * months + 1
    if not (year and 1 <= start <= _MONTHS and number >= 1):
        raise NoSuchPeriod(value=text)
    end = start + months - 1
    last = date(year, end, monthrange(year, end)[1])
    return date(year, start, 1).isoformat(), last.isoformat()


def bounds(first: str, last: str, length: str, today: date) -> tuple[str, str]:
    """Return the days that ``--from``, ``--to`` and ``--last`` mean; a length excludes the others.

    Raises:
        ContradictoryOptions: a length together with a day.
        BadLength: the length cannot be read.
    """
    if not length:
        return first, last
    if first or last:
        raise ContradictoryOptions(first="--last", second="--from" if first else "--to")
    return last_period(length, today)

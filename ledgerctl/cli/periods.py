"""Periods as people say them: the last 30 days, 8 weeks, 3 months, 1 year; calendar arithmetic by dateutil."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ledgerctl.errors import BadPeriod, ContradictoryOptions

_PATTERN = re.compile(r"([1-9][0-9]{0,3}) *([dwmy天日周月年])")
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
        BadPeriod: not a number with d, w, m or y (天, 周, 月, 年).
    """
    from dateutil.relativedelta import relativedelta

    found = _PATTERN.fullmatch(text.strip().casefold())
    if found is None:
        raise BadPeriod(value=text)
    try:
        start = today - relativedelta(**{_UNITS[found[2]]: int(found[1])})  # type: ignore[arg-type]  # one keyword of four
    except (ValueError, OverflowError):
        raise BadPeriod(value=text) from None
    return (start + timedelta(days=1)).isoformat(), today.isoformat()


def bounds(first: str, last: str, length: str, today: date) -> tuple[str, str]:
    """Return the days that ``--from``, ``--to`` and ``--last`` mean; a length excludes the others.

    Raises:
        ContradictoryOptions: a length together with a day.
        BadPeriod: the length cannot be read.
    """
    if not length:
        return first, last
    if first or last:
        raise ContradictoryOptions(first="--last", second="--from" if first else "--to")
    return last_period(length, today)

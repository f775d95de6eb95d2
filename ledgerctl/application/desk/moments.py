"""Years, moments and the branch's own day, as commands ask for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.domain.text.reading import read_moment
from ledgerctl.errors.house import FutureDate
from ledgerctl.errors.usage import BadPeriod

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk, Moment

_FIRST_YEAR, _LAST_YEAR = 1900, 9999


def read_year(text: str) -> int:
    """Return a year typed as text.

    Raises:
        BadPeriod: it is not a year from 1900 to 9999.
    """
    plain = text.strip()
    digits = plain.isascii() and plain.isdigit() and len(plain) == len(str(_LAST_YEAR))
    if not digits or int(plain) < _FIRST_YEAR:
        raise BadPeriod(value=text)
    return int(plain)


def past_moment(at: str, moment: Moment, field: str = "at") -> str:
    """Return the moment given, or nothing: the envelope has the time of recording anyway.

    Raises:
        FutureDate: it is still to come; BadDate. Both name the ``field``.
    """
    if not at.strip():
        return ""
    when = read_moment(field, at, moment.today)
    if when > moment.local[: len(when)]:
        raise FutureDate(field=field, value=when, today=moment.local[:10])
    return when


def today(desk: Desk) -> str:
    """Return the branch's own day, ISO."""
    return branch_now(desk, desk.store.ledger().settings).local[:10]

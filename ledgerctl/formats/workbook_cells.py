"""What a cell of a spreadsheet says as text, and which row of a sheet holds the headings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Value: TypeAlias = "str | float | bool | date | time | timedelta"

#: From here on a spreadsheet no longer keeps every digit of a whole number (15 are kept).
ROUNDED_FROM: Final = 10**15
_DIGITS: Final = 15
#: Rows in which the headings are looked for.
LOOKED_AT: Final = 20

_HALF_A_SECOND = timedelta(milliseconds=500)


def text_of(value: Value) -> str:
    """Return a cell as text: whole numbers without ``.0``, days and moments in ISO form.

    A number has the 15 digits that a spreadsheet shows at most: where a formula leaves 110.00000000000001,
    a person sees 110. A moment is rounded to the second: spreadsheets keep it as a fraction of a day, which
    hardly ever is exact.
    """
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
    elif isinstance(value, int | float):
        text = _number(value)
    elif isinstance(value, datetime):
        text = _second(value).isoformat()
    elif isinstance(value, timedelta):
        text = _duration(value)
    elif isinstance(value, time):
        text = _second(datetime.combine(date.min, value)).time().isoformat()
    else:
        text = value.isoformat()
    return text


def _number(value: float) -> str:
    shown = repr(value).removesuffix(".0")
    if len(shown) > _DIGITS:
        shown = f"{value:.{_DIGITS}g}"
    if "e" not in shown:
        return shown
    from decimal import Decimal

    return format(Decimal(shown), "f")


def _second(moment: datetime) -> datetime:
    try:
        return (moment + _HALF_A_SECOND).replace(microsecond=0)
    except OverflowError:
        return moment.replace(microsecond=0)


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign = "-" if seconds < 0 else ""
    minutes, second = divmod(abs(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{sign}{hours}:{minute:02}:{second:02}"


def loses_digits(value: Value) -> bool:
    """Whether a number is so large that the spreadsheet has rounded it, as it does to card numbers."""
    return isinstance(value, float) and value.is_integer() and abs(value) >= ROUNDED_FROM


def heading_row(
    rows: Sequence[Sequence[Value]], titles: Collection[int] = frozenset()
) -> int | None:
    """Return the index of the row of headings among the first rows of a sheet, None if all are blank.

    It is the first row that fills at least half as many cells as the fullest one: titles and lines
    such as 填报单位 above a table fill few. Where that row holds anything but text it is no heading,
    and the first row that is not blank is taken.

    Args:
        rows: the first rows.
        titles: the indexes of rows in which a merged cell spans several columns; one that says
            nothing else is a title, unless there is nothing else.
    """
    filled = [sum(not _is_blank(value) for value in row) for row in rows]
    below = [0 if index in titles and count == 1 else count for index, count in enumerate(filled)]
    if any(below):
        filled = below
    fullest = max(filled, default=0)
    if not fullest:
        return None
    first = next(index for index, count in enumerate(filled) if count)
    found = next(index for index, count in enumerate(filled) if 2 * count >= fullest)
    is_text = all(isinstance(value, str) for value in rows[found])
    return found if is_text else first


def _is_blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


def reference(row: int, column: int) -> str:
    """Return how a spreadsheet names a cell, such as ``C5``; both count from 0."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"

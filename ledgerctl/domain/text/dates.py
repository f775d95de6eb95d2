"""Dates: a closed list of accepted forms, and nothing is guessed.

No `strptime`: it costs start-up time and accepts more than it says.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

ACCEPTED_FORMS: Final[tuple[str, ...]] = (
    "2020-03-04",
    "2020/3/4",
    "2020-3-4",
    "2020.3.4",
    "20200304",
    "2020年3月4日",
    "today",
    "yesterday",
    "今天",
    "昨天",
    "前天",
    "tomorrow",
    "明天",
    "后天",
    "2020-03-04 09:30",
    "2020-03-04T09:30",
    "2020年3月4日9时30分",
    "2020年3月4日9点30分",
)
"""One example of each form that `parse_moment` takes, for the message that refuses another."""

_TO_COME: Final = frozenset({"tomorrow", "明天", "后天"})

PAST_FORMS: Final = tuple(form for form in ACCEPTED_FORMS if form not in _TO_COME)
"""Those of them that may mean a day in the past."""

_DAYS_AGO: Final[Mapping[str, int]] = {
    "today": 0,
    "今天": 0,
    "yesterday": 1,
    "昨天": 1,
    "前天": 2,
    "tomorrow": -1,
    "明天": -1,
    "后天": -2,
}
# Digits are written [0-9]: \d would take the digits of every script, beyond what NFKC folds
_DAY: Final = (
    r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}|[0-9]{4}\.[0-9]{1,2}\.[0-9]{1,2}"
    rf"|[0-9]{{8}}|[0-9]{{4}}年[0-9]{{1,2}}月[0-9]{{1,2}}日|(?i:{'|'.join(_DAYS_AGO)})"
)
_TIME: Final = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|[0-9]{1,2}[时点][0-9]{1,2}分"
_MOMENT: Final = rf"(?P<day>{_DAY})(?:(?: +|T|(?<=日))(?P<time>{_TIME}))?"
_NAMED_FORMS: Final[Mapping[str, str]] = {
    "mdy": r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})",
    "mdy2": r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4}|[0-9]{2})",
    "mdy-12h": (
        r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})"
        r" (?P<hour>0?[1-9]|1[0-2]):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2}) (?P<half>[AaPp])[Mm]"
    ),
    # One digit only after a mark: 2020-3-4 is a day, 202034 is none
    "ymd": (
        r"(?P<year>[0-9]{4})(?P<mark>[-/.]?)(?P<month>[0-9]{2}|(?<=[-/.])[0-9])"
        r"(?P=mark)(?P<day>[0-9]{2}|(?<=[-/.])[0-9])"
    ),
    "iso-timestamp": (
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
        r"T(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})(?:\.[0-9]+)?"
        r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
    ),
}
_LONGEST: Final = 64
_PIVOT: Final = 69


#: Spreadsheets count days from here (ECMA-376 part 1, 18.17.4.1); those of 2000 to 2099 have five digits.
_DAY_NOUGHT: Final = date(1899, 12, 30)
_FIRST_NUMBER, _LAST_NUMBER = 36_526, 73_050


class DateError(ValueError):
    """A text that is no accepted date; it does not repeat the text, which may be anything.

    Attributes:
        reason: "form" when the form is unknown, "range" when it is known but the day or the time
            does not exist (2020-02-30, 25:61).
    """

    def __init__(self, reason: Literal["form", "range"]) -> None:
        sentence = "not an accepted form of a date" if reason == "form" else "no such day or time"
        super().__init__(sentence)
        self.reason: Final = reason


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the minute when it is known, in the time zone of the branch (受理时间).

    Attributes:
        day: The calendar day.
        minute: "HH:MM", or None when only the day is known.
    """

    day: date
    minute: str | None = None

    @property
    def text(self) -> str:
        """The stored form: "2020-03-04" or "2020-03-04T09:30"."""
        day = self.day.isoformat()
        return day if self.minute is None else f"{day}T{self.minute}"


def _fold(text: str) -> str:
    """Full-width digits and punctuation as ASCII, no white space around."""
    text = text.strip()
    # No form is this long: a cell of a megabyte is not worth folding
    if len(text) > _LONGEST:
        raise DateError(reason="form")
    return unicodedata.normalize("NFKC", text).strip()


def _date(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise DateError(reason="range") from None


def _numbers(text: str) -> list[str]:
    return re.findall("[0-9]+", text)


def _read_day(text: str, today: date) -> date:
    """Read what `_DAY` has matched."""
    ago = _DAYS_AGO.get(text.casefold())
    if ago is not None:
        return today - timedelta(days=ago)
    if text.isdecimal():
        return _date(text[:4], text[4:6], text[6:])
    return _date(*_numbers(text))


def _minute(hour: str, minute: str, second: str = "0") -> str:
    """Check a time of the day and return its "HH:MM"."""
    if int(hour) > 23 or int(minute) > 59 or int(second) > 59:  # noqa: PLR2004 - the clock's own
        raise DateError(reason="range")
    return f"{int(hour):02}:{int(minute):02}"


def parse_moment(text: str, *, today: date) -> Moment:
    """Read a day with an optional time of the day; see `ACCEPTED_FORMS`.

    The time follows a space, a T, or 日 at once; seconds must exist and are dropped. A time with
    a zone or a fraction is refused: whoever has one knows the zone of the branch and converts.

    Args:
        text: What was typed; full-width digits and punctuation count as ASCII.
        today: The branch's day, for today, yesterday, tomorrow, 今天, 昨天, 前天, 明天, 后天.

    Raises:
        DateError: No accepted form ("form"), or no such day or time ("range").
    """
    found = re.fullmatch(_MOMENT, _fold(text))
    if found is None:
        raise DateError(reason="form")
    day = _read_day(found["day"], today)
    return Moment(day, _minute(*_numbers(found["time"])) if found["time"] else None)


def spreadsheet_day(text: str) -> date | None:
    """Return the day of this century that a number such as 43894 is in a spreadsheet, None for any other text."""
    if not re.fullmatch("[0-9]{5}", text):
        return None
    number = int(text)
    is_near = _FIRST_NUMBER <= number <= _LAST_NUMBER
    return _DAY_NOUGHT + timedelta(days=number) if is_near else None


def parse_with(text: str, form: str) -> date:
    """Read a day in the one form that a mapping profile names; otherwise like `moment_with`."""
    return moment_with(text, form).day


def moment_with(text: str, form: str) -> Moment:
    """Read a day, and the minute where the form has one, in the one form that a mapping profile names.

    Args:
        text: The cell; full-width digits and punctuation count as ASCII.
        form: "mdy" (3/4/2020 is 4 March), "mdy2" (a year of two digits too: 00-68 are 20xx and
            69-99 are 19xx, as POSIX `strptime` reads %y), "mdy-12h" (07/27/2015 11:07:06 PM; midnight
            to the second stands for a day without a time), "ymd" (2020-3-4, 2020/03/04, 2020.3.4,
            20200304) or "iso-timestamp" (the date as written, whatever its zone).

    Raises:
        DateError: The text is not in that form ("form"), or no such day or time ("range").
        ValueError: There is no form of that name.
    """
    pattern = _NAMED_FORMS.get(form)
    if pattern is None:
        message = f"no date form is named {form!r}"
        raise ValueError(message)
    found = re.fullmatch(pattern, _fold(text))
    if found is None:
        raise DateError(reason="form")
    parts = found.groupdict()
    minute = None
    if "half" in parts:
        hour = int(parts["hour"]) % 12 + 12 * (parts["half"] in "Pp")
        minute = _minute(str(hour), parts["minute"], parts["second"])
        if (hour, parts["minute"], parts["second"]) == (0, "00", "00"):
            minute = None
    elif "hour" in parts:
        _minute(parts["hour"], parts["minute"], parts["second"])
    year = parts["year"]
    if len(year) == 2:  # noqa: PLR2004 - the form mdy2
        year = ("20" if int(year) < _PIVOT else "19") + year
    return Moment(_date(year, parts["month"], parts["day"]), minute)


def local_time(utc: str, timezone: str) -> str:
    """Return a stored moment in UTC as ``YYYY-MM-DDTHH:MM`` at an offset such as ``+08:00``."""
    sign = -1 if timezone.startswith("-") else 1
    shift = sign * timedelta(hours=int(timezone[1:3]), minutes=int(timezone[4:6]))
    return (datetime.fromisoformat(utc) + shift).strftime("%Y-%m-%dT%H:%M")

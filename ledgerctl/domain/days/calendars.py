"""Working calendars 工作日历: which days a branch works, by edition, so that a counted day stays as it was.

A calendar is named with its edition, ``cn.1``. A later edition (the State Council published a schedule, a
day was moved) adds rows; a case that was counted by an earlier one is explained by that one for ever.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from ledgerctl.domain.days.calendar_data import ROWS

_SATURDAY = 5
_DAY = timedelta(days=1)


class Off(NamedTuple):
    """Why a day is not worked: ``weekend``, ``holiday`` (with its English name), ``exchanged``.

    An exchanged day 调休 is off because the weekend day ``worked`` (ISO) is worked instead.
    """

    reason: str
    name: str = ""
    worked: str = ""


class Year(NamedTuple):
    """One year of a calendar: the days off by ISO day, the weekend days worked, official or not."""

    official: bool
    off: dict[str, Off]
    worked: frozenset[str]


class Edition(NamedTuple):
    """One year as an edition of its calendar knew it; ``official`` when its days had been published."""

    number: int
    official: bool
    days: str


@lru_cache(maxsize=1)
def _editions() -> dict[tuple[str, int], list[Edition]]:
    found: dict[tuple[str, int], list[Edition]] = {}
    for row in ROWS:
        key, year, number, state, days = row.split(" ", 4)
        edition = Edition(int(number), state == "official", days)
        found.setdefault((key, int(year)), []).append(edition)
    return found


@lru_cache(maxsize=16)
def newest(key: str) -> str:
    """Return the calendar ``key`` with its newest edition: ``cn`` → ``cn.1``."""
    own = (editions for (name, _year), editions in _editions().items() if name == key)
    return f"{key}.{max((each.number for editions in own for each in editions), default=1)}"


def names() -> list[str]:
    """Return the names of the calendars there are."""
    return list(dict.fromkeys(key for key, _year in _editions()))


@lru_cache(maxsize=256)
def year_of(calendar: str, number: int) -> Year:
    """Return one year of a calendar as its edition knew it.

    A year outside the tables has only its weekends and is not official.
    """
    key, _, edition = calendar.partition(".")
    last = int(edition) if edition.isascii() and edition.isdigit() else 1
    found = [each for each in _editions().get((key, number), ()) if each.number <= last]
    return _read(found[-1] if found else Edition(0, official=False, days=""), number)


def _read(row: Edition, number: int) -> Year:
    off: dict[str, Off] = {}
    worked = set()
    for word in row.days.split("; ") if row.days else ():
        if word.startswith("+"):
            worked.add(_iso(number, word[1:]))
        elif "<" in word:
            day, _, instead = word.partition("<")
            off[_iso(number, day)] = Off("exchanged", worked=_iso(number, instead))
        else:
            day, _, name = word.partition("=")
            off[_iso(number, day)] = Off("holiday", name)
    return Year(row.official, off, frozenset(worked))


def _iso(year: int, day: str) -> str:
    return f"{year:04d}-{day[:2]}-{day[2:]}"


def day_off(calendar: str, day: date) -> Off | None:
    """Return why a day is not worked, None for a working day; a weekend made up for is worked."""
    year = year_of(calendar, day.year)
    text = day.isoformat()
    found = year.off.get(text)
    if found is not None:
        return found
    if day.weekday() >= _SATURDAY and text not in year.worked:
        return Off("weekend")
    return None


def made_up(calendar: str, day: date) -> bool:
    """Whether this is a weekend day that is worked 调休上班."""
    return day.isoformat() in year_of(calendar, day.year).worked


def official(calendar: str, first: date, last: date) -> bool:
    """Whether every year from ``first`` to ``last`` was published when the edition was made."""
    return all(year_of(calendar, year).official for year in range(first.year, last.year + 1))


#: Holiday as the data names it → its Chinese name.
NAMES_ZH = {
    "ANZAC Day": "澳新军团日",
    "Australia Day": "澳大利亚国庆日",
    "Boxing Day": "节礼日",
    "Chinese New Year": "春节",
    "Chinese New Year (Spring Festival)": "春节",
    "Chinese New Year Extended Holiday": "春节延长假期",
    "Chinese New Year's Eve": "农历除夕",
    "Christmas Day": "圣诞节",
    "Columbus Day": "哥伦布日",
    "Coronation of Charles III": "查尔斯三世加冕日",
    "Diwali": "屠妖节",
    "Dragon Boat Festival": "端午节",
    "Easter Monday": "复活节星期一",
    "Eid al-Adha": "哈芝节",
    "Eid al-Fitr": "开斋节",
    "Good Friday": "耶稣受难日",
    "Independence Day": "独立日",
    "Juneteenth National Independence Day": "六月节",
    "Labor Day": "劳动节",
    "Late Summer Bank Holiday": "夏末银行假日",
    "Martin Luther King Jr. Day": "马丁·路德·金纪念日",
    "May Day": "五月节",
    "Memorial Day": "阵亡将士纪念日",
    "Mid-Autumn Festival": "中秋节",
    "National Day": "国庆节",
    "National Day of Mourning for Queen Elizabeth II": "伊丽莎白二世国悼日",
    "New Year's Day": "元旦",
    "Platinum Jubilee of Elizabeth II": "伊丽莎白二世白金禧",
    "Polling Day": "投票日",
    "SG50 Public Holiday": "新加坡建国五十年假日",
    "Spring Bank Holiday": "春季银行假日",
    "State Funeral of Queen Elizabeth II": "伊丽莎白二世国葬日",
    "Thanksgiving Day": "感恩节",
    "Tomb-Sweeping Day": "清明节",
    "Vesak Day": "卫塞节",
    "Veterans Day": "退伍军人节",
    "Washington's Birthday": "华盛顿诞辰",
    "70th Anniversary of the Victory of the Chinese People's War of Resistance against Japanese"
    " Aggression and the World Anti-Fascist War": "抗日战争暨世界反法西斯战争胜利七十周年纪念日",
}


def holiday_name(name: str, language: str) -> str:
    """Return a holiday's name in ``zh`` or ``en``; two on one day are parted by a stroke."""
    if language != "zh":
        return name
    return " / ".join(NAMES_ZH.get(part, part) for part in name.split(" / "))

"""Where the package's calendars come from: the ``holidays`` library, written down year by year.

Run as a script it writes ``ledgerctl/domain/days/calendar_data.py`` anew. A year whose days changed since the
last release gets a further edition by hand: what an earlier edition said stays (docs/adr/0021).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import holidays

if TYPE_CHECKING:
    from collections.abc import Iterator

    from holidays import HolidayBase

DATA = Path(__file__).resolve().parents[1] / "ledgerctl" / "domain" / "days" / "calendar_data.py"
FIRST, LAST = 2015, 2030


class Source(NamedTuple):
    """One calendar: the library's country and part, and the last year whose days are official."""

    country: str
    part: str | None
    official_to: int


SOURCES = {
    "cn": Source("CN", None, 2026),
    "uk": Source("GB", "ENG", 2026),
    "us": Source("US", None, 2026),
    "au": Source("AU", None, 2026),
    "sg": Source("SG", None, 2026),
}
_EXCHANGED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/\d{4}\)")
_SUFFIX = re.compile(r" \((?:observed|estimated|observed, estimated)\)")


def words(year: int, source: Source) -> str:
    """Return the days of a year: ``0125=Name``, ``0124<0119`` for a day exchanged, ``+0119`` worked."""
    found = holidays.country_holidays(
        source.country, subdiv=source.part, years=year, language="en_US"
    )
    days = [*_off(found), *(f"+{day:%m%d}" for day in _worked(found, year))]
    return "; ".join(sorted(days, key=lambda each: each.removeprefix("+")))


def _off(found: HolidayBase) -> Iterator[str]:
    for day, name in found.items():
        exchanged = _EXCHANGED.fullmatch(name)
        if exchanged:
            yield f"{day:%m%d}<{exchanged[1]}{exchanged[2]}"
        else:
            yield f"{day:%m%d}={_SUFFIX.sub('', name).replace('; ', ' / ')}"


def _worked(found: HolidayBase, year: int) -> list[object]:
    return sorted(day for day in getattr(found, "weekend_workdays", ()) if day.year == year)


def table() -> dict[str, dict[int, str]]:
    """Return every calendar, year by year."""
    return {
        key: {year: words(year, source) for year in range(FIRST, LAST + 1)}
        for key, source in SOURCES.items()
    }


def rendered() -> str:
    """Return the data module's text."""
    lines = [
        '"""Working calendars 工作日历 as published: written by tests/calendar_source.py, never by hand.',
        "",
        "``0125=Name`` is a holiday, ``0124<0119`` a day off exchanged for a working weekend 调休, ``+0119``",
        "that weekend. An edition once released is never changed; a later one is added behind it.",
        f"Source: the ``holidays`` library {holidays.__version__}, compared again by the tests.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "#: One year of one calendar a row: name, year, edition, official or expected, its days.",
        "ROWS = (",
    ]
    for key, years in table().items():
        for year, days in years.items():
            state = "official" if year <= SOURCES[key].official_to else "expected"
            lines.append(f'    "{key} {year} 1 {state} {days}",')
    return "\n".join([*lines, ")", ""])


if __name__ == "__main__":
    DATA.write_text(rendered(), "utf-8")

"""Counting a period that the kept sums do not cover: the cases that matter to it, found by index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.register.period_tallies import FREE, SEPARATOR, STORY, StoryTallies
from ledgerctl.domain.register.register import FILTERABLE
from ledgerctl.storage.connecting import translated
from ledgerctl.storage.counting import counts_around

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.records import YearCounts
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.storage.reading import SqliteReader

#: Rows counted in one step.
_CHUNK = 20_000
#: The latest day or moment of a case; a moment of a day is not before the day.
_LATEST = (
    "max(closed_on, due_on, resolved_at, notified_at, contacted_at, judged_at, called_back_at,"
    " scored_on)"
)
#: Still open, or with something that happened long after receipt: the terms of the index cases_lasting.
_LASTING = f"(closed = 0 OR {_LATEST} > date(received_on, '+92 days'))"
_GOES_ON = f"(closed = 0 OR {_LATEST} >= :first)"
#: The cases that matter to a period, each once: received in it, or shortly before it and not over when it
#: began; long before and lasting; received at another time and moved by a correction. Of each first what
#: an index answers alone, then what the case itself must be asked.
_SOURCES = (
    (
        "received_on BETWEEN date(:first, '-93 days') AND :last",
        f"(received_on >= :first OR {_GOES_ON} OR first_received_on BETWEEN :first AND :last)",
    ),
    (
        f"received_on < date(:first, '-93 days') AND {_LASTING}",
        f"{_GOES_ON} AND NOT first_received_on BETWEEN :first AND :last",
    ),
    (
        "first_received_on BETWEEN :first AND :last AND first_received_on <> ''",
        "(received_on < date(:first, '-93 days') OR received_on > :last)",
    ),
)
#: The columns of both indexes by which the cases of a part of the branch are found.
_INDEXED = frozenset({"institution", "department"})
_RECEIVED = ("received_on BETWEEN :first AND :last", "counted = 1")
#: The day is enough, and of a case that came from a file not even that is needed: fewer stories.
_SHORT = {
    "repeat_of": "CASE repeat_of WHEN '' THEN '' ELSE '-' END",
    "received_at": "CASE contacted_at WHEN '' THEN '' ELSE received_at END",
}
#: One call writes a story more than twice as fast as a chain of concatenations.
_STORY = "printf('{}', {})".format(
    SEPARATOR.join(["%s"] * len(STORY)), ", ".join([_SHORT.get(name, name) for name in STORY])
)


def period_counts(
    reader: SqliteReader, period: ReportPeriod, today: str, equal: Mapping[str, str]
) -> YearCounts:
    """Return the counts of the cases with some values by column, over any period."""
    tallies = StoryTallies(period)
    columns = f"{_STORY}, number, person, compensation, {', '.join(FREE)}"
    for source in _SOURCES:
        where, values = _filtered(source, period, equal)
        # Every name comes from the code; what a person typed is a parameter.
        statement = f"SELECT {columns} FROM cases WHERE {where}"  # noqa: S608 - fixed parts
        with translated(reader.path):
            cursor = reader.connection.execute(statement, values)
            while rows := cursor.fetchmany(_CHUNK):
                stories, numbers, persons, money, *free = zip(*rows, strict=True)
                tallies.add_columns(stories, (numbers, persons, money), free)
    return counts_around(period, today, tallies)


def received(reader: SqliteReader, period: ReportPeriod, equal: Mapping[str, str]) -> int:
    """Return how many complaints with some values by column were received in a period."""
    where, values = _filtered(_RECEIVED, period, equal)
    statement = f"SELECT COUNT(*) FROM cases WHERE {where}"  # noqa: S608 - fixed parts
    with translated(reader.path):
        return int(reader.connection.execute(statement, values).fetchone()[0])


def _filtered(
    source: tuple[str, str], period: ReportPeriod, equal: Mapping[str, str]
) -> tuple[str, dict[str, str]]:
    """Return the condition of a source, and its values.

    What the index finds lies anywhere in the table. As a list of row numbers it is sorted first, so that no
    page is read twice: of a large ledger that takes half the time.
    """
    found, asked = source
    names = [name for name in FILTERABLE if name in equal]
    values = {name: equal[name] for name in names}
    for name in names:
        if name in _INDEXED:
            found += f" AND {name} = :{name}"
        else:
            asked += f" AND {name} = :{name}"
    where = f"rowid IN (SELECT rowid FROM cases WHERE {found}) AND {asked}"  # noqa: S608 - fixed parts
    return where, {**values, "first": period.first, "last": period.last}

"""The meeting's page 例会议题: what the leaders must talk about after a month or a week."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.desk.hindsight import changed_since, was_overdue
from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.learning import improving, suggesting
from ledgerctl.application.learning.entries import names_of
from ledgerctl.domain.register.register import UNDECIDED, closings, open_on
from ledgerctl.errors.house import FutureDate
from ledgerctl.errors.learning import BadMonth, BadWeek

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.learning.entries import Entry
    from ledgerctl.application.learning.improving import DueMeasure
    from ledgerctl.domain.learning.suggestions import Suggestion
    from ledgerctl.domain.register.register import Row

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_WEEK = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")


class Span(NamedTuple):
    """A month or a week by its name, with its first and last ISO day, both included."""

    name: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Briefing:
    """What the page shows; ``as_of`` is the last day of the period, or today while it runs.

    Cases are complaints only, as they stood at the end of ``as_of``, like ``measures`` and ``unanswered``;
    ``new``, ``repeats`` and ``closed`` are of the period, ``major`` those new or open, ``undecided`` were
    at fault without an accountability decision then. ``names`` are those of the cases behind measures and
    suggestions, to be hidden in their words.
    """

    branch: str
    span: Span
    as_of: str
    new: Sequence[Row]
    closed: int
    open_cases: Sequence[Row]
    overdue: Sequence[Row]
    major: Sequence[Row]
    repeats: Sequence[Row]
    undecided: Sequence[Row]
    measures: Sequence[DueMeasure]
    unanswered: Sequence[Suggestion]
    names: Sequence[str]


def month(text: str) -> Span:
    """Return the month that ``2020-04`` means.

    Raises:
        BadMonth.
    """
    found = _MONTH.fullmatch(text.strip())
    try:
        first = date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        first = None
    if first is None:
        raise BadMonth(value=text)
    # Four days after the 28th lie in the next month, whichever month it is.
    beyond = first.replace(day=28) + timedelta(days=4)
    last = beyond - timedelta(days=beyond.day)
    return Span(f"{first:%Y-%m}", first.isoformat(), last.isoformat())


def week(text: str) -> Span:
    """Return the week that ``2020-W17`` means, Monday to Sunday (ISO 8601).

    Raises:
        BadWeek.
    """
    found = _WEEK.fullmatch(text.strip())
    try:
        first = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        first = None
    if first is None:
        raise BadWeek(value=text)
    year, number, _day = first.isocalendar()
    last = first + timedelta(days=6)
    return Span(f"{year:04d}-W{number:02d}", first.isoformat(), last.isoformat())


def brief(desk: Desk, span: Span) -> Briefing:
    """Return the page of a month or a week that has begun.

    Raises:
        FutureDate: it has not.
    """
    day = today(desk)
    if span.first > day:
        raise FutureDate(field="period", value=span.name, today=day)
    as_of = min(span.last, day)
    before = (date.fromisoformat(span.first) - timedelta(days=1)).isoformat()
    then = changed_since(desk.store, as_of)
    new = _complaints(desk, CaseFilter(received_from=span.first, received_to=as_of), then)
    living = _complaints(desk, CaseFilter(received_to=as_of, not_closed_by=before), then)
    standing = [row for row in living if open_on(row, as_of)]
    measures = improving.measures_due(desk.store, span.last, as_of=as_of)
    unanswered = [
        each
        for each in suggesting.every(desk.store).values()
        if each.made_on <= as_of and not (each.answered_on and each.answered_on <= as_of)
    ]
    issues = improving.every(desk.store)
    behind: list[Entry] = [*unanswered, *(issues[each.number] for each in measures)]
    return Briefing(
        desk.store.ledger().branch,
        span,
        as_of,
        new,
        sum(span.first <= closed <= as_of for row in living for closed in closings(row)),
        standing,
        [row for row in standing if was_overdue(row, as_of)],
        [row for row in _once((*standing, *new)) if row.severity == "major"],
        [row for row in new if row.repeat_of],
        _undecided(desk, as_of, then),
        measures,
        unanswered,
        names_of(desk, behind),
    )


def _complaints(desk: Desk, query: CaseFilter, then: Mapping[str, Row]) -> list[Row]:
    """Return the complaints that a filter selects, as they stood then."""
    rows = (then.get(row.number, row) for row in desk.store.cases(query).rows)
    return [row for row in rows if row.counted]


def _undecided(desk: Desk, as_of: str, then: Mapping[str, Row]) -> list[Row]:
    """Return the at-fault complaints on whose accountability nothing was decided by an ISO day."""
    still = _complaints(desk, CaseFilter(received_to=as_of, equal=UNDECIDED), then)
    before = (row for row in then.values() if row.counted and row.received_on <= as_of)
    return [
        row
        for row in _once((*still, *before))
        if all(getattr(row, name) == value for name, value in UNDECIDED.items())
    ]


def _once(rows: Iterable[Row]) -> list[Row]:
    return sorted({row.number: row for row in rows}.values(), key=lambda row: row.number)

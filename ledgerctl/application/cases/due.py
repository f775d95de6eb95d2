"""What is due 待办: the clocks of open cases and the tasks of other areas, overdue first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.application.learning.improving import measures_due
from ledgerctl.domain.days import calendars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.domain.register.register import Row


_SUNDAY = 6


class Task(NamedTuple):
    """One thing to do 待办事项.

    ``kind`` is a stable code (``contact``, ``progress``, ``decision``, ``followup``, ``measure``), ``due`` an ISO
    day or moment, ``number`` the case or other record it is about, ``owner`` who must do it (empty:
    nobody yet), ``status`` a code of the case's ``status``, empty for what is no case.
    """

    due: str
    kind: str
    number: str
    owner: str
    status: str = ""

    def days_left(self, today: str) -> int:
        """Return the days from an ISO day to the due day; below zero when it has passed."""
        return (date.fromisoformat(self.due[:10]) - date.fromisoformat(today)).days


@dataclass(frozen=True, slots=True)
class Due:
    """What is due by the ISO day ``until``, overdue first.

    ``waiting`` are open cases on which no clock runs. With a ``person``, ``mine`` are that person's open
    cases, oldest first; ``open_cases`` and ``late_cases`` count the whole ledger. Tasks counted in working days
    fall in ``provisional`` years, whose official schedule is not known.
    """

    today: str
    until: str
    tasks: Sequence[Task]
    waiting: Sequence[Row]
    person: str = ""
    mine: Sequence[Row] = ()
    open_cases: int = 0
    late_cases: int = 0
    provisional: Sequence[int] = ()

    @property
    def overdue(self) -> int:
        """How many tasks are past their day."""
        return sum(1 for task in self.tasks if task.due[:10] < self.today)


def _clocks(reader: Reader, until: str) -> Iterator[Task]:
    for row in reader.cases(CaseFilter(due_by=f"{until}T24:00")).rows:
        for kind, due in (
            ("contact", row.contact_due),
            ("progress", row.progress_due),
            ("decision", "" if row.notified_at else row.due_on),
        ):
            if due and due[:10] <= until:
                yield Task(due, kind, row.number, row.handler, row.status)


def _followups(reader: Reader, until: str) -> Iterator[Task]:
    for row in reader.cases(CaseFilter(followup_by=until)).rows:
        if row.merged_into:
            # It is followed up with the case that it duplicates.
            continue
        yield Task(row.followup_due, "followup", row.number, row.handler, row.status)


def _measures(reader: Reader, until: str) -> Iterator[Task]:
    # Measures are set and carried out by today, and today is never after ``until``.
    for number, measure in measures_due(reader, until, as_of=until):
        yield Task(measure.due_on, "measure", number, measure.owner)


#: Where tasks come from: each source returns what is due by the end of an ISO day.
SOURCES: tuple[Callable[[Reader, str], Iterable[Task]], ...] = (_clocks, _followups, _measures)


def tasks(reader: Reader, until: str) -> list[Task]:
    """Return everything due by the end of an ISO day, from every source, the longest overdue first."""
    return sorted(task for source in SOURCES for task in source(reader, until))


def due(desk: Desk, *, days: int | None = None, owner: str = "") -> Due:
    """Return what is due to the end of this week, or within ``days``; of one ``owner`` or of all.

    The week ends on Sunday.
    """
    today = branch_now(desk, desk.store.ledger().settings).today
    ahead = _SUNDAY - today.weekday() if days is None else days
    until = (today + timedelta(days=ahead)).isoformat()
    found = [task for task in tasks(desk.store, until) if not owner or task.owner == owner]
    waiting = [
        row
        for status in ("suspended", "notified")
        for row in desk.store.cases(CaseFilter(status=status)).rows
        if not owner or row.handler == owner
    ]
    return Due(
        today.isoformat(), until, found, waiting, provisional=_provisional(desk.store, found)
    )


def _provisional(reader: Reader, found: Sequence[Task]) -> list[int]:
    """Return the years of tasks in working days whose official schedule no calendar in force knows."""
    working = [each for each in rules_of(reader).standing if each.day_type == "working"]
    years = {
        (each.calendar, int(task.due[:4]))
        for task in found
        for each in working
        if task.kind == each.step
    }
    return sorted(
        {
            year
            for calendar, year in years
            if not calendars.year_of(calendars.newest(calendar), year).official
        }
    )


def morning(desk: Desk, person: str) -> Due:
    """Return a person's morning: what is due this week, what waits, the person's own open cases."""
    found = due(desk)
    mine = desk.store.cases(CaseFilter(is_open=True, equal={"handler": person}))
    late = desk.store.cases(CaseFilter(overdue_on=found.today, limit=0))
    every = desk.store.cases(CaseFilter(is_open=True, limit=0))
    return replace(
        found, person=person, mine=mine.rows, open_cases=every.total, late_cases=late.total
    )

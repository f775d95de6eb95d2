"""Tallies of any period 期间汇总: the rules of the yearly sums, over the eras around a period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, cast

from ledgerctl.domain.complainants.repeats import Contact, of_the_period
from ledgerctl.domain.days.eras import WITHIN, Around
from ledgerctl.domain.register.coded_anchors import PERSONS, PERSONS_AGAIN
from ledgerctl.domain.register.register import BLANK_ROW, Row
from ledgerctl.domain.register.tallies import DIMENSIONS, MONTHLY, Tallies, counted_part, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.domain.register.anchors import Anchor
    from ledgerctl.domain.register.tallies import Cell

#: The columns that a row's part and anchors follow from, but for those of its person.
STORY = (
    *("status", "received_on", "intake_class", "level", "handler", "complained", "timely"),
    *("closed_on", "days", "timeliness", "closed", "escalated", "skip_level", "reopenings"),
    *("counted", "repeat_of", "to_superior", "repeated"),
    *("first_received_on", "backdated", "ending", "became_regulatory", "spells"),
    *("recorded_on", "received_at", "responsibility", "satisfaction", "first_receiver"),
    *("resolved_by", "resolved_at", "notified_at", "due_on", "record_type", "accountability"),
    *("called_back_at", "judged_at", "extended_on", "extended_to", "contacted_at"),
    *("contact_timeliness", "scored_on", "not_at_once"),
)
#: The dimensions that no part follows from; their values are counted column by column.
FREE = tuple(name for name in DIMENSIONS if name not in STORY)
#: Between the columns of a story in one text; no value of a register may hold it.
SEPARATOR = "\x1f"
_PLACES = [Row._fields.index(name) for name in STORY]
_FREE = [(at, name) for at, name in enumerate(DIMENSIONS) if name in FREE]
_TOLD = [(at, name) for at, name in enumerate(DIMENSIONS) if name in STORY]
_MONTHLY_FREE = [name for name in MONTHLY if name in FREE]


class _Told(NamedTuple):
    """A story worked out: the place of its part, that of its plain part, its row.

    The row's month is that of the era; what no story tells is blank.
    """

    place: int
    plain: int
    row: Row


def tally_around(rows: Iterable[Row], period: ReportPeriod) -> Tallies:
    """Return the tallies of rows by the eras around a period, its own persons told apart."""
    return tally(with_persons(rows, period), Around(period.first, period.last))


class StoryTallies(Tallies):
    """The same of rows that come column by column; rows of one story are worked out once.

    A story is the text of the columns of ``STORY``, parted by ``SEPARATOR``; numbers are decimal, what is
    unknown is empty.
    """

    __slots__ = ("_contacts", "_known", "_period")

    def __init__(self, period: ReportPeriod) -> None:
        super().__init__(Around(period.first, period.last))
        self._period = period
        self._known: dict[str, _Told] = {}
        self._contacts: list[tuple[str, Contact]] = []

    def add_columns(
        self,
        stories: Sequence[str],
        beside: tuple[Sequence[str], Sequence[str], Sequence[int | None]],
        free: Sequence[Sequence[str]],
    ) -> None:
        """Count rows.

        Args:
            stories: the story of each row.
            beside: number, person (pseudonym or "") and compensation (minor units) of each row.
            free: the columns of ``FREE``.
        """
        known = self._known
        for story, rows in Counter(stories).items():
            if story not in known:
                known[story] = self._work_out(story)
            place, plain, row = known[story]
            self._parts[place] += rows
            for at, name in _TOLD:
                self._dimensions[at][plain, getattr(row, name)] += rows
        told = [known[story] for story in stories]
        columns = dict(zip(FREE, free, strict=True))
        plains = [each.plain for each in told]
        for at, name in _FREE:
            self._dimensions[at].update(zip(plains, columns[name], strict=True))
        months = [each.row.month for each in told]
        for name in _MONTHLY_FREE:
            self._monthly[name].update(zip(plains, columns[name], months, strict=True))
        self._add_some(told, beside, columns)

    def _add_some(
        self,
        told: Sequence[_Told],
        beside: tuple[Sequence[str], Sequence[str], Sequence[int | None]],
        columns: Mapping[str, Sequence[str]],
    ) -> None:
        """Count what only some rows have: a known complainant, a compensation."""
        numbers, persons, money = beside
        for at, (person, paid) in enumerate(zip(persons, money, strict=True)):
            row = told[at].row
            if person:
                business = columns["business"][at]
                contact = Contact(numbers[at], row.received_on, business, row.counted)
                self._contacts.append((person, contact))
            if paid and row.counted:
                cells = [columns[n][at] if n in columns else getattr(row, n) for n in DIMENSIONS]
                self._pay(counted_part(row, self._eras), cells, paid)

    def _work_out(self, story: str) -> _Told:
        cells: list[Cell] = list(BLANK_ROW)
        for place, text in zip(_PLACES, story.split(SEPARATOR), strict=True):
            blank = BLANK_ROW[place]
            cells[place] = text if isinstance(blank, str) else int(text) if text else blank
        row = Row._make(cast("list[str]", cells))
        row = row._replace(month=self._eras.month(row.received_on))
        place = self._places[counted_part(row, self._eras)]
        return _Told(place, self._places.plainly[place], row)

    def anchors(self) -> Counter[Anchor]:
        """Return the non-zero counts by era, name and bin; the persons are those of the period."""
        found = super().anchors()
        for name, numbers in zip(
            (PERSONS, PERSONS_AGAIN), persons_in(self._contacts, self._period), strict=True
        ):
            if numbers:
                found[WITHIN, name, 0] = len(numbers)
        return found


def with_persons(rows: Iterable[Row], period: ReportPeriod) -> list[Row]:
    """Return rows with ``person_first`` and ``person_again`` as of the period and of these rows.

    The register has both as of the year and of all cases.
    """
    rows = list(rows)
    first, again = persons_in(
        (
            (row.person, Contact(row.number, row.received_on, row.business, row.counted))
            for row in rows
        ),
        period,
    )
    return [
        row._replace(person_first=int(row.number in first), person_again=int(row.number in again))
        for row in rows
    ]


def persons_in(
    contacts: Iterable[tuple[str, Contact]], period: ReportPeriod
) -> tuple[set[str], set[str]]:
    """Return the first case of each person in a period, and the first by which one came back.

    Args:
        contacts: pseudonym and case; those without a pseudonym are nobody's.
        period: the period.
    """
    persons: dict[str, list[Contact]] = {}
    for person, contact in contacts:
        if person:
            persons.setdefault(person, []).append(contact)
    first: set[str] = set()
    again: set[str] = set()
    for own in persons.values():
        own_first, own_again = of_the_period(own, period.first, period.last)
        first |= own_first
        again |= own_again
    return first, again

"""What forms say beside the report's own figures: what was learnt, what regulators forwarded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.cases import watching
from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.learning import improving, opportunities, suggesting
from ledgerctl.application.reports.beside import stated_on
from ledgerctl.domain.codes.units import units_in
from ledgerctl.domain.codes.vocabulary import REGULATOR_CHANNELS, VOCABULARIES
from ledgerctl.domain.reports import half_year

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.domain.cases.ledger import Population
    from ledgerctl.domain.learning.improvements import Improvement, Measure
    from ledgerctl.domain.learning.suggestions import Suggestion
    from ledgerctl.domain.reports.half_year import Group


#: The dimensions of a quarter's tables.
QUARTERLY = (
    "channel",
    "business",
    "cause",
    "fault_nature",
    "responsibility",
    "department",
    "finding",
)


class Quarter(NamedTuple):
    """The complaints received in one quarter 季度, as they stand now, and what became of them.

    ``tables`` counts them by dimension and value; ``closed`` are all that ended, ``agreed`` of those of
    which the settlement is known (``asked``). ``silent`` are the departments without one: of those that the
    branch names (``stated``), else of those with a complaint since the year before.
    """

    number: int
    first: str
    last: str
    received: int
    last_year: int
    before: int
    withdrawn: int
    closed: int
    asked: int
    agreed: int
    repeats: int
    misdirected: int
    tables: Mapping[str, Mapping[str, int]]
    silent: Sequence[str]
    stated: bool


class Learnt(NamedTuple):
    """What was learnt in a period, first and last ISO day included.

    ``done`` and ``waiting`` are measures with the number of their improvement: carried out in the period,
    and still to do at its end.
    """

    suggestions: Sequence[Suggestion]
    improvements: Sequence[Improvement]
    done: Sequence[tuple[str, Measure]]
    waiting: Sequence[tuple[str, Measure]]
    opportunities: int
    watched: int


class Forwarded(NamedTuple):
    """Complaints that a regulator forwarded 监管转送件 in a period: by channel, and by business."""

    channels: Mapping[str, int]
    business: Mapping[str, int]


def learnt(reader: Reader, first: str, last: str) -> Learnt:
    """Return what was learnt in a period; the watch list is that of now."""
    every = improving.every(reader)
    measures = [(issue.number, each) for issue in every.values() for each in issue.measures]
    return Learnt(
        [each for each in suggesting.every(reader).values() if first <= each.made_on[:10] <= last],
        [each for each in every.values() if first <= each.opened_on[:10] <= last],
        [(number, each) for number, each in measures if first <= each.done_on[:10] <= last],
        [
            (number, each)
            for number, each in measures
            if each.set_on[:10] <= last and not ("" < each.done_on[:10] <= last)
        ],
        sum(first <= each.heard_on[:10] <= last for each in opportunities.every(reader).values()),
        len(watching.listed(reader)),
    )


def forwarded(reader: Reader, first: str, last: str) -> Forwarded:
    """Return the complaints that regulators forwarded in a period."""
    channels: dict[str, int] = {}
    business: dict[str, int] = {}
    for (channel, of), cell in reader.cross(["channel", "business"], first, last).items():
        if channel in REGULATOR_CHANNELS and cell.cases:
            channels[channel] = channels.get(channel, 0) + cell.cases
            business[of] = business.get(of, 0) + cell.cases
    order = list(VOCABULARIES["business"].keys())
    ranked = sorted(business, key=lambda key: (not key, order.index(key) if key in order else 0))
    return Forwarded(channels, {key: business[key] for key in ranked})


def populations(reader: Reader, year: int) -> Mapping[str, Population]:
    """Return the denominators of a year by measure."""
    return {
        measure: found for (of, measure), found in reader.ledger().populations.items() if of == year
    }


def half_years(reader: Reader, year: int) -> list[tuple[str, str, list[Group]]]:
    """Return first day, last day and product groups of both half-years of a year."""
    found = []
    for first, last in (
        (f"{year:04d}-01-01", f"{year:04d}-06-30"),
        (f"{year:04d}-07-01", f"{year:04d}-12-31"),
    ):
        before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
        query = CaseFilter(received_to=last, not_closed_by=before)
        found.append((first, last, half_year.groups(reader.cases(query).rows, first, last)))
    return found


def quarters(reader: Reader, year: int, today: str) -> list[Quarter]:
    """Return the quarters of a year that have begun."""
    every = [_quarter(reader, year, number, today) for number in range(1, 5)]
    return [each for each in every if each.first <= today]


def _quarter(reader: Reader, year: int, number: int, today: str) -> Quarter:
    first, last = _days(year, number)
    counts = ("all", "not_withdrawn", "settled", "settlement_known", "agreed", "repeats")
    cell = reader.cross([], first, last, counts=counts, today=today).get(())
    received, standing, closed, asked, agreed, repeats = cell.counts if cell else (0,) * 6
    tables = {
        name: {
            values[0]: each.cases
            for values, each in reader.cross([name], first, last).items()
            if each.cases
        }
        for name in QUARTERLY
    }
    seen = {
        value for (value,) in reader.cross(["department"], f"{year - 1:04d}-01-01", last) if value
    }
    said = stated_on(reader, "department", last)
    units = units_in(said, seen=seen, named=tables["department"].keys())
    return Quarter(
        number,
        first,
        last,
        received,
        _received(reader, *_days(year - 1, number)),
        _received(reader, *(_days(year, number - 1) if number > 1 else _days(year - 1, 4))),
        received - standing,
        closed,
        asked,
        agreed,
        repeats,
        tables["responsibility"].get("misdirected", 0),
        tables,
        units.silent,
        units.stated,
    )


def _received(reader: Reader, first: str, last: str) -> int:
    cell = reader.cross([], first, last).get(())
    return cell.cases if cell else 0


def _days(year: int, quarter: int) -> tuple[str, str]:
    month = quarter * 3
    return (
        f"{year:04d}-{month - 2:02d}-01",
        f"{year:04d}-{month:02d}-{31 if month in {3, 12} else 30}",
    )

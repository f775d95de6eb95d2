"""The period and the filter of a report, as options say them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledgerctl.application.desk.moments import read_year, today
from ledgerctl.domain.days.periods import days_period, month_period, quarter_period, year_period
from ledgerctl.domain.text.reading import read_moment
from ledgerctl.errors.house import FutureDate
from ledgerctl.errors.periods import BadReportPeriod, UnknownUnit
from ledgerctl.errors.usage import ContradictoryOptions, MissingOption
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.domain.days.periods import ReportPeriod

Year = Annotated[str, typer.Option(help=_("The year; this year by default"))]
Quarter = Annotated[str, typer.Option("--quarter", help=_("A quarter, such as 2020Q3"))]
Month = Annotated[str, typer.Option("--month", help=_("A month, such as 2020-07"))]
First = Annotated[str, typer.Option("--from", help=_("First day of the period"))]
Last = Annotated[str, typer.Option("--to", help=_("Last day of the period; today by default"))]
Branch = Annotated[
    str, typer.Option("--branch", help=_("Only complaints about this branch or institution"))
]
Department = Annotated[
    str, typer.Option("--department", help=_("Only complaints about this department"))
]
On = Annotated[
    str,
    typer.Option(
        "--on", help=_("The report date, which decides what is overdue; today by default")
    ),
]

Compare = Annotated[
    str, typer.Option("--compare", help=_("Periods side by side, such as 2019,2020"))
]
Trend = Annotated[
    str, typer.Option("--trend", help=_("A run of periods, such as 2016..2020 or 2020Q1..2020Q4"))
]
Issue = Annotated[
    str,
    typer.Option(
        "--issue", metavar=_("TO"), help=_("Hand the report out to somebody, and record that")
    ),
]
Issued = Annotated[
    bool,
    typer.Option("--issued", help=_("List the reports handed out, and what has changed since")),
]
_QUARTERLY = re.compile("[Qq季]")
#: Options of other names than what they set.
_OPTIONS = {"first": "from", "last": "to"}
#: Periods of a trend; ten years of months.
_MOST_PERIODS = 120


class Asked(NamedTuple):
    """The period as it was typed; what is empty was not given."""

    year: str = ""
    quarter: str = ""
    month: str = ""
    first: str = ""
    last: str = ""


def read_period(desk: Desk, asked: Asked) -> ReportPeriod:
    """Return the period that was asked for; this year when none was.

    Raises:
        ContradictoryOptions: more than one way of naming a period.
        MissingOption: an end without a beginning.
        FutureDate: it has not begun; a report of it would say that nobody complained.
        BadPeriod, BadReportPeriod, PeriodBackwards, BadDate.
    """
    now = today(desk)
    return _begun(_period(asked, now), now)


def _begun(period: ReportPeriod, now: str) -> ReportPeriod:
    if period.first > now:
        raise FutureDate(field="period", value=period.name, today=now)
    return period


def _period(asked: Asked, now: str) -> ReportPeriod:
    given = [f"--{name}" for name in ("year", "quarter", "month") if getattr(asked, name)]
    given += ["--from"] if asked.first else ["--to"] if asked.last else []
    if len(given) > 1:
        raise ContradictoryOptions(first=given[0], second=given[1])
    if asked.quarter:
        return quarter_period(asked.quarter)
    if asked.month:
        return month_period(asked.month)
    if asked.last and not asked.first:
        raise MissingOption(names="--from", command="ledgerctl report")
    if asked.first:
        return days_period(_day("--from", asked.first, now), _day("--to", asked.last or now, now))
    return year_period(read_year(asked.year or now[:4]))


def only_one(asked: Asked, **others: str) -> None:
    """Refuse a second way of saying what the report is about.

    Raises:
        ContradictoryOptions.
    """
    words = {**asked._asdict(), **others}
    given = [f"--{_OPTIONS.get(name, name)}" for name, text in words.items() if text]
    if len(given) > 1:
        raise ContradictoryOptions(first=given[0], second=given[1])


def read_periods(desk: Desk, text: str) -> list[ReportPeriod]:
    """Return the periods that ``2019,2020`` or ``2016..2020`` means; quarters and months likewise.

    Raises:
        BadReportPeriod: one is no period, there are fewer than two, or the ends are of two kinds.
        FutureDate: one has not begun; beside the others it would look as if complaints had ceased.
    """
    now = today(desk)
    first, dots, last = text.partition("..")
    if not dots:
        found = [_named(part) for part in re.split("[,，、]", text)]
    else:
        end = _named(last)
        found = [_named(first)]
        while found[-1].kind == end.kind and found[-1].first < end.first:
            if len(found) == _MOST_PERIODS:
                break
            found.append(found[-1].after)
        if found[-1] != end:
            raise BadReportPeriod(value=text, form="2016..2020")
    if len(set(found)) < 2:  # noqa: PLR2004 - one period is compared with nothing
        raise BadReportPeriod(value=text, form="2019,2020")
    return [_begun(each, now) for each in found]


def _named(text: str) -> ReportPeriod:
    plain = text.strip()
    if plain.isascii() and plain.isdigit():
        return year_period(read_year(plain))
    return quarter_period(plain) if _QUARTERLY.search(plain) else month_period(plain)


def read_filter(desk: Desk, branch: str, department: str) -> dict[str, str]:
    """Return the values by column that are asked for.

    Raises:
        UnknownUnit: no complaint names this branch or department.
    """
    found = {}
    for column, text in (("institution", branch.strip()), ("department", department.strip())):
        if not text:
            continue
        known = desk.store.values(column)
        if text not in known:
            from ledgerctl.domain.codes.suggest import nearest

            raise UnknownUnit(value=text, nearest=", ".join(nearest(text, known) or known[:5]))
        found[column] = text
    return found


def read_on(desk: Desk, text: str) -> str:
    """Return the report date, ISO; "" for today.

    Raises:
        BadDate.
        FutureDate: nobody knows yet what will be so on that day.
    """
    if not text:
        return ""
    now = today(desk)
    day = _day("--on", text, now)
    if day > now:
        raise FutureDate(field="--on", value=day, today=now)
    return day


def _day(option: str, text: str, now: str) -> str:
    return read_moment(option, text, date.fromisoformat(now))[:10]

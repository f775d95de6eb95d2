"""The period and the filter of a report, as options say them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledgerctl.application.keeping import read_year, today
from ledgerctl.domain.periods import days_period, month_period, quarter_period, year_period
from ledgerctl.domain.reading import read_moment
from ledgerctl.errors import ContradictoryOptions, MissingOption, UnknownUnit
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.application.desk import Desk
    from ledgerctl.domain.periods import ReportPeriod

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
        BadPeriod, BadReportPeriod, PeriodBackwards, BadDate.
    """
    given = [f"--{name}" for name in ("year", "quarter", "month") if getattr(asked, name)]
    given += ["--from"] if asked.first else ["--to"] if asked.last else []
    if len(given) > 1:
        raise ContradictoryOptions(first=given[0], second=given[1])
    if asked.quarter:
        return quarter_period(asked.quarter)
    if asked.month:
        return month_period(asked.month)
    now = today(desk)
    if asked.last and not asked.first:
        raise MissingOption(names="--from", command="ledgerctl report")
    if asked.first:
        return days_period(_day("--from", asked.first, now), _day("--to", asked.last or now, now))
    return year_period(read_year(asked.year or now[:4]))


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
            from ledgerctl.domain.suggest import nearest

            raise UnknownUnit(value=text, nearest=", ".join(nearest(text, known) or known[:5]))
        found[column] = text
    return found


def read_on(desk: Desk, text: str) -> str:
    """Return the report date, ISO; "" for today.

    Raises:
        BadDate.
    """
    return _day("--on", text, today(desk)) if text else ""


def _day(option: str, text: str, now: str) -> str:
    return read_moment(option, text, date.fromisoformat(now))[:10]

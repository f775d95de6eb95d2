"""``ledgerctl list``: the cases that a filter selects."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from ledgerctl.application import looking
from ledgerctl.application.keeping import read_year, today
from ledgerctl.application.ports import CaseFilter
from ledgerctl.cli import streams
from ledgerctl.cli.periods import bounds
from ledgerctl.cli.present import show
from ledgerctl.domain.register import UNDECIDED
from ledgerctl.domain.vocabulary import VOCABULARIES
from ledgerctl.errors import BadNumber, ContradictoryOptions
from ledgerctl.i18n import _
from ledgerctl.render import cases

#: Rows on a terminal when nobody says otherwise; a pipe gets them all.
_SCREEN = 50
#: No ledger has more rows than a number of this length says; SQLite's integers hold it.
_DIGITS = 15


def command(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes status`"))] = "",
    year: Annotated[str, typer.Option(help=_("Year of receipt"))] = "",
    channel: Annotated[str, typer.Option(help=_("`ledgerctl codes channel`"))] = "",
    cause: Annotated[str, typer.Option(help=_("`ledgerctl codes cause`"))] = "",
    business: Annotated[str, typer.Option(help=_("`ledgerctl codes business`"))] = "",
    responsibility: Annotated[str, typer.Option(help=_("`ledgerctl codes responsibility`"))] = "",
    record_type: Annotated[str, typer.Option(help=_("`ledgerctl codes record_type`"))] = "",
    accountability: Annotated[str, typer.Option(help=_("`ledgerctl codes accountability`"))] = "",
    undecided: Annotated[
        bool,
        typer.Option("--undecided", help=_("Only at fault without an accountability decision")),
    ] = False,
    handler: Annotated[str, typer.Option(help=_("Who owns the case"))] = "",
    department: Annotated[str, typer.Option(help=_("The department complained about"))] = "",
    batch: Annotated[str, typer.Option(help=_("The import that wrote it"))] = "",
    length: Annotated[
        str, typer.Option("--last", help=_("Received in the last 30d, 8w, 3m or 1y"))
    ] = "",
    text: Annotated[str, typer.Option(help=_("Words in any text of the case"))] = "",
    open_only: Annotated[bool, typer.Option("--open", help=_("Only open cases"))] = False,
    closed_only: Annotated[bool, typer.Option("--closed", help=_("Only closed cases"))] = False,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=_("Only open cases past their due day"))
    ] = False,
    limit: Annotated[
        str, typer.Option(help=_("Rows at most; 0 for all. 50 on a terminal, all in a pipe"))
    ] = "",
) -> None:
    """List cases, oldest receipt first; a list that is cut says so."""
    if open_only and closed_only:
        raise ContradictoryOptions(first="--open", second="--closed")
    for option, value in (
        ("--responsibility", responsibility),
        ("--accountability", accountability),
    ):
        if undecided and value:
            raise ContradictoryOptions(first="--undecided", second=option)
    given = {
        "status": status,
        "channel": channel,
        "cause": cause,
        "business": business,
        "responsibility": responsibility,
        "record_type": record_type,
        "accountability": accountability,
    }
    equal = {name: VOCABULARIES[name].parse(value) for name, value in given.items() if value}
    equal |= {
        name: value
        for name, value in (("handler", handler), ("department", department), ("batch", batch))
        if value
    }
    if undecided:
        equal |= UNDECIDED
    desk = ctx.obj.desk()
    first, last = bounds("", "", length, date.fromisoformat(today(desk)))
    query = CaseFilter(
        status=equal.pop("status", None),
        is_open=True if open_only else False if closed_only else None,
        year=read_year(year) if year else None,
        received_from=first or None,
        received_to=last or None,
        equal=equal,
        text=text or None,
        limit=_limit(limit),
    )
    found = looking.case_list(desk, query, overdue=overdue)
    show(
        ctx.obj,
        cases.document(found, language=ctx.obj.language, encoding=streams.encoding()),
        cases.data(found),
        records=cases.records(found),
        messages=cases.talk(found),
    )


def _limit(text: str) -> int | None:
    if not text:
        return _SCREEN if streams.on_terminal() else None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise BadNumber(value=text, field="--limit", expected=_("A whole number, 0 for all"))
    return int(text) or None

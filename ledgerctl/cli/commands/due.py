"""``ledgerctl due``: what must be done, overdue first."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.cases.due import due
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.errors.usage import BadNumber
from ledgerctl.i18n import _
from ledgerctl.render.cases import due as face

#: Nobody plans further ahead than a number of this length says.
_DIGITS = 3


def command(
    ctx: typer.Context,
    days: Annotated[
        str, typer.Option(help=_("How many days ahead; to the end of the week by default"))
    ] = "",
    handler: Annotated[str, typer.Option(help=_("Only what falls to this person"))] = "",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=_("End with status 1 when something is overdue"))
    ] = False,
) -> None:
    """Show what is overdue, due today and due this week, with the days left."""
    found = due(ctx.obj.desk(), days=_days(days), owner=handler)
    show(
        ctx.obj,
        face.document(found, language=ctx.obj.language, encoding=streams.encoding()),
        face.data(found),
        records=face.records(found),
        messages=face.talk(found),
    )
    if exit_code and found.overdue:
        ctx.obj.exit_status = 1


def _days(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise BadNumber(value=text, field="--days", expected=_("A whole number, 0 for today"))
    return int(text)

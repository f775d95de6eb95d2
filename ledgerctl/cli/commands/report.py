"""``ledgerctl report``: the report of a year."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import reporting
from ledgerctl.application.keeping import read_year, today
from ledgerctl.cli import streams
from ledgerctl.cli.present import show
from ledgerctl.i18n import _
from ledgerctl.render import year as face


def command(
    ctx: typer.Context,
    year: Annotated[str, typer.Option(help=_("The year; this year by default"))] = "",
) -> None:
    """Print the report of a year: counts, rates with their denominators, causes, times, books."""
    desk = ctx.obj.desk()
    number = read_year(year or today(desk)[:4])
    found = reporting.year_report(desk, number)
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))

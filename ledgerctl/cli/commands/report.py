"""``ledgerctl report``: the report of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application import reporting
from ledgerctl.application.keeping import read_year, today
from ledgerctl.cli import reports, streams
from ledgerctl.cli.present import show
from ledgerctl.i18n import _
from ledgerctl.render import year as face

if TYPE_CHECKING:
    from ledgerctl.application.desk import Desk
    from ledgerctl.cli.context import Context


def command(
    ctx: typer.Context,
    year: Annotated[str, typer.Option(help=_("The year; this year by default"))] = "",
    explain: Annotated[
        str,
        typer.Option(
            metavar="METRIC",
            help=_("Explain one figure: definition, inputs, the cases behind it"),
        ),
    ] = "",
    output: reports.Output = "",
    pdf: reports.Pdf = False,
    force: reports.Force = False,
) -> None:
    """Print the report of a year: counts, rates with their denominators, causes, times, books.

    As a file it is a page (HTML), a PDF, a workbook (XLSX) or a Word file (DOCX), with pictures.
    """
    desk = ctx.obj.desk()
    number = read_year(year or today(desk)[:4])
    if explain:
        _explain(ctx.obj, desk, number, explain)
        return
    where = reports.target(ctx.obj, output, pdf=pdf, force=force)
    found = reporting.year_report(desk, number)
    if where is not None:
        document = face.document(found, language=ctx.obj.language, encoding="utf-8")
        reports.deliver(ctx.obj, where, found, document, face.data(found))
        return
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))


def _explain(context: Context, desk: Desk, year: int, metric: str) -> None:
    from ledgerctl.application import figure_stories
    from ledgerctl.render import explained

    found = figure_stories.explain(desk, year, metric)
    document = explained.document(found, language=context.language, encoding=streams.encoding())
    show(context, document, explained.data(found), records=explained.records(found))

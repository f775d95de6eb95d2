"""``ledgerctl report``: the report of a year, or of any period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application import reporting
from ledgerctl.cli import report_periods, reports, streams
from ledgerctl.cli.present import show
from ledgerctl.i18n import _
from ledgerctl.render import year as face

if TYPE_CHECKING:
    from ledgerctl.cli.context import Context
    from ledgerctl.domain.periods import ReportPeriod


def command(
    ctx: typer.Context,
    year: report_periods.Year = "",
    quarter: report_periods.Quarter = "",
    month: report_periods.Month = "",
    first: report_periods.First = "",
    last: report_periods.Last = "",
    branch: report_periods.Branch = "",
    department: report_periods.Department = "",
    on: report_periods.On = "",
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
    """Print the report of a period: counts, rates with their denominators, causes, times, books.

    As a file it is a page (HTML), a PDF, a workbook (XLSX) or a Word file (DOCX), with pictures.
    The same ledger and the same words give the same output, byte for byte; only the report date moves.
    """
    desk = ctx.obj.desk()
    period = report_periods.read_period(
        desk, report_periods.Asked(year, quarter, month, first, last)
    )
    equal = report_periods.read_filter(desk, branch, department)
    day = report_periods.read_on(desk, on)
    if explain:
        _explain(ctx.obj, period, equal, explain, day)
        return
    where = reports.target(ctx.obj, output, pdf=pdf, force=force)
    found = reporting.period_report(desk, period, equal, on=day)
    if where is not None:
        document = face.document(found, language=ctx.obj.language, encoding="utf-8")
        reports.deliver(ctx.obj, where, found, document, face.data(found))
        return
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))


def _explain(
    context: Context, period: ReportPeriod, equal: dict[str, str], metric: str, day: str
) -> None:
    from ledgerctl.application import figure_stories
    from ledgerctl.render import explained

    found = figure_stories.explain(context.desk(), period, metric, equal, on=day)
    document = explained.document(found, language=context.language, encoding=streams.encoding())
    show(context, document, explained.data(found), records=explained.records(found))

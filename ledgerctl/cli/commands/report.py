"""``ledgerctl report``: the report of a year, or of any period."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.reports import issuing, reporting
from ledgerctl.application.reports.issuing import Request
from ledgerctl.cli.context import streams
from ledgerctl.cli.exports import forms, reports
from ledgerctl.cli.options import report_periods
from ledgerctl.cli.options.options import As, At, DryRun, Key
from ledgerctl.i18n import _
from ledgerctl.render.reports import definitions
from ledgerctl.render.reports import year as face

if TYPE_CHECKING:
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.cli.context.context import Context
    from ledgerctl.domain.days.periods import ReportPeriod
    from ledgerctl.render.words.document import Document


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
    compare: report_periods.Compare = "",
    trend: report_periods.Trend = "",
    issue: report_periods.Issue = "",
    issued: report_periods.Issued = False,
    person: As = None,
    at: At = "",
    key: Key = None,
    dry_run: DryRun = False,
    explain: Annotated[
        str,
        typer.Option(
            metavar="METRIC",
            help=_(
                "Explain one figure: definition, inputs, the cases behind it; all: every definition"
            ),
        ),
    ] = "",
    form: forms.Form = "",
    form_init: forms.FormInit = None,
    output: reports.Output = "",
    pdf: reports.Pdf = False,
    force: reports.Force = False,
) -> None:
    """Print the report of a period: counts, rates with their denominators, causes, times, books.

    As a file it is a page (HTML), a PDF, a workbook (XLSX) or a Word file (DOCX), with pictures.
    The same ledger and the same words give the same output, byte for byte; only the report date moves.
    """
    if form_init:
        forms.init(form_init)
        return
    way = reports.way(ctx.obj, output, pdf=pdf, force=force, recording=bool(issue))
    if explain in definitions.EVERY:
        way.show(
            definitions.document(ctx.obj.language),
            definitions.every(),
            records=definitions.records(),
        )
        return
    desk = ctx.obj.desk(write=bool(issue))
    if issued:
        _register(ctx.obj, way)
        return
    asked = report_periods.Asked(year, quarter, month, first, last)
    equal = report_periods.read_filter(desk, branch, department)
    day = report_periods.read_on(desk, on)
    if compare or trend:
        report_periods.only_one(asked, compare=compare, trend=trend, explain=explain, issue=issue)
        _compare(ctx.obj, way, report_periods.read_periods(desk, compare or trend), equal, day)
        return
    period = report_periods.read_period(desk, asked)
    template = forms.check(form, period, equal, way) if form else ""
    if explain:
        report_periods.only_one(report_periods.Asked(), explain=explain, issue=issue)
        _explain(ctx.obj, way, period, equal, explain, day)
        return
    if issue:
        found = _issue(
            ctx.obj,
            Request(period, equal, issue, day, at),
            ctx.obj.meta(person, key),
            dry_run=dry_run,
        )
    else:
        found = issuing.with_issues(desk, reporting.period_report(desk, period, equal, on=day))
    if form:
        forms.show(ctx.obj, desk, period, (form, template), found, way)
        return
    document = face.document(
        found, language=ctx.obj.language, encoding=way.encoding, defined=way.defines
    )
    if way.on_screen:
        document = _with_pictures(ctx.obj, document, found)
    way.show(document, face.data(found), report=found)


def _issue(context: Context, request: Request, meta: Meta, *, dry_run: bool) -> YearReport:
    """Record the issue, say so on stderr, and return the report."""
    from ledgerctl.render.reports import issues

    found, receipt = issuing.issue(
        context.desk(write=True), request, meta, fingerprint=face.fingerprint, dry_run=dry_run
    )
    for line in issues.told(receipt):
        streams.talk(line)
    return found


def _register(context: Context, way: reports.Way) -> None:
    from ledgerctl.render.reports import issues

    found = issuing.register(context.desk())
    document = issues.document(found, language=context.language, encoding=way.encoding)
    way.show(document, issues.data(found), records=issues.records(found))


def _with_pictures(context: Context, document: Document, found: YearReport) -> Document:
    from ledgerctl.render.reports.terminal_pictures import with_pictures

    return with_pictures(
        document,
        found,
        language=context.language,
        encoding=streams.encoding(),
        width=streams.width(),
    )


def _compare(
    context: Context,
    way: reports.Way,
    periods: list[ReportPeriod],
    equal: dict[str, str],
    day: str,
) -> None:
    from ledgerctl.application.reports import comparing
    from ledgerctl.render.reports import comparison

    found = comparing.compare(context.desk(), periods, equal, on=day)
    document = comparison.document(
        found,
        language=context.language,
        encoding=way.encoding,
        pictures=way.on_screen,
        defined=way.defines,
    )
    way.show(document, comparison.data(found), records=comparison.records(found))


def _explain(
    context: Context,
    way: reports.Way,
    period: ReportPeriod,
    equal: dict[str, str],
    metric: str,
    day: str,
) -> None:
    from ledgerctl.application.reports import figure_stories
    from ledgerctl.render.reports import explained

    found = figure_stories.explain(context.desk(), period, metric, equal, on=day)
    document = explained.document(found, language=context.language, encoding=way.encoding)
    way.show(document, explained.data(found), records=explained.records(found))

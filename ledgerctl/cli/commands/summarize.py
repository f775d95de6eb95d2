"""``ledgerctl summarize``: a cross table over one or two coded fields."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.desk.moments import today
from ledgerctl.application.reports import summarizing
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.periods import bounds
from ledgerctl.domain.metrics.cohort import MEASURES
from ledgerctl.errors.usage import BadUsage, MissingOption
from ledgerctl.i18n import _
from ledgerctl.render.reports import cross, definitions

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context

_MOST = 2


def command(
    ctx: typer.Context,
    by: Annotated[
        str | None,
        typer.Option(metavar="A[,B]", help=_("One or two fields, such as business,channel")),
    ] = None,
    first: Annotated[str, typer.Option("--from", help=_("First day of receipt"))] = "",
    last: Annotated[str, typer.Option("--to", help=_("Last day of receipt"))] = "",
    length: Annotated[
        str, typer.Option("--last", help=_("The last 30d, 8w, 3m or 1y up to today"))
    ] = "",
    measure: Annotated[
        str,
        typer.Option(
            help=_(
                "count, share, closed, escalated, repeat, compensation, median_days, p90_days, max_days,"
                " closing_rate, on_time_rate, extension_rate, contact_in_time_rate, first_level_rate,"
                " escalation_rate, repeat_rate, reopened_rate, upheld_rate, at_fault_rate,"
                " accountability_rate, agreement_rate, satisfaction_rate, response_rate"
            )
        ),
    ] = "count",
    explain: Annotated[
        bool,
        typer.Option("--explain", help=_("What each measure counts, over what, by whose rule")),
    ] = False,
) -> None:
    """Print a cross table of complaints over coded fields, with totals."""
    if explain:
        _explain(ctx.obj)
        return
    if by is None:
        raise MissingOption(names="--by", command="ledgerctl summarize")
    dimensions = [name for name in by.replace("，", ",").split(",") if name.strip()]
    if not 1 <= len(dimensions) <= _MOST:
        message = _("--by takes one or two fields")
        raise BadUsage(message=message, command="ledgerctl summarize")
    measures = [name for name in measure.replace("，", ",").split(",") if name.strip()]
    desk = ctx.obj.desk()
    first, last = bounds(first, last, length, date.fromisoformat(today(desk)))
    found = summarizing.cross_table(
        desk, dimensions, first=first, last=last, measures=measures or ["count"]
    )
    # A table that is handed on says what it counts; on a screen there is no room for it.
    document = cross.document(found, language=ctx.obj.language, defined=ctx.obj.face == "md")
    show(ctx.obj, document, cross.data(found))


def _explain(context: Context) -> None:
    every = MEASURES.values()
    show(
        context,
        definitions.document(context.language, every),
        {"definitions": definitions.data(every)},
        records=definitions.records(every),
    )

"""``ledgerctl opportunity``: a need heard in a complaint, the offer made, what came of it (化危为机)."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.learning import opportunities
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.context.sources import words_or_stdin
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.writing.entries import entry, show_entries, show_entry
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.numbers import parse_entry_number
from ledgerctl.domain.learning.opportunities import LETTER
from ledgerctl.i18n import _

app = typer.Typer(invoke_without_command=True)

Opportunity = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Its number, for instance O2020-0001"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Record what complaints taught about customers' needs."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("add", help=_("Record a need heard in a complaint"))
@takes_common
def add(
    ctx: typer.Context,
    common: Common,
    case: Annotated[
        str, typer.Argument(metavar=_("CASE"), help=_("The complaint in which it was heard"))
    ] = "",
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The need; - reads standard input"))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who heard it; who acts by default"))] = "",
) -> None:
    """Record a need heard in a complaint."""
    write(
        ctx.obj,
        "ledgerctl opportunity add",
        common,
        opportunities.hear,
        asked(ctx.obj, "case", case, _("CASE"), required=True),
        asked(ctx.obj, "need", words_or_stdin(text), _("TEXT"), required=True),
        asked(ctx.obj, "by", by),
    )


@app.command("offer", help=_("Record what was offered to meet the need"))
@takes_common
def offer(
    ctx: typer.Context,
    common: Common,
    number: Opportunity = "",
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The offer; - reads standard input"))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who made it; who acts by default"))] = "",
) -> None:
    """Record what was offered to meet the need."""
    write(
        ctx.obj,
        "ledgerctl opportunity offer",
        common,
        opportunities.offer,
        asked(ctx.obj, "offer", words_or_stdin(text), _("TEXT"), required=True),
        asked(ctx.obj, "by", by),
        subject=entry("opportunity", LETTER, number),
    )


@app.command("conclude", help=_("Record what came of an opportunity"))
@takes_common
def conclude(
    ctx: typer.Context,
    common: Common,
    number: Opportunity = "",
    text: Annotated[
        str,
        typer.Argument(metavar=_("TEXT"), help=_("The outcome in words; - reads standard input")),
    ] = "",
    outcome: Annotated[str, typer.Option(help=_("accepted, improved, declined or lapsed"))] = "",
) -> None:
    """Record what came of an opportunity."""
    write(
        ctx.obj,
        "ledgerctl opportunity conclude",
        common,
        opportunities.conclude,
        asked(ctx.obj, "opportunity_outcome", outcome, "--outcome", required=True),
        asked(ctx.obj, "result", words_or_stdin(text), _("TEXT")),
        subject=entry("opportunity", LETTER, number),
    )


@app.command("list", help=_("List the opportunities"))
def list_all(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes opportunity_status`"))] = "",
    year: Annotated[str, typer.Option(help=_("Only this year"))] = "",
) -> None:
    """List the opportunities."""
    show_entries(ctx.obj, "opportunity", opportunities.listing, status, year)


@app.command("show", help=_("Show one opportunity"))
def one(ctx: typer.Context, number: Opportunity) -> None:
    """Show one opportunity."""
    found = opportunities.one(ctx.obj.desk(), parse_entry_number(LETTER, number))
    show_entry(ctx.obj, "opportunity", found)

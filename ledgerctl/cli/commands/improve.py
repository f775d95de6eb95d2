"""``ledgerctl improve``: a lesson becomes an issue with measures, and its effect is verified."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.learning import improving
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.context.sources import words_or_stdin
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.writing.entries import entry, show_entries
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.numbers import parse_entry_number
from ledgerctl.domain.learning.improvements import LETTER
from ledgerctl.i18n import _
from ledgerctl.render.learning import improvement as card

app = typer.Typer(invoke_without_command=True)

Issue = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Its number, for instance I2020-0001"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Turn lessons into measures, and see whether they helped."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("add", help=_("Open an issue from a lesson that complaints taught"))
@takes_common
def add(
    ctx: typer.Context,
    common: Common,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The lesson; - reads standard input"))
    ] = "",
    cases: Annotated[
        str, typer.Option(help=_("The complaints it was drawn from, parted by commas"))
    ] = "",
    cause: Annotated[
        str, typer.Option(help=_("Complaints of this cause are of the same issue"))
    ] = "",
    business: Annotated[
        str, typer.Option(help=_("Complaints of this business are of the same issue"))
    ] = "",
    handling_channel: Annotated[
        str, typer.Option(help=_("Complaints of this handling channel are of the same issue"))
    ] = "",
    product: Annotated[
        str, typer.Option(help=_("Complaints of this product are of the same issue"))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who drew the lesson; who acts by default"))] = "",
) -> None:
    """Open an issue; with a cause, a business, a channel or a product the effect counts every such complaint."""
    write(
        ctx.obj,
        "ledgerctl improve add",
        common,
        improving.open_issue,
        asked(ctx.obj, "lesson", words_or_stdin(text), _("TEXT"), required=True),
        asked(ctx.obj, "cases", cases),
        asked(ctx.obj, "cause", cause),
        asked(ctx.obj, "business", business),
        asked(ctx.obj, "handling_channel", handling_channel),
        asked(ctx.obj, "product", product),
        asked(ctx.obj, "by", by),
    )


@app.command("link", help=_("Link further complaints to an issue"))
@takes_common
def link(
    ctx: typer.Context,
    common: Common,
    number: Issue = "",
    cases: Annotated[
        list[str] | None, typer.Argument(metavar=_("CASES"), help=_("Case numbers"))
    ] = None,
) -> None:
    """Link further complaints to an issue."""
    write(
        ctx.obj,
        "ledgerctl improve link",
        common,
        improving.link,
        asked(ctx.obj, "cases", ", ".join(cases or []), _("CASES"), required=True),
        subject=entry("improvement", LETTER, number),
    )


@app.command("measure", help=_("Set a measure with its owner and due day"))
@takes_common
def measure(
    ctx: typer.Context,
    common: Common,
    number: Issue = "",
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("What is to be done; - reads standard input"))
    ] = "",
    owner: Annotated[str, typer.Option(help=_("Who sees to it"))] = "",
    due: Annotated[str, typer.Option(help=_("The day by which it is to be done"))] = "",
) -> None:
    """Set a measure with its owner and due day."""
    write(
        ctx.obj,
        "ledgerctl improve measure",
        common,
        improving.plan,
        asked(ctx.obj, "plan", words_or_stdin(text), _("TEXT"), required=True),
        asked(ctx.obj, "owner", owner, required=True),
        asked(ctx.obj, "due_on", due, "--due", required=True),
        subject=entry("improvement", LETTER, number),
    )


@app.command("done", help=_("Record that a measure was carried out"))
@takes_common
def done(
    ctx: typer.Context,
    common: Common,
    number: Issue = "",
    step: Annotated[
        str,
        typer.Argument(
            metavar=_("MEASURE"), help=_("Its number; may be left out when one only is to do")
        ),
    ] = "",
    evidence: Annotated[str, typer.Option(help=_("What was done, and how it can be seen"))] = "",
) -> None:
    """Record that a measure was carried out."""
    write(
        ctx.obj,
        "ledgerctl improve done",
        common,
        improving.carry_out,
        asked(ctx.obj, "step", step, _("MEASURE")),
        asked(ctx.obj, "evidence", evidence),
        subject=entry("improvement", LETTER, number),
    )


@app.command("verify", help=_("Verify the effect: complaints 90 days before and after"))
@takes_common
def verify(
    ctx: typer.Context,
    common: Common,
    number: Issue = "",
    by: Annotated[str, typer.Option(help=_("Who looked at it; who acts by default"))] = "",
) -> None:
    """Verify the effect of an improvement from the complaints in the ledger."""
    write(
        ctx.obj,
        "ledgerctl improve verify",
        common,
        improving.verify,
        asked(ctx.obj, "by", by),
        subject=entry("improvement", LETTER, number),
    )


@app.command("list", help=_("List the improvements"))
def list_all(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes rectification`"))] = "",
    year: Annotated[str, typer.Option(help=_("Only this year"))] = "",
) -> None:
    """List the improvements."""
    show_entries(ctx.obj, "improvement", improving.listing, status, year)


@app.command("show", help=_("Show one improvement with its measures and its effect"))
def one(ctx: typer.Context, number: Issue) -> None:
    """Show one improvement with its measures and its effect."""
    found = improving.one(ctx.obj.desk(), parse_entry_number(LETTER, number))
    document = card.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, card.data(found))

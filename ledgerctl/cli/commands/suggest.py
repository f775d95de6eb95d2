"""``ledgerctl suggest``: reasonable suggestions, made, passed up, answered."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.learning import suggesting
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.context.sources import words_or_stdin
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.writing.entries import entry, show_entries, show_entry
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.numbers import parse_entry_number
from ledgerctl.domain.learning.suggestions import LETTER
from ledgerctl.i18n import _

app = typer.Typer(invoke_without_command=True)

Suggestion = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Its number, for instance S2020-0001"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Record suggestions; they are no complaints and are counted apart."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("add", help=_("Record a suggestion, from a complaint or by itself"))
@takes_common
def add(
    ctx: typer.Context,
    common: Common,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The proposal; - reads standard input"))
    ] = "",
    kind: Annotated[str, typer.Option(help=_("product, policy or process"))] = "",
    case: Annotated[str, typer.Option(help=_("The complaint that it comes from"))] = "",
    by: Annotated[str, typer.Option(help=_("Who made it; who acts by default"))] = "",
) -> None:
    """Record a suggestion."""
    write(
        ctx.obj,
        "ledgerctl suggest add",
        common,
        suggesting.make,
        asked(ctx.obj, "suggestion_kind", kind, "--kind", required=True),
        asked(ctx.obj, "proposal", words_or_stdin(text), _("TEXT"), required=True),
        asked(ctx.obj, "case", case),
        asked(ctx.obj, "by", by),
    )


@app.command("forward", help=_("Record that a suggestion was passed up"))
@takes_common
def forward(
    ctx: typer.Context,
    common: Common,
    number: Suggestion = "",
    to: Annotated[str, typer.Option(help=_("The superior institution or department"))] = "",
    reason: Annotated[str, typer.Option(help=_("Words that went with it"))] = "",
) -> None:
    """Record that a suggestion was passed up."""
    write(
        ctx.obj,
        "ledgerctl suggest forward",
        common,
        suggesting.forward,
        asked(ctx.obj, "forwarded_to", to, "--to", required=True),
        asked(ctx.obj, "reason", reason),
        subject=entry("suggestion", LETTER, number),
    )


@app.command("answer", help=_("Record the answer to a suggestion"))
@takes_common
def answer(
    ctx: typer.Context,
    common: Common,
    number: Suggestion = "",
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The answer; - reads standard input"))
    ] = "",
    adoption: Annotated[str, typer.Option(help=_("adopted, partly_adopted or not_adopted"))] = "",
    by: Annotated[
        str, typer.Option(help=_("Who answered; by default to whom it was forwarded"))
    ] = "",
) -> None:
    """Record the answer to a suggestion."""
    write(
        ctx.obj,
        "ledgerctl suggest answer",
        common,
        suggesting.answer,
        asked(ctx.obj, "adoption", adoption, required=True),
        asked(ctx.obj, "answer", words_or_stdin(text), _("TEXT")),
        asked(ctx.obj, "answered_by", by, "--by"),
        subject=entry("suggestion", LETTER, number),
    )


@app.command("list", help=_("List the suggestions"))
def list_all(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes suggestion_status`"))] = "",
    year: Annotated[str, typer.Option(help=_("Only this year"))] = "",
) -> None:
    """List the suggestions."""
    show_entries(ctx.obj, "suggestion", suggesting.listing, status, year)


@app.command("show", help=_("Show one suggestion"))
def one(ctx: typer.Context, number: Suggestion) -> None:
    """Show one suggestion."""
    found = suggesting.one(ctx.obj.desk(), parse_entry_number(LETTER, number))
    show_entry(ctx.obj, "suggestion", found)

"""``ledgerctl base``: how many customers and transactions a year had."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import keeping
from ledgerctl.cli import streams
from ledgerctl.cli.options import As, DryRun, Key
from ledgerctl.cli.present import show
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.i18n import _
from ledgerctl.render import populations as face

app = typer.Typer(no_args_is_help=False, invoke_without_command=True)


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """List or record the denominators of the rates."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("list", help=_("List the denominators recorded"))
def list_all(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar=_("YEAR"), help=_("Only this year"))] = "",
) -> None:
    """List the denominators recorded."""
    found = keeping.populations(ctx.obj.desk(), year)
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))


@app.command("set", help=_("Record the denominators of a year; a later record replaces an earlier"))
def record(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(metavar=_("YEAR"), help=_("The year"))],
    customers: Annotated[str, typer.Option(help=_("Number of customers"))] = "",
    transactions: Annotated[str, typer.Option(help=_("Number of transactions"))] = "",
    outlets: Annotated[str, typer.Option(help=_("Number of outlets"))] = "",
    personal_customers: Annotated[str, typer.Option(help=_("Number of personal customers"))] = "",
    accounts: Annotated[str, typer.Option(help=_("Number of accounts"))] = "",
    as_of: Annotated[
        str,
        typer.Option("--as-of", "--at", help=_("Day of the count; the end of the year by default")),
    ] = "",
    source: Annotated[str, typer.Option(help=_("Who or what counted"))] = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record the denominators of a year."""
    sizes = {
        "customers": customers,
        "transactions": transactions,
        "outlets": outlets,
        "personal_customers": personal_customers,
        "accounts": accounts,
    }
    receipt = keeping.record_populations(
        ctx.obj.desk(write=True),
        year,
        {name: text for name, text in sizes.items() if text},
        ctx.obj.meta(person, key),
        as_of=as_of,
        source=source,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

"""``ledgerctl base``: how many customers and transactions a year had."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.desk.moments import read_year
from ledgerctl.application.ledger import keeping
from ledgerctl.cli.asking.asking import day
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.common import Common
from ledgerctl.cli.options.options import As, DryRun, Input, Key
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.codes.vocabulary import MEASURE
from ledgerctl.i18n import _, language
from ledgerctl.render.ledger import populations as face

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta

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
    year: Annotated[str, typer.Argument(metavar=_("YEAR"), help=_("The year"))] = "",
    customers: Annotated[str, typer.Option(help=_("Number of customers"))] = "",
    transactions: Annotated[str, typer.Option(help=_("Number of transactions"))] = "",
    outlets: Annotated[str, typer.Option(help=_("Number of outlets"))] = "",
    personal_customers: Annotated[str, typer.Option(help=_("Number of personal customers"))] = "",
    accounts: Annotated[str, typer.Option(help=_("Number of accounts"))] = "",
    as_of: Annotated[
        str,
        typer.Option("--as-of", "--at", help=_("Day of the count; the end of the year by default")),
    ] = "",
    counted_by: Annotated[str, typer.Option("--source", help=_("Who or what counted"))] = "",
    source: Input = None,
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
    # Somebody who only named the year is asked; elsewhere one size or another will do.
    needed = not any(sizes.values()) and source is None and ctx.obj.may_ask
    write(
        ctx.obj,
        "ledgerctl base set",
        Common(as_of, source, person, key, dry_run),
        _record,
        Asked(Question("year", _("YEAR"), _("Year"), required=True, read=read_year), year),
        *[
            Asked(_size(name, required=needed and name == "customers"), size)
            for name, size in sizes.items()
        ],
        Asked(Question("source", "--source", _("Who or what counted")), counted_by),
        when=day(ctx.obj, "at", as_of, "--as-of", _("Day of the count, if not the year's last")),
    )


def _size(name: str, *, required: bool) -> Question:
    option, label = f"--{name.replace('_', '-')}", MEASURE.label(name, language())
    return Question(name, option, label, required=required, read=partial(keeping.read_size, name))


def _record(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool) -> Receipt:
    others = {"year", "source", "at"}
    return keeping.record_populations(
        desk,
        texts["year"],
        {name: text for name, text in texts.items() if name not in others},
        meta,
        as_of=texts.get("at", ""),
        source=texts.get("source", ""),
        dry_run=dry_run,
    )

"""``ledgerctl imports``: which files were imported, by whom, and what became of them."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.imports import batches
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.i18n import _
from ledgerctl.render.ledger import batches as face

app = typer.Typer(no_args_is_help=False, invoke_without_command=True)


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """List the imports: file, counts, who, when, taken back or not."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("list", help=_("List every import that wrote something, oldest first"))
def list_all(ctx: typer.Context) -> None:
    """List every import that wrote something, oldest first."""
    found = batches.listed(ctx.obj.desk().store)
    show(
        ctx.obj,
        face.document(found, language=ctx.obj.language, encoding=streams.encoding()),
        face.data(found),
        records=[face.record(each) for each in found.batches],
    )


@app.command("show", help=_("Show one import with all its counts and its cases"))
def one(
    ctx: typer.Context,
    batch: Annotated[
        str,
        typer.Argument(
            metavar=_("BATCH"), help=_("Its batch, a beginning of it, or the file's SHA-256")
        ),
    ],
) -> None:
    """Show one import with all its counts and its cases."""
    found = batches.shown(ctx.obj.desk().store, batch)
    document = face.one(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.one_data(found))

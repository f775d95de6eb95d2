"""``ledgerctl verify``: proof that nothing was altered."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from ledgerctl.application.ledger import auditing
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.i18n import _
from ledgerctl.render.ledger import verification as face


def command(
    ctx: typer.Context,
    receipt: Annotated[
        str,
        typer.Option(
            metavar="SIZE:HEAD",
            help=_("The ledger's size and head from an earlier receipt or report"),
        ),
    ] = "",
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help=_("Derive every read table anew from the events first")),
    ] = False,
    files: Annotated[
        bool, typer.Option("--files", help=_("Look at every attached file too"))
    ] = False,
) -> None:
    """Walk the hash chain, derive every read table anew, compare; exit 1 when anything is wrong."""
    desk = ctx.obj.desk(write=rebuild)
    looked = None
    if files:
        from ledgerctl.application.cases.attaching import check_files
        from ledgerctl.cli.context.files import SystemFiles

        looked = check_files(desk, SystemFiles())
    if rebuild:
        from ledgerctl.storage.verifying import rebuild as rebuild_tables

        with desk.store.writing() as transaction:
            rebuild_tables(transaction)
    found = replace(auditing.verify(desk, receipt=receipt), rebuilt=rebuild, files=looked)
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))
    ctx.obj.exit_status = 0 if found.sound else 1

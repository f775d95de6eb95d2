"""``ledgerctl browse``: a masked snapshot in the browser of this machine, read-only."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.exports.snapshot import snapshot
from ledgerctl.cli.context import streams
from ledgerctl.cli.exports import browsing
from ledgerctl.cli.exports.exporting import described, write_tables
from ledgerctl.domain.reports.register_columns import COLUMNS
from ledgerctl.i18n import _

#: What Datasette calls the snapshot, in its addresses too.
_NAME = "ledger"


def command(
    ctx: typer.Context,
    launch: Annotated[
        bool, typer.Option("--open", help=_("Open the address in the browser"))
    ] = False,
) -> None:
    """Serve a masked snapshot of the ledger on this machine until Ctrl-C; needs the extra browse."""
    desk = ctx.obj.desk()
    with tempfile.TemporaryDirectory(prefix="ledgerctl-") as folder:
        path = Path(folder, f"{_NAME}.db")
        columns = list(COLUMNS.values())
        sheets = snapshot(desk, CaseFilter(), columns, ctx.obj.meta(None), None)
        count = write_tables(ctx.obj, sheets, path, ctx.obj.language)
        inner = browsing.application(path, described(_NAME, sheets, ctx.obj.language))
        key = secrets.token_urlsafe(24)
        with browsing.listening() as listener:
            port = listener.getsockname()[1]
            address = f"http://{browsing.HOST}:{port}/?key={key}"
            streams.data(f"{address}\n")
            talk = _(
                "{rows} rows, masked, as of now. Whoever has the address can read; Ctrl-C ends it"
            )
            streams.talk(talk.format(rows=f"{count:,}"))
            if launch:
                typer.launch(address)
            try:
                browsing.serve(browsing.Guard(inner, port, key), listener)
            except KeyboardInterrupt:
                streams.talk(_("Ended"))

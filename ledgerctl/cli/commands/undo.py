"""``ledgerctl undo``: everything that one import wrote is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import keeping
from ledgerctl.cli.options import As, At, DryRun, Key, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    batch: Annotated[str, typer.Argument(metavar=_("BATCH"), help=_("The batch's name"))],
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Take a whole import back; its case numbers are not used again and the history keeps it."""
    desk = ctx.obj.desk(write=True)
    receipt = keeping.undo(
        desk, batch, ctx.obj.meta(person, key), reason=reason, at=at, dry_run=dry_run
    )
    show_receipt(ctx.obj, receipt)

"""``ledgerctl assign``: a case changes hands."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import handling
from ledgerctl.cli.options import As, At, DryRun, Key, Number, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    handler: Annotated[str, typer.Argument(metavar=_("HANDLER"), help=_("Who takes it over"))],
    department: Annotated[str, typer.Option(help=_("The department that is responsible"))] = "",
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Hand a case over; nobody complained about may take it."""
    case = parse_number(number)
    desk = ctx.obj.desk(write=True)
    receipt = handling.assign(
        desk,
        case,
        handler,
        ctx.obj.meta(person, key),
        department=department,
        reason=reason,
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

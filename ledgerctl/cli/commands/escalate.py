"""``ledgerctl escalate``: a case climbs the ladder."""

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
    level: Annotated[
        str,
        typer.Argument(
            metavar=_("LEVEL"),
            help=_("branch_head, operations_supervisor, deputy_president, president or superior"),
        ),
    ],
    to: Annotated[str, typer.Option("--to", help=_("Who takes it over there"))] = "",
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Send a case up the ladder; rungs are skipped only with a reason, and it never climbs down."""
    case = parse_number(number)
    desk = ctx.obj.desk(write=True)
    receipt = handling.escalate(
        desk,
        case,
        level,
        ctx.obj.meta(person, key),
        person=to,
        reason=reason,
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

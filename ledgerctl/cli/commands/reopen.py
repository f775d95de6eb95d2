"""``ledgerctl reopen``: a closed case is taken up again."""

from __future__ import annotations

import typer

from ledgerctl.application import handling
from ledgerctl.cli.options import As, At, DryRun, Key, Number, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number


def command(
    ctx: typer.Context,
    number: Number,
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Take a closed case up again because new facts came up; the legal clock starts anew."""
    case = parse_number(number)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, handling.reopen(desk, case, reason, meta, at=at, dry_run=dry_run))

"""``ledgerctl amend``: a value is put right; the old one stays in history."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import handling
from ledgerctl.cli.options import As, At, DryRun, Key, Number, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.cli.sources import words_or_stdin
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    field: Annotated[
        str, typer.Argument(metavar=_("FIELD"), help=_("Which field: `ledgerctl codes fields`"))
    ],
    value: Annotated[
        str,
        typer.Argument(
            metavar=_("VALUE"),
            help=_("The right value; @FILE or - for personal data; empty makes it unknown"),
        ),
    ],
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Correct one field of a case, with the reason."""
    case = parse_number(number)
    words = words_or_stdin(value)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = handling.amend(desk, case, field, words, meta, reason=reason, at=at, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)

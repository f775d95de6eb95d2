"""``ledgerctl resume``: the clock of a case runs again."""

from __future__ import annotations

import typer

from ledgerctl.application import clocks
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Number, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    reason: Reason = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Let the clock run again; what was left when it stopped is left now."""
    case = parse_number(number)
    questions = (
        Question("reason", "--reason", _("Why")),
        Question("at", "--at", _("When it happened")),
    )
    given = {"reason": reason, "at": at}
    texts = fill(ctx.obj, "ledgerctl resume", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, clocks.resume(desk, case, texts, meta, dry_run=dry_run))

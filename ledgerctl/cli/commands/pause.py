"""``ledgerctl pause``: the clock of a case stands still."""

from __future__ import annotations

from typing import Annotated

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
    cause: Annotated[str, typer.Option(help=_("Why it stops: `ledgerctl codes pause_cause`"))] = "",
    told: Annotated[str, typer.Option(help=_("When the complainant was told"))] = "",
    reason: Reason = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Stop the clock for an external appraisal; its days do not count."""
    case = parse_number(number)
    given = {"cause": cause, "told_at": told, "reason": reason, "at": at}
    questions = (
        Question("cause", "--cause", _("Why the clock stops"), "pause_cause"),
        Question("told_at", "--told", _("When the complainant was told")),
        Question("reason", "--reason", _("Why")),
        Question("at", "--at", _("When it happened")),
    )
    texts = fill(ctx.obj, "ledgerctl pause", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, clocks.pause(desk, case, texts, meta, dry_run=dry_run))

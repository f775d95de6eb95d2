"""``ledgerctl decline``: a complaint that the branch does not handle, and why."""

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
    cause: Annotated[
        str, typer.Option(help=_("Why it is declined: `ledgerctl codes decline_cause`"))
    ] = "",
    reason: Reason = "",
    told: Annotated[str, typer.Option(help=_("When the complainant was told"))] = "",
    by: Annotated[str, typer.Option(help=_("How: `ledgerctl codes notice_method`"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Decline a complaint with its cause; the complainant is told."""
    case = parse_number(number)
    given = {"cause": cause, "reason": reason, "told_at": told, "method": by, "at": at}
    questions = (
        Question("cause", "--cause", _("Why it is declined"), "decline_cause", required=True),
        Question("reason", "--reason", _("Why"), required=True),
        Question("told_at", "--told", _("When the complainant was told")),
        Question("method", "--by", _("How the complainant was told"), "notice_method"),
        Question("at", "--at", _("When it happened")),
    )
    texts = fill(ctx.obj, "ledgerctl decline", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, clocks.decline(desk, case, texts, meta, dry_run=dry_run))

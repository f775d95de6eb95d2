"""``ledgerctl extend``: the handling period of a case is extended."""

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
    days: Annotated[
        str, typer.Option(help=_("By how much; all that the policy allows by default"))
    ] = "",
    approved_by: Annotated[str, typer.Option("--approved-by", help=_("Who approved it"))] = "",
    approval: Annotated[
        str, typer.Option(help=_("Where it was approved: `ledgerctl codes approval`"))
    ] = "",
    told: Annotated[str, typer.Option(help=_("When the complainant was told"))] = "",
    reason: Reason = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Extend the handling period; recorded after the due day, it does not count as on time."""
    case = parse_number(number)
    given = {
        "days": days,
        "approved_by": approved_by,
        "approval": approval,
        "told_at": told,
        "reason": reason,
        "at": at,
    }
    questions = (
        Question("reason", "--reason", _("Why"), required=True),
        Question("approved_by", "--approved-by", _("Approved by")),
        Question("approval", "--approval", _("Approved at"), "approval"),
        Question("told_at", "--told", _("When the complainant was told")),
        Question("days", "--days", _("By how many days")),
        Question("at", "--at", _("When it happened")),
    )
    texts = fill(ctx.obj, "ledgerctl extend", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, clocks.extend(desk, case, texts, meta, dry_run=dry_run))

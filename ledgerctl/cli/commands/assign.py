"""``ledgerctl assign``: a case changes hands, gets help, or is accepted."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import handling
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Number, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.numbers import parse_number
from ledgerctl.errors import ContradictoryOptions
from ledgerctl.i18n import _, language


def command(
    ctx: typer.Context,
    number: Number,
    handler: Annotated[
        str, typer.Argument(metavar=_("HANDLER"), help=_("Who takes it over, or helps"))
    ] = "",
    assist: Annotated[
        bool, typer.Option("--assist", help=_("HANDLER helps; the owner stays"))
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help=_("The acting person accepts what was handed over"))
    ] = False,
    department: Annotated[str, typer.Option(help=_("The department that is responsible"))] = "",
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Hand a case over; nobody complained about may take it or help with it."""
    case = parse_number(number)
    if assist and accept:
        raise ContradictoryOptions(first="--assist", second="--accept")
    if accept and (handler or department):
        extra = "HANDLER" if handler else "--department"
        raise ContradictoryOptions(first="--accept", second=extra)
    if assist and department:
        raise ContradictoryOptions(first="--assist", second="--department")
    given = {"handler": handler, "department": department, "reason": reason}
    spoken = language()
    questions = (
        []
        if accept
        else [Question("handler", "HANDLER", FIELDS["handler"].label(spoken), required=True)]
    )
    if not (assist or accept):
        questions.append(Question("department", "--department", FIELDS["department"].label(spoken)))
    questions.append(Question("reason", "--reason", _("Reason")))
    texts = fill(ctx.obj, "ledgerctl assign", given, questions, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    why = texts.get("reason", "")
    if accept:
        receipt = handling.accept(desk, case, meta, reason=why, at=at, dry_run=dry_run)
    elif assist:
        receipt = handling.assist(
            desk, case, texts["handler"], meta, reason=why, at=at, dry_run=dry_run
        )
    else:
        receipt = handling.assign(
            desk,
            case,
            texts["handler"],
            meta,
            department=texts.get("department", ""),
            reason=why,
            at=at,
            dry_run=dry_run,
        )
    show_receipt(ctx.obj, receipt)

"""``ledgerctl followup``: a call-back, or a step of relationship repair."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import following
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Number
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.errors import ContradictoryOptions
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    outcome: Annotated[
        str, typer.Argument(metavar=_("OUTCOME"), help=_("reached, not_reached or refused"))
    ] = "",
    score: Annotated[
        str, typer.Option(help=_("1 to 5, from a customer who was reached; 2 or less opens a task"))
    ] = "",
    note: Annotated[str, typer.Option(help=_("What was said"))] = "",
    repair: Annotated[
        str, typer.Option(help=_("What was done for the relationship, instead of a call-back"))
    ] = "",
    result: Annotated[
        str, typer.Option(help=_("What the repair came to: `ledgerctl codes repair`"))
    ] = "",
    next_on: Annotated[str, typer.Option("--next", help=_("When it goes on"))] = "",
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record a call-back after a case was closed, or with --repair what was done for the relationship."""
    case = parse_number(number)
    if repair and (outcome or score):
        raise ContradictoryOptions(first="--repair", second="OUTCOME" if outcome else "--score")
    questions = (
        Question("outcome", "OUTCOME", _("Call-back"), "call_back", required=True),
        Question("score", "--score", _("Score"), "satisfaction", read=following.read_score),
        Question("note", "--note", _("What was said")),
    )
    given = {"outcome": outcome, "score": score, "note": note}
    if repair or result or next_on:
        questions = (
            Question("repair", "--repair", _("What was done"), required=True),
            Question("result", "--result", _("Result"), "repair"),
            Question("next", "--next", _("When it goes on")),
        )
        given = {"repair": repair, "result": result, "next": next_on}
    texts = fill(ctx.obj, "ledgerctl followup", given, questions, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    if "repair" in texts:
        receipt = following.repair(
            desk,
            case,
            texts["repair"],
            meta,
            result=texts.get("result", ""),
            next_on=texts.get("next", ""),
            at=at,
            dry_run=dry_run,
        )
    else:
        receipt = following.call_back(
            desk,
            case,
            texts["outcome"],
            meta,
            score=texts.get("score", ""),
            note=texts.get("note", ""),
            at=at,
            dry_run=dry_run,
        )
    show_receipt(ctx.obj, receipt)

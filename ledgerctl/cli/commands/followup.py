"""``ledgerctl followup``: a call-back, or a step of relationship repair."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import following
from ledgerctl.application.cases.following import SCORES, read_score
from ledgerctl.cli.asking.asking import case, day
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import once_closed, standing
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.errors.usage import ContradictoryOptions, MissingOption
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
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
) -> None:
    """Record a call-back after a case was closed, or with --repair what was done for the relationship."""
    if repair and (outcome or score):
        raise ContradictoryOptions(first="--repair", second="OUTCOME" if outcome else "--score")
    # A JSON object tells by its names which of the two it is.
    required = common.source is None
    scores = tuple(
        f"{key} {VOCABULARIES['satisfaction'].label(key, ctx.obj.language)}" for key in SCORES
    )
    called = (
        Asked(Question("outcome", "OUTCOME", _("Call-back"), "call_back", required), outcome),
        Asked(Question("score", "--score", _("Score"), read=read_score, choices=scores), score),
        Asked(Question("note", "--note", _("What was said")), note),
    )
    repaired = (
        Asked(Question("repair", "--repair", _("What was done"), required=required), repair),
        Asked(Question("result", "--result", _("Result"), "repair"), result),
        day(ctx.obj, "next", next_on, "--next", _("When it goes on"), like="due_on"),
    )
    if common.source is not None:
        asked: tuple[Asked, ...] = (*called, *repaired)
    else:
        asked = repaired if repair or result or next_on else called
    write(
        ctx.obj,
        "ledgerctl followup",
        common,
        _follow,
        *asked,
        subject=case(number),
        ready=once_closed if asked is called else standing,
    )


def _follow(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    at = texts.get("at", "")
    if "repair" in texts:
        if "outcome" in texts:
            raise ContradictoryOptions(first="repair", second="outcome")
        result, next_on = texts.get("result", ""), texts.get("next", "")
        return following.repair(
            desk,
            number,
            texts["repair"],
            meta,
            result=result,
            next_on=next_on,
            at=at,
            dry_run=dry_run,
        )
    if "outcome" not in texts:
        raise MissingOption(names="OUTCOME, --repair", command="ledgerctl followup")
    score, note = texts.get("score", ""), texts.get("note", "")
    return following.call_back(
        desk, number, texts["outcome"], meta, score=score, note=note, at=at, dry_run=dry_run
    )

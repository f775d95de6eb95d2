"""``ledgerctl notify``: the complainant was told the decision."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import clocks
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Number
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    by: Annotated[str, typer.Option(help=_("How: `ledgerctl codes notice_method`"))] = "",
    told: Annotated[str, typer.Option(help=_("What was told: facts,basis,remedies"))] = "",
    proof: Annotated[
        str, typer.Option(help=_("What shows it: a posting number, a recording, a signature"))
    ] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record the notice of the decision: the facts, the basis, the remedies that are open."""
    case = parse_number(number)
    given = {"method": by, "told": told, "proof": proof, "at": at}
    questions = (
        Question(
            "method", "--by", _("How the complainant was told"), "notice_method", required=True
        ),
        Question("told", "--told", _("What was told (facts,basis,remedies)"), required=True),
        Question("proof", "--proof", _("What shows it")),
        Question("at", "--at", _("When it happened")),
    )
    texts = fill(ctx.obj, "ledgerctl notify", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, clocks.notify(desk, case, texts, meta, dry_run=dry_run))

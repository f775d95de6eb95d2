"""``ledgerctl unlink``: a link between two cases is taken away."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import linking
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import At, DryRun, Input, Key, Number, OtherNumber, Person, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    other: OtherNumber,
    relation: Annotated[
        str, typer.Option("--as", help=_("Which link, when there are several"))
    ] = "",
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: Person = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Take a link away, with the reason; what it did to the figures goes with it."""
    first, second = parse_number(number), parse_number(other)
    questions = (
        Question("relation", "--as", _("How they belong together"), "relation"),
        Question("reason", "--reason", _("Reason"), required=True),
    )
    given = {"relation": relation, "reason": reason}
    texts = fill(ctx.obj, "ledgerctl unlink", given, questions, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    receipt = linking.unlink(
        desk,
        first,
        second,
        texts.get("relation", ""),
        meta,
        reason=texts["reason"],
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

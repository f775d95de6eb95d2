"""``ledgerctl link``: two cases belong together."""

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
        str, typer.Option("--as", help=_("How they belong together: `ledgerctl codes relation`"))
    ] = "",
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: Person = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Link two cases; both stay what they are, and `unlink` takes the link away.

    repeat, follow-up, same-person, became-regulatory: NUMBER is the later, or the own, case. duplicate:
    NUMBER came while OTHER was being handled; it is no longer counted or worked on by itself.
    """
    first, second = parse_number(number), parse_number(other)
    questions = (
        Question("relation", "--as", _("How they belong together"), "relation", required=True),
        Question("reason", "--reason", _("Reason")),
    )
    given = {"relation": relation, "reason": reason}
    texts = fill(ctx.obj, "ledgerctl link", given, questions, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    receipt = linking.link(
        desk,
        first,
        second,
        texts["relation"],
        meta,
        reason=texts.get("reason", ""),
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

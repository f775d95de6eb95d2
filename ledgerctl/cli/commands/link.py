"""``ledgerctl link``: two cases belong together."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.cases import linking
from ledgerctl.cli.options.common import Common
from ledgerctl.cli.options.options import (
    At,
    DryRun,
    Input,
    Key,
    Number,
    OtherNumber,
    Person,
    Reason,
)
from ledgerctl.cli.writing.pairs import Pair, write_pair
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number = "",
    other: OtherNumber = "",
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
    pair = Pair(number, other, relation, reason)
    common = Common(at, source, person, key, dry_run)
    write_pair(ctx.obj, "ledgerctl link", common, linking.link, pair, "relation")

"""``ledgerctl unlink``: a link between two cases is taken away."""

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
    pair = Pair(number, other, relation, reason)
    common = Common(at, source, person, key, dry_run)
    write_pair(ctx.obj, "ledgerctl unlink", common, linking.unlink, pair, "reason")

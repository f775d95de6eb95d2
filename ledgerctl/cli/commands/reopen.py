"""``ledgerctl reopen``: a closed case is taken up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from ledgerctl.application.cases import handling
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import once_closed

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
    reason: Reason = "",
) -> None:
    """Take a closed case up again because new facts came up; the legal clock starts anew."""
    write(
        ctx.obj,
        "ledgerctl reopen",
        common,
        _reopen,
        asked(ctx.obj, "reason", reason, required=True),
        subject=case(number),
        ready=once_closed,
    )


def _reopen(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    at = texts.get("at", "")
    return handling.reopen(desk, number, texts["reason"], meta, at=at, dry_run=dry_run)

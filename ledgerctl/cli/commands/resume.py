"""``ledgerctl resume``: the clock of a case runs again."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import clock_stopped


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    reason: Reason = "",
) -> None:
    """Let the clock run again; what was left when it stopped is left now."""
    write(
        ctx.obj,
        "ledgerctl resume",
        common,
        clocks.resume,
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=clock_stopped,
    )

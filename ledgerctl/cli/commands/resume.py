"""``ledgerctl resume``: the clock of a case runs again."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common
from ledgerctl.cli.options.groups import grouped
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import clock_stopped


@grouped
def command(
    ctx: typer.Context,
    number: Number = "",
    reason: Reason = "",
    *,
    common: Common,
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

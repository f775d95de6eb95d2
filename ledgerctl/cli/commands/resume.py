"""``ledgerctl resume``: the clock of a case runs again."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.options import As, At, DryRun, Input, Key, Number, Reason
from ledgerctl.cli.writing.writing import Common, write
from ledgerctl.domain.cases.guards import clock_stopped


def command(
    ctx: typer.Context,
    number: Number = "",
    reason: Reason = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Let the clock run again; what was left when it stopped is left now."""
    write(
        ctx.obj,
        "ledgerctl resume",
        Common(at, source, person, key, dry_run),
        clocks.resume,
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=clock_stopped,
    )

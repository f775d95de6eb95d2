"""``ledgerctl withdraw``: the complainant takes the complaint back."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.options import As, At, DryRun, Input, Key, Number, Reason
from ledgerctl.cli.writing.writing import Common, write
from ledgerctl.domain.cases.guards import still_open
from ledgerctl.i18n import _


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
    """Record that the complaint was taken back; the procedure ends that day."""
    write(
        ctx.obj,
        "ledgerctl withdraw",
        Common(at, source, person, key, dry_run),
        clocks.withdraw,
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=still_open,
        agree_to=_("Record the withdrawal?"),
    )

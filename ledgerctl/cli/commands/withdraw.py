"""``ledgerctl withdraw``: the complainant takes the complaint back."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import still_open
from ledgerctl.i18n import _


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    reason: Reason = "",
) -> None:
    """Record that the complaint was taken back; the procedure ends that day."""
    write(
        ctx.obj,
        "ledgerctl withdraw",
        common,
        clocks.withdraw,
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=still_open,
        agree_to=_("Record the withdrawal?"),
    )

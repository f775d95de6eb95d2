"""``ledgerctl pause``: the clock of a case stands still."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case, day
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import clock_running
from ledgerctl.domain.codes.clock_terms import PAUSE_CAUSE
from ledgerctl.i18n import _


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    cause: Annotated[str, typer.Option(help=_("Why it stops: `ledgerctl codes pause_cause`"))] = "",
    told: Annotated[str, typer.Option(help=_("When the complainant was told"))] = "",
    reason: Reason = "",
) -> None:
    """Stop the clock for an external appraisal; its days do not count."""
    why = Question("cause", "--cause", _("Why the clock stops"), "pause_cause")
    write(
        ctx.obj,
        "ledgerctl pause",
        common,
        clocks.pause,
        Asked(why._replace(usual=PAUSE_CAUSE.keys()[0]), cause),
        day(ctx.obj, "told_at", told, "--told", _("When the complainant was told")),
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=clock_running,
    )

"""``ledgerctl decline``: a complaint that the branch does not handle, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import asked, case, day
from ledgerctl.cli.asking.filling import Asked, Question
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
    cause: Annotated[
        str, typer.Option(help=_("Why it is declined: `ledgerctl codes decline_cause`"))
    ] = "",
    reason: Reason = "",
    told: Annotated[str, typer.Option(help=_("When the complainant was told"))] = "",
    by: Annotated[str, typer.Option(help=_("How: `ledgerctl codes notice_method`"))] = "",
) -> None:
    """Decline a complaint with its cause; the complainant is told."""
    why, how = _("Why it is declined"), _("How the complainant was told")
    write(
        ctx.obj,
        "ledgerctl decline",
        common,
        clocks.decline,
        Asked(Question("cause", "--cause", why, "decline_cause", required=True), cause),
        asked(ctx.obj, "reason", reason, required=True),
        day(ctx.obj, "told_at", told, "--told", _("When the complainant was told")),
        Asked(Question("method", "--by", how, "notice_method"), by),
        subject=case(number),
        ready=still_open,
        agree_to=_("Decline this complaint?"),
    )

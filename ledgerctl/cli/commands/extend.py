"""``ledgerctl extend``: the handling period of a case is extended."""

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
from ledgerctl.i18n import _


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    days: Annotated[
        str, typer.Option(help=_("By how much; all that the policy allows by default"))
    ] = "",
    approved_by: Annotated[str, typer.Option("--approved-by", help=_("Who approved it"))] = "",
    approval: Annotated[
        str, typer.Option(help=_("Where it was approved: `ledgerctl codes approval`"))
    ] = "",
    told: Annotated[str, typer.Option(help=_("When the complainant was told"))] = "",
    reason: Reason = "",
) -> None:
    """Extend the handling period; recorded after the due day, it does not count as on time."""
    how_many = _("By how many days")
    write(
        ctx.obj,
        "ledgerctl extend",
        common,
        clocks.extend,
        asked(ctx.obj, "reason", reason, required=True),
        asked(ctx.obj, "approved_by", approved_by),
        Asked(Question("approval", "--approval", _("Level of approval"), "approval"), approval),
        day(ctx.obj, "told_at", told, "--told", _("When the complainant was told")),
        Asked(Question("days", "--days", how_many, read=clocks.read_days), days),
        subject=case(number),
        ready=clock_running,
    )

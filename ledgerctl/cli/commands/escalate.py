"""``ledgerctl escalate``: a case climbs the ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import handling
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import still_open
from ledgerctl.i18n import _

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
    level: Annotated[
        str,
        typer.Argument(
            metavar=_("LEVEL"),
            help=_("branch_head, operations_supervisor, deputy_president, president or superior"),
        ),
    ] = "",
    to: Annotated[str, typer.Option("--to", help=_("Who takes it over there"))] = "",
    reason: Reason = "",
) -> None:
    """Send a case up the ladder; rungs are skipped only with a reason, and it never climbs down."""
    write(
        ctx.obj,
        "ledgerctl escalate",
        common,
        _escalate,
        asked(ctx.obj, "level", level, _("LEVEL"), required=True),
        Asked(Question("to", "--to", _("Who takes it over there")), to),
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=still_open,
        agree_to=_("Escalate this case?"),
    )


def _escalate(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    return handling.escalate(
        desk,
        number,
        texts["level"],
        meta,
        person=texts.get("to", ""),
        reason=texts.get("reason", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )

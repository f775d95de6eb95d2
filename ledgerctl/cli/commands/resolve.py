"""``ledgerctl resolve``: a case is closed with its outcome, in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import handling
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import in_hand
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
    finding: Annotated[str, typer.Option(help=_("What was found: `ledgerctl codes finding`"))] = "",
    remedy: Annotated[str, typer.Option(help=_("What was done: `ledgerctl codes remedy`"))] = "",
    amount: Annotated[str, typer.Option(help=_("Compensation paid, such as 23.00"))] = "",
    settlement: Annotated[str, typer.Option(help=_("agreed or not_agreed"))] = "",
    resolution: Annotated[str, typer.Option(help=_("The decision and its grounds"))] = "",
    told: Annotated[str, typer.Option(help=_("When the customer was told"))] = "",
    told_by: Annotated[
        str, typer.Option(help=_("How the customer was told: `ledgerctl codes notice_method`"))
    ] = "",
    responsibility: Annotated[
        str, typer.Option(help=_("Whose fault: `ledgerctl codes responsibility`"))
    ] = "",
    fault_nature: Annotated[
        str, typer.Option(help=_("Which of the three causes: `ledgerctl codes fault_nature`"))
    ] = "",
    cause: Annotated[str, typer.Option(help=_("The cause: `ledgerctl codes cause`"))] = "",
    satisfaction: Annotated[str, typer.Option(help=_("1 to 5, not_reached or refused"))] = "",
    second: Annotated[
        str, typer.Option(help=_("Who else looked at it, when it is rejected or partly upheld"))
    ] = "",
) -> None:
    """Close a case with its outcome; nobody complained about may close it.

    With the setting four_eyes on, a rejection needs somebody beside the handler.
    """
    told_of = {
        "finding": ("", finding),
        "remedy": ("", remedy),
        "compensation": ("--amount", amount),
        "settlement": ("", settlement),
        "resolution": ("", resolution),
        "notified_at": ("--told", told),
        "notice_method": ("--told-by", told_by),
        "responsibility": ("", responsibility),
        "fault_nature": ("", fault_nature),
        "cause": ("", cause),
        "satisfaction": ("", satisfaction),
        "second_person": ("--second", second),
    }
    write(
        ctx.obj,
        "ledgerctl resolve",
        common,
        _resolve,
        *[
            asked(ctx.obj, name, given, option, required=name == "finding")
            for name, (option, given) in told_of.items()
        ],
        subject=case(number),
        ready=in_hand,
        agree_to=_("Close this case?"),
    )


def _resolve(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    outcome = {name: text for name, text in texts.items() if name != "at"}
    resolved = {**outcome, "resolved_at": texts.get("at", "")}
    return handling.resolve(desk, number, resolved, meta, dry_run=dry_run)

"""``ledgerctl resolve``: a case is closed with its outcome, in one step."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import handling
from ledgerctl.cli.options import As, At, DryRun, Key, Number
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.errors import MissingOption
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
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
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Close a case with its outcome; nobody complained about may close it.

    With the setting four_eyes on, a rejection needs somebody beside the handler.
    """
    case = parse_number(number)
    texts = {
        "finding": finding,
        "remedy": remedy,
        "compensation": amount,
        "settlement": settlement,
        "resolution": resolution,
        "notified_at": told,
        "notice_method": told_by,
        "responsibility": responsibility,
        "fault_nature": fault_nature,
        "cause": cause,
        "satisfaction": satisfaction,
        "second_person": second,
        "resolved_at": at,
    }
    if not finding.strip():
        if not ctx.obj.may_ask:
            raise MissingOption(names="--finding", command="ledgerctl resolve")
        from ledgerctl.cli.prompting import ask_outcome

        texts = ask_outcome(ctx.obj, ctx.obj.desk(write=True), texts)
    desk = ctx.obj.desk(write=True)
    receipt = handling.resolve(desk, case, texts, ctx.obj.meta(person, key), dry_run=dry_run)
    show_receipt(ctx.obj, receipt)

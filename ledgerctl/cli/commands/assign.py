"""``ledgerctl assign``: a case changes hands, gets help, or is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import handling
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import still_open
from ledgerctl.errors.usage import ContradictoryOptions
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
    handler: Annotated[
        str, typer.Argument(metavar=_("HANDLER"), help=_("Who takes it over, or helps"))
    ] = "",
    assist: Annotated[
        bool, typer.Option("--assist", help=_("HANDLER helps; the owner stays"))
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help=_("The acting person accepts what was handed over"))
    ] = False,
    department: Annotated[str, typer.Option(help=_("The department that is responsible"))] = "",
    reason: Reason = "",
) -> None:
    """Hand a case over; nobody complained about may take it or help with it."""
    if assist and accept:
        raise ContradictoryOptions(first="--assist", second="--accept")
    if accept and (handler or department):
        extra = "HANDLER" if handler else "--department"
        raise ContradictoryOptions(first="--accept", second=extra)
    if assist and department:
        raise ContradictoryOptions(first="--assist", second="--department")
    write(
        ctx.obj,
        "ledgerctl assign",
        common,
        _accept if accept else _assist if assist else _assign,
        *([] if accept else [asked(ctx.obj, "handler", handler, "HANDLER", required=True)]),
        *([] if accept or assist else [asked(ctx.obj, "department", department)]),
        asked(ctx.obj, "reason", reason),
        subject=case(number),
        ready=still_open,
    )


def _accept(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    reason, at = texts.get("reason", ""), texts.get("at", "")
    return handling.accept(desk, number, meta, reason=reason, at=at, dry_run=dry_run)


def _assist(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    reason, at = texts.get("reason", ""), texts.get("at", "")
    return handling.assist(
        desk, number, texts["handler"], meta, reason=reason, at=at, dry_run=dry_run
    )


def _assign(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    return handling.assign(
        desk,
        number,
        texts["handler"],
        meta,
        department=texts.get("department", ""),
        reason=texts.get("reason", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )

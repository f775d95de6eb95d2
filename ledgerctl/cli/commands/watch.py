"""``ledgerctl watch``: who complains again and again, and who knows of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import watching
from ledgerctl.application.desk.desk import branch_now
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import As, Reason
from ledgerctl.cli.options.periods import bounds
from ledgerctl.cli.writing.writing import write
from ledgerctl.i18n import _
from ledgerctl.render.cases import watching as face

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta

app = typer.Typer(no_args_is_help=False, invoke_without_command=True)

Subject = Annotated[
    str,
    typer.Argument(
        metavar=_("CASE"), help=_("A case of the complainant, or the pseudonym that the list shows")
    ),
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Show or change the watch list; every look at it is recorded."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command(
    "list", help=_("Show who is watched and who complained repeatedly; the look is recorded")
)
def list_all(
    ctx: typer.Context,
    last: Annotated[str, typer.Option(help=_("The last 30d, 8w, 3m or 1y"))] = "",
    first_day: Annotated[str, typer.Option("--from", help=_("First day of receipt"))] = "",
    last_day: Annotated[str, typer.Option("--to", help=_("Last day of receipt"))] = "",
    person: As = None,
) -> None:
    """Show who is watched and who complained repeatedly; the look is recorded."""
    desk = ctx.obj.desk(write=True)
    today = branch_now(desk, desk.store.ledger().settings).today
    length = last or ("" if first_day or last_day else "1y")
    first, end = bounds(first_day, last_day, length, today)
    found = watching.view(desk, ctx.obj.meta(person), first, end)
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))


@app.command("add", help=_("Put a complainant on the watch list"))
@takes_common
def add(
    ctx: typer.Context,
    common: Common,
    case: Subject = "",
    reason: Reason = "",
) -> None:
    """Put a complainant on the watch list."""
    write(
        ctx.obj,
        "ledgerctl watch add",
        common,
        partial(_record, watching.add),
        _complainant(case),
        asked(ctx.obj, "reason", reason, required=True),
    )


@app.command("lift", help=_("Take a complainant off the watch list"))
@takes_common
def lift(
    ctx: typer.Context,
    common: Common,
    case: Subject = "",
    reason: Reason = "",
) -> None:
    """Take a complainant off the watch list."""
    write(
        ctx.obj,
        "ledgerctl watch lift",
        common,
        partial(_record, watching.lift),
        _complainant(case),
        asked(ctx.obj, "reason", reason, required=True),
    )


@app.command("tell", help=_("Record who was told of a complainant on the list"))
@takes_common
def tell(
    ctx: typer.Context,
    common: Common,
    case: Subject = "",
    staff: Annotated[str, typer.Argument(metavar=_("STAFF"), help=_("Who was told"))] = "",
    reason: Reason = "",
) -> None:
    """Record who was told of a complainant on the list."""
    write(
        ctx.obj,
        "ledgerctl watch tell",
        common,
        _tell,
        _complainant(case),
        Asked(Question("staff", "STAFF", _("Who was told"), required=True), staff),
        asked(ctx.obj, "reason", reason, required=True),
    )


def _complainant(given: str) -> Asked:
    label = _("A case of the complainant, or the pseudonym that the list shows")
    return Asked(Question("case", "CASE", label, required=True), given)


def _record(
    do: Callable[..., Receipt], desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    reason, at = texts["reason"], texts.get("at", "")
    return do(desk, texts["case"], meta, reason=reason, at=at, dry_run=dry_run)


def _tell(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool) -> Receipt:
    case, staff, reason = texts["case"], texts["staff"], texts["reason"]
    at = texts.get("at", "")
    return watching.tell(desk, case, staff, meta, reason=reason, at=at, dry_run=dry_run)

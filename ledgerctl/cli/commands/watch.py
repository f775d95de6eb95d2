"""``ledgerctl watch``: who complains again and again, and who knows of it."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import watching
from ledgerctl.application.desk import branch_now
from ledgerctl.cli import streams
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Reason
from ledgerctl.cli.periods import bounds
from ledgerctl.cli.present import show
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.i18n import _
from ledgerctl.render import watching as face

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
def add(
    ctx: typer.Context,
    case: Subject,
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Put a complainant on the watch list."""
    why = _why(ctx, "ledgerctl watch add", reason, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    show_receipt(ctx.obj, watching.add(desk, case, meta, reason=why, at=at, dry_run=dry_run))


@app.command("lift", help=_("Take a complainant off the watch list"))
def lift(
    ctx: typer.Context,
    case: Subject,
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Take a complainant off the watch list."""
    why = _why(ctx, "ledgerctl watch lift", reason, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    show_receipt(ctx.obj, watching.lift(desk, case, meta, reason=why, at=at, dry_run=dry_run))


@app.command("tell", help=_("Record who was told of a complainant on the list"))
def tell(
    ctx: typer.Context,
    case: Subject,
    staff: Annotated[str, typer.Argument(metavar=_("STAFF"), help=_("Who was told"))],
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record who was told of a complainant on the list."""
    why = _why(ctx, "ledgerctl watch tell", reason, source)
    desk, meta = ctx.obj.desk(write=True), ctx.obj.meta(person, key)
    receipt = watching.tell(desk, case, staff, meta, reason=why, at=at, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


def _why(ctx: typer.Context, command: str, reason: str, source: str | None) -> str:
    question = Question("reason", "--reason", _("Reason"), required=True)
    return fill(ctx.obj, command, {"reason": reason}, [question], source)["reason"]

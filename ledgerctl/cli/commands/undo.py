"""``ledgerctl undo``: what a command or an import wrote is taken back, after a look at what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.ledger import reversing
from ledgerctl.cli.asking.asking import moment
from ledgerctl.cli.asking.confirming import agrees
from ledgerctl.cli.asking.filling import Question, fill
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Reason
from ledgerctl.errors.reversal import NotConfirmed
from ledgerctl.i18n import _
from ledgerctl.render.faces import faces
from ledgerctl.render.ledger import undoing
from ledgerctl.render.words.texts import field_label

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.ledger.reversing import Plan
    from ledgerctl.cli.context.context import Context


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    target: Annotated[
        str,
        typer.Argument(
            metavar=_("[EVENT|BATCH|NUMBER]"),
            help=_(
                "An event's number, a batch, or a case (its last command);"
                " the ledger's last command by default"
            ),
        ),
    ] = "",
    reason: Reason = "",
    with_later: Annotated[
        bool,
        typer.Option(
            "--with-later", help=_("Also take back later commands that would rest on nothing")
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask"))] = False,
) -> None:
    """Take back what a command or an import wrote; the history keeps both, and undo can be undone."""
    context: Context = ctx.obj
    desk = context.desk(write=True)
    meta = context.meta(common.person, common.key)
    seen = None
    if not (yes or common.dry_run or reversing.repeated(desk, meta)):
        seen = _shown(context, desk, meta, target, with_later=with_later)
        target, with_later = seen.target, len(seen.commands) > 1
    why = Question("reason", "--reason", field_label("reason", context.language), required=True)
    # Who takes back at a terminal does so now.
    when = [moment(context, common.at).question] if common.source is not None else []
    given = {"reason": reason, "at": common.at}
    texts = fill(context, "ledgerctl undo", given, [why, *when], common.source)
    if seen is not None and not agrees(_("Take this back?")):
        raise NotConfirmed
    undone = reversing.undo(
        desk,
        target,
        meta,
        reason=texts["reason"],
        at=texts.get("at", ""),
        with_later=with_later,
        seen=seen,
        dry_run=common.dry_run,
    )
    document = undoing.document(undone, language=context.language, encoding=streams.encoding())
    show(context, document, undoing.data(undone))


def _shown(context: Context, desk: Desk, meta: Meta, target: str, *, with_later: bool) -> Plan:
    """Return the plan that the person was shown, on stderr; nobody to ask is nobody who agrees."""
    plan = reversing.plan(desk.store, target, with_later=with_later)
    _talk(context, plan)
    if not context.may_ask:
        raise NotConfirmed
    if plan.person != meta.person:
        streams.talk(_("Attention: this was recorded by {person}").format(person=plan.person))
    if plan.later and agrees(_("Take these later commands back as well?")):
        plan = reversing.plan(desk.store, plan.target, with_later=True)
        _talk(context, plan)
    return plan


def _talk(context: Context, plan: Plan) -> None:
    encoding = streams.encoding()
    document = undoing.preview(plan, language=context.language, encoding=encoding)
    streams.talk(faces.text_of(document, "table", width=streams.width(), encoding=encoding))

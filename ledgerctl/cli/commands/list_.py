"""``ledgerctl list``: the cases that a filter selects."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.ledger import looking
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options import selecting
from ledgerctl.cli.options.groups import grouped
from ledgerctl.cli.options.options import As, Reveal
from ledgerctl.errors.usage import BadNumber
from ledgerctl.i18n import _
from ledgerctl.render.cases import cases

#: Rows on a terminal when nobody says otherwise; a pipe gets them all.
_SCREEN = 50
#: No ledger has more rows than a number of this length says; SQLite's integers hold it.
_DIGITS = 15


@grouped
def command(
    ctx: typer.Context,
    *,
    selection: selecting.Selection,
    record_type: selecting.RecordType = "",
    accountability: selecting.Accountability = "",
    undecided: selecting.Undecided = False,
    sort: selecting.Sort = "",
    limit: Annotated[
        str, typer.Option(help=_("Rows at most; 0 for all. 50 on a terminal, all in a pipe"))
    ] = "",
    view: selecting.View = "",
    save_view: Annotated[
        str,
        typer.Option("--save-view", metavar=_("NAME"), help=_("Keep these options under a name")),
    ] = "",
    reveal: Reveal = None,
    person: As = None,
) -> None:
    """List cases, oldest receipt first; a list that is cut says so."""
    selection = selection._replace(
        record_type=record_type, accountability=accountability, undecided=undecided, sort=sort
    )
    if view or save_view:
        from ledgerctl.cli.options import views

        if view:
            selection = selection.over(views.view(view))
    desk = ctx.obj.desk(write=reveal is not None)
    query = selecting.query(selection, desk)._replace(limit=_limit(limit))
    if save_view:
        views.save(save_view, selection.options())
    found = looking.case_list(desk, query)
    if reveal is not None:
        from ledgerctl.application.exports.revealing import reveal as record_reveal

        meta = ctx.obj.meta(person)
        shown = len(found.rows)
        record_reveal(desk, "list", reveal, meta, records=shown, fields=cases.SEALED)
    is_open = reveal is not None
    show(
        ctx.obj,
        lambda: cases.document(
            found, language=ctx.obj.language, encoding=streams.encoding(), reveal=is_open
        ),
        lambda: cases.data(found, reveal=is_open),
        records=lambda: cases.records(found, reveal=is_open),
        messages=cases.talk(found),
    )


def _limit(text: str) -> int | None:
    if not text:
        return _SCREEN if streams.on_terminal() else None
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise BadNumber(value=text, field="--limit", expected=_("A whole number, 0 for all"))
    return int(text) or None

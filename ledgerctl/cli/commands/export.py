"""``ledgerctl export``: the register, the events, what was learnt; to a file or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application import exporting
from ledgerctl.application.keeping import read_year
from ledgerctl.application.learning import handing_out
from ledgerctl.application.snapshot import WHOLE, snapshot
from ledgerctl.cli import selecting, streams
from ledgerctl.cli.exporting import target, write
from ledgerctl.cli.options import As, Reveal
from ledgerctl.cli.present import show
from ledgerctl.domain.register_columns import LISTS, chosen
from ledgerctl.errors import NotForThisKind, UnknownChoice
from ledgerctl.i18n import _
from ledgerctl.render import exports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.exporting import Sheet
    from ledgerctl.cli.context import Context

_WHAT = ("cases", *exporting.STORIES, *handing_out.ENTRIES, WHOLE)


def command(
    ctx: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar=_("WHAT"),
            help=_(
                "cases (the default), events, suggestions, improvements, measures, opportunities,"
                " or all of them as SQLite"
            ),
        ),
    ] = "cases",
    to: Annotated[
        str, typer.Option("--to", "-o", metavar=_("FILE"), help=_("The file; - is stdout"))
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            help=_("csv, xlsx, json, jsonl, sqlite or parquet; else the file's ending decides")
        ),
    ] = "",
    fields: Annotated[
        str, typer.Option(help=_("Columns and their order: number,received_at,channel"))
    ] = "",
    reveal: Reveal = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Replace the file when it is there"))
    ] = False,
    keys: Annotated[
        bool, typer.Option("--keys", help=_("Names and codes instead of labels"))
    ] = False,
    encoding: Annotated[str, typer.Option(help=_("Of a CSV file: utf-8 or gb18030"))] = "",
    no_bom: Annotated[
        bool, typer.Option("--no-bom", help=_("A CSV file without the mark at its beginning"))
    ] = False,
    status: selecting.Status = "",
    year: selecting.Year = "",
    channel: selecting.Channel = "",
    cause: selecting.Cause = "",
    business: selecting.Business = "",
    responsibility: selecting.Responsibility = "",
    handler: selecting.Handler = "",
    department: selecting.Department = "",
    batch: selecting.Batch = "",
    length: selecting.Last = "",
    text: selecting.Text = "",
    search: selecting.Search = "",
    open_only: selecting.OpenOnly = False,
    closed_only: selecting.ClosedOnly = False,
    overdue: selecting.Overdue = False,
    view: selecting.View = "",
    person: As = None,
) -> None:
    """Write every case that the filters select; personal data is masked, nothing is cut."""
    if what not in _WHAT:
        raise UnknownChoice(value=what, option=_("WHAT"), choices=", ".join(_WHAT))
    where = target(ctx.obj, to, kind, encoding=encoding, bom=not no_bom, force=force, keys=keys)
    if what == WHOLE and where.kind != "sqlite":
        raise NotForThisKind(option=WHOLE, kind=where.kind, kinds="sqlite")
    selection = selecting.Selection(
        *(status, year, channel, cause, business, responsibility, handler, department, batch),
        *(length, text, open_only, closed_only, overdue),
        search=search,
    )
    if view:
        from ledgerctl.cli import views

        # The order of an export is that of its numbers, so that two exports can be compared
        selection = selection.over(views.view(view))._replace(sort="")
    sheets = _sheets(ctx.obj, what, selection, fields, person, reveal)
    report = write(ctx.obj, sheets, where)
    if report.path == "-":
        for line in exports.talk(report):
            streams.talk(line)
        return
    document = exports.document(report, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, exports.data(report), messages=exports.talk(report))


def _sheets(
    context: Context,
    what: str,
    selection: selecting.Selection,
    fields: str,
    person: str | None,
    reveal: str | None,
) -> Sequence[Sheet]:
    """Return what was asked for.

    Raises:
        NotForThisKind: a filter, or a choice of columns, that this has not.
    """
    if what not in {"cases", WHOLE}:
        _plain(what, selection, fields)
    columns = chosen(fields)
    desk = context.desk(write=reveal is not None)
    meta = context.meta(person)
    if what == "cases":
        return [exporting.cases(desk, selecting.query(selection, desk), columns, meta, reveal)]
    if what == WHOLE:
        return snapshot(desk, selecting.query(selection, desk), columns, meta, reveal)
    if what in exporting.STORIES:
        return [exporting.events(desk, meta, reveal, what=what)]
    states = LISTS[handing_out.ENTRIES[what].states]
    status = states.parse(selection.status) if selection.status else ""
    year = read_year(selection.year) if selection.year else None
    return [handing_out.sheet(desk, what, meta, reveal, status=status, year=year)]


def _plain(what: str, selection: selecting.Selection, fields: str) -> None:
    """Refuse a choice of columns, and every filter but the status and year that entries have."""
    rest = selection._replace(status="", year="") if what in handing_out.ENTRIES else selection
    if any(rest) or fields:
        raise NotForThisKind(option=_("A filter"), kind=what, kinds="cases")

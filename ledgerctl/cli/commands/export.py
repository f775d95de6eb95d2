"""``ledgerctl export``: the register or the events, to a file or a pipe."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import exporting
from ledgerctl.cli import selecting, streams
from ledgerctl.cli.exporting import target, write
from ledgerctl.cli.options import As, Reveal
from ledgerctl.cli.present import show
from ledgerctl.domain.register_columns import chosen
from ledgerctl.errors import NotForThisKind, UnknownChoice
from ledgerctl.i18n import _
from ledgerctl.render import exports

_WHAT = ("cases", *exporting.STORIES)


def command(
    ctx: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar=_("WHAT"), help=_("cases (the default) or events"))
    ] = "cases",
    to: Annotated[
        str, typer.Option("--to", "-o", metavar=_("FILE"), help=_("The file; - is stdout"))
    ] = "",
    kind: Annotated[
        str, typer.Option(help=_("csv, xlsx, json or jsonl; else the file's ending decides"))
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
    person: As = None,
) -> None:
    """Write every case that the filters select; personal data is masked, nothing is cut."""
    if what not in _WHAT:
        raise UnknownChoice(value=what, option=_("WHAT"), choices=", ".join(_WHAT))
    where = target(ctx.obj, to, kind, encoding=encoding, bom=not no_bom, force=force, keys=keys)
    selection = selecting.Selection(
        *(status, year, channel, cause, business, responsibility, handler, department, batch),
        *(length, text, open_only, closed_only, overdue),
        search=search,
    )
    columns = chosen(fields)
    desk = ctx.obj.desk(write=reveal is not None)
    meta = ctx.obj.meta(person)
    if what == "cases":
        sheet = exporting.cases(desk, selecting.query(selection, desk), columns, meta, reveal)
    else:
        if any(selection) or fields:
            raise NotForThisKind(option=_("A filter"), kind=what, kinds="cases")
        sheet = exporting.events(desk, meta, reveal, what=what)
    report = write(ctx.obj, sheet, where)
    if report.path == "-":
        for line in exports.talk(report):
            streams.talk(line)
        return
    document = exports.document(report, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, exports.data(report), messages=exports.talk(report))

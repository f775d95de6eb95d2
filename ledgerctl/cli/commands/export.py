"""``ledgerctl export``: the register, the events, what was learnt; to a file or a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.desk.moments import read_year
from ledgerctl.application.exports import exporting, handing_out
from ledgerctl.application.exports.snapshot import WHOLE, snapshot
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.exports.exporting import target, write
from ledgerctl.cli.options import selecting
from ledgerctl.cli.options.options import As, Reveal
from ledgerctl.cli.options.periods import named_period
from ledgerctl.domain.reports.register_columns import LISTS, chosen
from ledgerctl.errors.exporting import NotForThisKind, PeriodNeeded
from ledgerctl.errors.usage import ContradictoryOptions, OptionAlone, UnknownChoice
from ledgerctl.i18n import _
from ledgerctl.render.ledger import exports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.exports.exporting import Sheet
    from ledgerctl.cli.context.context import Context
    from ledgerctl.cli.exports.exporting import Target

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
    shape: Annotated[
        str,
        typer.Option(help=_("A regulator's shape: cfpb, uk-half-year, nfra, or a .toml of yours")),
    ] = "",
    period: Annotated[
        str, typer.Option(help=_("Of a table: 2024, 2024-H2, 2024-Q3 or 2024-07"))
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
        from ledgerctl.cli.options import views

        # The order of an export is that of its numbers, so that two exports can be compared
        selection = selection.over(views.view(view))._replace(sort="")
    if period and not shape:
        raise OptionAlone(option="--period", other="--shape")
    if shape:
        if what != "cases":
            raise NotForThisKind(option="--shape", kind=what, kinds="cases")
        if fields:
            raise ContradictoryOptions(first="--shape", second="--fields")
        sheets, where = _shaped(ctx.obj, shape, period, selection, person, reveal, where)
    else:
        sheets = _sheets(ctx.obj, what, selection, fields, person, reveal)
    report = write(ctx.obj, sheets, where)
    if report.path == "-":
        for line in exports.talk(report):
            streams.talk(line)
        return
    document = exports.document(report, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, exports.data(report), messages=exports.talk(report))


def _shaped(
    context: Context,
    name: str,
    period: str,
    selection: selecting.Selection,
    person: str | None,
    reveal: str | None,
    where: Target,
) -> tuple[Sequence[Sheet], Target]:
    """Return what a regulator's shape asks for, and how its file is written.

    Raises:
        NoSuchShape, BadShape: there is none, or its file has a mistake.
        PeriodNeeded: a table without a period, or with a filter.
    """
    from ledgerctl.application.exports import shaping
    from ledgerctl.formats.shapes_file import load_shape

    shape = load_shape(name)
    desk = context.desk(write=reveal is not None)
    if shape.figures:
        if not period or any(selection) or reveal is not None:
            raise PeriodNeeded(name=shape.name)
        sheet = shaping.table_sheet(desk, shape, *named_period(period))
    else:
        if period:
            raise NotForThisKind(option="--period", kind=shape.name, kinds="uk-half-year, nfra")
        query = selecting.query(selection, desk)
        sheet = shaping.case_sheet(desk, shape, query, context.meta(person), reveal)
    return [sheet], where._replace(guard=shape.guard)


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
        option = _("A filter") if any(rest) else "--fields"
        raise NotForThisKind(option=option, kind=what, kinds="cases")

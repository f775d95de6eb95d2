"""``ledgerctl import``: a register from a file."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from ledgerctl.application.importing import OnDuplicate
from ledgerctl.cli.importing import ImportRequest, run_import, show_report
from ledgerctl.cli.options import As, DryRun, Key
from ledgerctl.errors import UnknownChoice
from ledgerctl.formats.table import Choices
from ledgerctl.i18n import _

_CHOICES = ("skip", "update", "fail")


def command(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"),
            help=_("CSV, XLSX, XLS, ODS or JSON, also packed; - reads standard input"),
        ),
    ],
    profile: Annotated[
        str,
        typer.Option(
            help=_("What the columns mean: register, cfpb, complaint-site, or a TOML file")
        ),
    ] = "register",
    encoding: Annotated[
        str | None, typer.Option(help=_("The file's encoding, when it is not found by itself"))
    ] = None,
    delimiter: Annotated[
        str | None,
        typer.Option(help=_("What separates the cells of a CSV file: a character or tab")),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(help=_("The sheet of a workbook, when several hold something"))
    ] = None,
    header_row: Annotated[
        int | None, typer.Option(min=1, help=_("The row of the headings, when titles stand above"))
    ] = None,
    on_duplicate: Annotated[
        str, typer.Option(help=_("A known number with other values: skip, update or fail"))
    ] = "skip",
    partial: Annotated[
        bool, typer.Option("--partial", help=_("Write the good rows although some are bad"))
    ] = False,
    rejects: Annotated[
        str | None, typer.Option(help=_("Where rejected rows go with --partial"))
    ] = None,
    at: Annotated[
        str,
        typer.Option(
            metavar=_("DATE"),
            help=_("When the register was handed in, now by default; no row's day of receipt"),
        ),
    ] = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Import a register; every row is checked, nothing is dropped, importing again adds nothing."""
    if on_duplicate not in _CHOICES:
        choices = ", ".join(_CHOICES)
        raise UnknownChoice(value=on_duplicate, option="--on-duplicate", choices=choices)
    request = ImportRequest(
        file,
        profile,
        Choices(encoding, delimiter, sheet, header_row),
        cast("OnDuplicate", on_duplicate),
        partial,
        dry_run,
        rejects,
        person,
        key,
        at,
    )
    desk = ctx.obj.desk(write=True)
    show_report(ctx.obj, run_import(ctx.obj, desk, request))

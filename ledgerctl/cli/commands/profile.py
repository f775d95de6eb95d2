"""``ledgerctl profile``: what the columns of other registers mean."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.cli.imports import profiles
from ledgerctl.cli.options.reading_options import Delimiter, Encoding, HeaderRow, Sheet
from ledgerctl.formats.table import Choices
from ledgerctl.i18n import _

app = typer.Typer(no_args_is_help=False, invoke_without_command=True)

Name = Annotated[
    str, typer.Argument(metavar=_("PROFILE"), help=_("A profile's name, or the path of its file"))
]
File = Annotated[
    str, typer.Argument(metavar=_("FILE"), help=_("A register to import; - reads standard input"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """List, show, draft or try mapping profiles."""
    if ctx.invoked_subcommand is None:
        profiles.show_list(ctx.obj)


@app.command("list", help=_("List the shipped profiles and your own"))
def list_all(ctx: typer.Context) -> None:
    """List the shipped profiles and your own."""
    profiles.show_list(ctx.obj)


@app.command("show", help=_("Print a profile"))
def one(ctx: typer.Context, name: Name) -> None:
    """Print a profile."""
    profiles.show_one(ctx.obj, name)


@app.command("init", help=_("Draft a profile from a file's headings and first rows"))
def init(
    ctx: typer.Context,
    file: File,
    to: Annotated[str, typer.Option("--to", metavar="PATH", help=_("Write it to this file"))] = "",
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    header_row: HeaderRow = None,
) -> None:
    """Draft a profile from a file's headings and first rows; guesses are marked."""
    profiles.show_draft(ctx.obj, file, Choices(encoding, delimiter, sheet, header_row), to)


@app.command("check", help=_("Try a profile on a file; nothing is written"))
def check(
    ctx: typer.Context,
    name: Name,
    file: File,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    header_row: HeaderRow = None,
) -> None:
    """Try a profile on a file; nothing is written."""
    profiles.show_check(ctx.obj, name, file, Choices(encoding, delimiter, sheet, header_row))

"""``ledgerctl import``: a register from a file, after a look at what would come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from ledgerctl.application.batches import repeated
from ledgerctl.application.importing import OnDuplicate
from ledgerctl.cli.importing import ImportRequest, apply_plan, plan_and_import, show_report
from ledgerctl.cli.options import As, DryRun, Key
from ledgerctl.errors import ContradictoryOptions, MissingOption, UnknownChoice
from ledgerctl.formats.table import UNSAID, Choices
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.cli.context import Context

_CHOICES = ("skip", "update", "fail")


def command(
    ctx: typer.Context,
    file: Annotated[
        str,
        typer.Argument(
            metavar=_("FILE"),
            help=_("CSV, XLSX, XLS, ODS or JSON, also packed; - reads standard input"),
        ),
    ] = "",
    profile: Annotated[
        str,
        typer.Option(
            help=_("What the columns mean: a name from `ledgerctl profile`, or a TOML file")
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
    blank_erases: Annotated[
        bool,
        typer.Option(
            "--blank-erases", help=_("With update: an empty cell erases what stood there")
        ),
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help=_("Write the good rows although some are bad"))
    ] = False,
    rejects: Annotated[
        str | None, typer.Option(help=_("Where rejected rows go with --partial"))
    ] = None,
    commit_every: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help=_("With --partial: write after about N rows; repeating it goes on"),
        ),
    ] = 0,
    plan: Annotated[
        str, typer.Option("--plan", metavar="PLAN", help=_("Write nothing, save the plan here"))
    ] = "",
    apply: Annotated[
        str,
        typer.Option("--apply", metavar="PLAN", help=_("Do exactly what a saved plan says")),
    ] = "",
    profile_init: Annotated[
        bool,
        typer.Option("--profile-init", help=_("Only print a draft profile for this file")),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask"))] = False,
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
    context: Context = ctx.obj
    if on_duplicate not in _CHOICES:
        choices = ", ".join(_CHOICES)
        raise UnknownChoice(value=on_duplicate, option="--on-duplicate", choices=choices)
    if blank_erases and on_duplicate != "update":
        raise ContradictoryOptions(first="--blank-erases", second=f"--on-duplicate {on_duplicate}")
    if not file and not apply:
        raise MissingOption(names="FILE", command="ledgerctl import")
    reading = Choices(encoding, delimiter, sheet, header_row)
    if profile_init:
        from ledgerctl.cli.profiles import show_draft

        show_draft(context, file, reading)
        return
    request = ImportRequest(
        file,
        profile,
        reading,
        cast("OnDuplicate", on_duplicate),
        partial,
        dry_run,
        rejects,
        person,
        blank_erases,
        commit_every,
        key,
        at,
    )
    desk = context.desk(write=True)
    known = repeated(desk.store, key)
    if known is not None:
        report = known
    elif apply:
        _refuse_others(request, plan)
        report = apply_plan(context, desk, apply, request)
    else:
        ask = context.may_ask and not (yes or dry_run or file == "-")
        report = plan_and_import(context, desk, request, ask=ask, save=plan)
    show_report(context, report)


def _refuse_others(request: ImportRequest, plan: str) -> None:
    """Refuse whatever would make something else of a plan than it says."""
    given = {
        "--plan": plan,
        "--profile": request.profile != "register",
        "--on-duplicate": request.on_duplicate != "skip",
        "--partial": request.partial,
        "--commit-every": request.commit_every,
        "--dry-run": request.dry_run,
        "--encoding, --delimiter, --sheet, --header-row": request.choices != UNSAID,
    }
    for option, value in given.items():
        if value:
            raise ContradictoryOptions(first="--apply", second=option)

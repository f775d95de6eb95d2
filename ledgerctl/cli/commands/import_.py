"""``ledgerctl import``: a register from a file, after a look at what would come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, cast

import typer

from ledgerctl.application.imports.batches import repeated
from ledgerctl.cli.context import streams
from ledgerctl.cli.imports.importing import ImportRequest, apply_plan, plan_and_import, show_report
from ledgerctl.cli.options.options import As, DryRun, Key
from ledgerctl.cli.options.reading_options import (
    ApplyPlan,
    BlankErases,
    CommitEvery,
    Delimiter,
    Encoding,
    HandedIn,
    HeaderRow,
    OnDuplicate,
    Partial,
    ProfileInit,
    Rejects,
    SavePlan,
    Sheet,
    Yes,
)
from ledgerctl.errors.usage import ContradictoryOptions, MissingOption, OptionAlone, UnknownChoice
from ledgerctl.formats.table import UNSAID, Choices
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.application.imports import runs
    from ledgerctl.cli.context.context import Context

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
            show_default="register",
            help=_("What the columns mean: a name from `ledgerctl profile`, or a TOML file"),
        ),
    ] = "",
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: Sheet = None,
    header_row: HeaderRow = None,
    on_duplicate: OnDuplicate = "skip",
    blank_erases: BlankErases = False,
    partial: Partial = False,
    rejects: Rejects = None,
    commit_every: CommitEvery = 0,
    plan: SavePlan = "",
    apply: ApplyPlan = "",
    profile_init: ProfileInit = False,
    yes: Yes = False,
    at: HandedIn = "",
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
    if rejects and not (partial or apply):
        raise OptionAlone(option="--rejects", other="--partial")
    if plan and commit_every:
        raise ContradictoryOptions(first="--plan", second="--commit-every")
    if not file and not apply:
        raise MissingOption(names="FILE", command="ledgerctl import")
    reading = Choices(encoding, delimiter, sheet, header_row)
    if profile_init:
        from ledgerctl.cli.imports.profiles import show_draft

        show_draft(context, file, reading)
        return
    request = ImportRequest(
        file,
        profile,
        reading,
        cast("runs.OnDuplicate", on_duplicate),
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
    if plan:
        told = _("The plan is in {path}; to do it: {command}")
        streams.talk(told.format(path=plan, command=f"ledgerctl import --apply {plan}"))


def _refuse_others(request: ImportRequest, plan: str) -> None:
    """Refuse whatever would make something else of a plan than it says."""
    given = {
        "--plan": plan,
        "--profile": request.profile,
        "--on-duplicate": request.on_duplicate != "skip",
        "--partial": request.partial,
        "--commit-every": request.commit_every,
        "--dry-run": request.dry_run,
        "--encoding, --delimiter, --sheet, --header-row": request.choices != UNSAID,
    }
    for option, value in given.items():
        if value:
            raise ContradictoryOptions(first="--apply", second=option)

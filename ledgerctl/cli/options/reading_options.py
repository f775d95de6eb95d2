"""Options about how a file of rows is read and taken in, in one wording."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.i18n import _

Encoding = Annotated[
    str | None, typer.Option(help=_("The file's encoding, when it is not found by itself"))
]
Delimiter = Annotated[
    str | None, typer.Option(help=_("What separates the cells of a CSV file: a character or tab"))
]
Sheet = Annotated[
    str | None, typer.Option(help=_("The sheet of a workbook, when several hold something"))
]
HeaderRow = Annotated[
    int | None, typer.Option(min=1, help=_("The row of the headings, when titles stand above"))
]
OnDuplicate = Annotated[
    str, typer.Option(help=_("A known number with other values: skip, update or fail"))
]
BlankErases = Annotated[
    bool,
    typer.Option("--blank-erases", help=_("With update: an empty cell erases what stood there")),
]
Partial = Annotated[
    bool, typer.Option("--partial", help=_("Write the good rows although some are bad"))
]
Rejects = Annotated[str | None, typer.Option(help=_("Where rejected rows go with --partial"))]
CommitEvery = Annotated[
    int,
    typer.Option(
        min=0,
        metavar="N",
        help=_("Write after about N rows; repeating the command goes on"),
    ),
]
SavePlan = Annotated[
    str, typer.Option("--plan", metavar="PLAN", help=_("Write nothing, save the plan here"))
]
ApplyPlan = Annotated[
    str, typer.Option("--apply", metavar="PLAN", help=_("Do exactly what a saved plan says"))
]
ProfileInit = Annotated[
    bool, typer.Option("--profile-init", help=_("Only print a draft profile for this file"))
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=_("Do not ask"))]
HandedIn = Annotated[
    str,
    typer.Option(
        "--at",
        metavar=_("DATE"),
        help=_("When the register was handed in, now by default; no row's day of receipt"),
    ),
]

"""``ledgerctl attach``: where a file about a case lies, and what it was."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import attaching
from ledgerctl.cli.files import SystemFiles
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Number
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    file: Annotated[
        str, typer.Argument(metavar=_("FILE"), help=_("A recording, document or photo"))
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            help=_("recording, document, photo or other; by the name's ending if left out")
        ),
    ] = "",
    description: Annotated[str, typer.Option(help=_("What it shows"))] = "",
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Note where a file lies, with its size and SHA-256; the file stays where it is.

    `ledgerctl verify --files` tells whether each is still there and unchanged.
    """
    case = parse_number(number)
    questions = (
        Question("file", "FILE", _("File"), required=True),
        Question("attachment", "--kind", _("Kind of file"), "attachment"),
        Question("description", "--description", _("What it shows")),
    )
    given = {"file": file, "attachment": kind, "description": description}
    texts = fill(ctx.obj, "ledgerctl attach", given, questions, source)
    receipt = attaching.attach(
        ctx.obj.desk(write=True),
        case,
        texts["file"],
        ctx.obj.meta(person, key),
        SystemFiles(),
        attachment=texts.get("attachment", ""),
        description=texts.get("description", ""),
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

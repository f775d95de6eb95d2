"""``ledgerctl note``: a progress note on a case."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application import handling
from ledgerctl.cli.options import As, At, DryRun, Key, Number
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.cli.sources import words_or_stdin
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    number: Number,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The note; - reads standard input"))
    ],
    contact: Annotated[
        str,
        typer.Option(
            help=_("The complainant was reached, and how: `ledgerctl codes contact_method`")
        ),
    ] = "",
    new_facts: Annotated[
        bool, typer.Option("--new-facts", help=_("New facts came up: the legal clock starts anew"))
    ] = False,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Write a progress note on a case; closed cases take notes too."""
    case = parse_number(number)
    words = words_or_stdin(text)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = handling.note(
        desk,
        case,
        words,
        meta,
        contact=contact,
        new_facts=new_facts,
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)

"""``ledgerctl note``: a progress note on a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import handling
from ledgerctl.cli.asking.asking import case
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context.sources import words_or_stdin
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.text.reading import read_flag
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The note; - reads standard input"))
    ] = "",
    contact: Annotated[
        str,
        typer.Option(
            help=_("The complainant was reached, and how: `ledgerctl codes contact_method`")
        ),
    ] = "",
    new_facts: Annotated[
        bool, typer.Option("--new-facts", help=_("New facts came up: the legal clock starts anew"))
    ] = False,
) -> None:
    """Write a progress note on a case; closed cases take notes too."""
    words = Question("note", _("TEXT"), _("What is to be noted"), required=True)
    contacted = _("How the complainant was reached, if so")
    how = Question("contact", "--contact", contacted, "contact_method")
    label = _("New facts? yes starts the legal clock anew")
    facts = Question(
        "new_facts", "--new-facts", label, read=_read_new_facts, choices=("yes 是", "no 否")
    )
    write(
        ctx.obj,
        "ledgerctl note",
        common,
        _note,
        Asked(words, words_or_stdin(text)),
        Asked(how, contact),
        Asked(facts, "yes" if new_facts else ""),
        subject=case(number),
    )


def _note(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    return handling.note(
        desk,
        number,
        texts["note"],
        meta,
        contact=texts.get("contact", ""),
        new_facts=_read_new_facts(texts.get("new_facts", "no")),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )


def _read_new_facts(text: str) -> bool:
    return read_flag(text, "new_facts")

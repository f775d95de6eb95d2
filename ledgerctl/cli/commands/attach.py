"""``ledgerctl attach``: where a file about a case lies, and what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import attaching
from ledgerctl.cli.asking.asking import case
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context.files import SystemFiles, readable
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number
from ledgerctl.cli.writing.writing import write
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
) -> None:
    """Note where a file lies, with its size and SHA-256; the file stays where it is.

    `ledgerctl verify --files` tells whether each is still there and unchanged.
    """
    write(
        ctx.obj,
        "ledgerctl attach",
        common,
        _attach,
        Asked(Question("file", "FILE", _("File"), required=True, read=readable), file),
        Asked(Question("attachment", "--kind", _("Kind of file"), "attachment"), kind),
        Asked(Question("description", "--description", _("What it shows")), description),
        subject=case(number),
    )


def _attach(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    return attaching.attach(
        desk,
        number,
        texts["file"],
        meta,
        SystemFiles(),
        attachment=texts.get("attachment", ""),
        description=texts.get("description", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )

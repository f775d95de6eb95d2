"""``ledgerctl unlink``: a link between two cases is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application import linking
from ledgerctl.cli.asking import asked, case
from ledgerctl.cli.filling import Asked, Question
from ledgerctl.cli.options import At, DryRun, Input, Key, Number, OtherNumber, Person, Reason
from ledgerctl.cli.writing import Common, write
from ledgerctl.domain.numbers import parse_number
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.records import Meta
    from ledgerctl.application.results import Receipt


def command(
    ctx: typer.Context,
    number: Number = "",
    other: OtherNumber = "",
    relation: Annotated[
        str, typer.Option("--as", help=_("Which link, when there are several"))
    ] = "",
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: Person = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Take a link away, with the reason; what it did to the figures goes with it."""
    which = Question("other", "OTHER", _("The other case number"), "", True, parse_number)
    how = Question("relation", "--as", _("How they belong together"), "relation")
    write(
        ctx.obj,
        "ledgerctl unlink",
        Common(at, source, person, key, dry_run),
        _unlink,
        Asked(which, other),
        Asked(how, relation),
        asked(ctx.obj, "reason", reason, required=True),
        subject=case(number),
    )


def _unlink(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    return linking.unlink(
        desk,
        number,
        parse_number(texts["other"]),
        texts.get("relation", ""),
        meta,
        reason=texts.get("reason", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )

"""``ledgerctl link``: two cases belong together."""

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
        str, typer.Option("--as", help=_("How they belong together: `ledgerctl codes relation`"))
    ] = "",
    reason: Reason = "",
    source: Input = None,
    at: At = "",
    person: Person = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Link two cases; both stay what they are, and `unlink` takes the link away.

    repeat, follow-up, same-person, became-regulatory: NUMBER is the later, or the own, case. duplicate:
    NUMBER came while OTHER was being handled; it is no longer counted or worked on by itself.
    """
    which = Question("other", "OTHER", _("The other case number"), "", True, parse_number)
    how = Question("relation", "--as", _("How they belong together"), "relation", required=True)
    write(
        ctx.obj,
        "ledgerctl link",
        Common(at, source, person, key, dry_run),
        _link,
        Asked(which, other),
        Asked(how, relation),
        asked(ctx.obj, "reason", reason),
        subject=case(number),
    )


def _link(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool
) -> Receipt:
    return linking.link(
        desk,
        number,
        parse_number(texts["other"]),
        texts.get("relation", ""),
        meta,
        reason=texts.get("reason", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )

"""``ledgerctl show``: one case with its whole story."""

from __future__ import annotations

import typer

from ledgerctl.application import looking
from ledgerctl.cli import streams
from ledgerctl.cli.options import Number
from ledgerctl.cli.present import show
from ledgerctl.domain.numbers import parse_number
from ledgerctl.render import card


def command(ctx: typer.Context, number: Number) -> None:
    """Show a case's card and timeline; personal data is masked."""
    found = looking.card(ctx.obj.desk(), parse_number(number))
    document = card.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, card.data(found))

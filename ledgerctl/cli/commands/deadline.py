"""``ledgerctl deadline``: the deadlines of a case, step by step."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import explaining
from ledgerctl.cli import streams
from ledgerctl.cli.options import Number
from ledgerctl.cli.present import show
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.render.cases import deadline


def command(ctx: typer.Context, number: Number) -> None:
    """Show when each clock of a case runs out, and every step that led there."""
    found = explaining.deadlines(ctx.obj.desk(), parse_number(number))
    document = deadline.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, deadline.data(found), records=deadline.records(found))

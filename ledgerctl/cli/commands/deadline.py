"""``ledgerctl deadline``: the deadlines of a case, step by step."""

from __future__ import annotations

import typer

from ledgerctl.application.cases import explaining
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.options import Number
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.render.cases import deadline


def command(ctx: typer.Context, number: Number) -> None:
    """Show when each clock of a case runs out, and every step that led there."""
    found = explaining.deadlines(ctx.obj.desk(), parse_number(number))
    document = deadline.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, deadline.data(found), records=deadline.records(found))

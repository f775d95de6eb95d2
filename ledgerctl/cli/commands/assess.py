"""``ledgerctl assess``: a year by person or department, without a ranking."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.desk.moments import read_year, today
from ledgerctl.application.learning import assessing
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.i18n import _
from ledgerctl.render.learning import assessment as face


def command(
    ctx: typer.Context,
    year: Annotated[str, typer.Option(help=_("The year; this year by default"))] = "",
    by: Annotated[str, typer.Option(help=_("person or department"))] = "person",
) -> None:
    """Print what each person or department did and how it turned out, sorted by name."""
    desk = ctx.obj.desk()
    found = assessing.assess(desk, read_year(year or today(desk)[:4]), by)
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found), records=face.records(found))

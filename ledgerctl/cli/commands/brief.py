"""``ledgerctl brief``: what the leadership meeting must talk about, on one page."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.desk.moments import today
from ledgerctl.application.learning import briefing
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.errors.usage import ContradictoryOptions
from ledgerctl.i18n import _
from ledgerctl.render.learning import briefing as face


def command(
    ctx: typer.Context,
    month: Annotated[str, typer.Option(help=_("Such as 2020-04; this month by default"))] = "",
    week: Annotated[str, typer.Option(help=_("Such as 2020-W17, instead of a month"))] = "",
) -> None:
    """Print what is new, open, overdue, major, repeated, undecided, due and unanswered."""
    if month and week:
        raise ContradictoryOptions(first="--month", second="--week")
    desk = ctx.obj.desk()
    span = briefing.week(week) if week else briefing.month(month or today(desk)[:7])
    found = briefing.brief(desk, span)
    document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.data(found))

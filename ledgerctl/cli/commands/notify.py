"""``ledgerctl notify``: the complainant was told the decision."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.cases import clocks
from ledgerctl.cli.asking.asking import case
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import untold
from ledgerctl.domain.codes.clock_terms import TOLD
from ledgerctl.domain.deadlines.timing import all_told
from ledgerctl.domain.text.reading import split_staff
from ledgerctl.i18n import _


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    by: Annotated[str, typer.Option(help=_("How: `ledgerctl codes notice_method`"))] = "",
    told: Annotated[str, typer.Option(help=_("What was told: facts,basis,remedies"))] = "",
    proof: Annotated[
        str, typer.Option(help=_("What shows it: a posting number, a recording, a signature"))
    ] = "",
) -> None:
    """Record the notice of the decision: the facts, the basis, the remedies that are open."""
    how, what = _("How the complainant was told"), _("What was told (facts,basis,remedies)")
    write(
        ctx.obj,
        "ledgerctl notify",
        common,
        clocks.notify,
        Asked(Question("method", "--by", how, "notice_method", required=True), by),
        Asked(Question("told", "--told", what, "told", True, _read_told), told),
        Asked(Question("proof", "--proof", _("What shows it")), proof),
        subject=case(number),
        ready=untold,
    )


def _read_told(text: str) -> list[str]:
    told = [TOLD.parse(part) for part in split_staff(text)]
    all_told(told)
    return told

"""``ledgerctl judge``: whose fault a complaint was, and what was decided about who answers for it."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.learning import judging
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.i18n import _


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    responsibility: Annotated[
        str, typer.Option(help=_("Whose fault: `ledgerctl codes responsibility`"))
    ] = "",
    invalid_kind: Annotated[
        str, typer.Option(help=_("Why it is invalid: `ledgerctl codes invalid_kind`"))
    ] = "",
    responsible: Annotated[
        str, typer.Option(help=_("Who answers for it; several parted by commas"))
    ] = "",
    department: Annotated[str, typer.Option(help=_("The department that answers for it"))] = "",
    fault_nature: Annotated[
        str, typer.Option(help=_("Which of the three causes: `ledgerctl codes fault_nature`"))
    ] = "",
    cause: Annotated[str, typer.Option(help=_("The cause: `ledgerctl codes cause`"))] = "",
    accountability: Annotated[
        str, typer.Option(help=_("What was decided: `ledgerctl codes accountability`"))
    ] = "",
    decision: Annotated[str, typer.Option(help=_("The decision in words"))] = "",
    approved_by: Annotated[str, typer.Option(help=_("Who approved the decision"))] = "",
    reason: Reason = "",
) -> None:
    """Judge a case; nobody judges a case in which he is complained about or held responsible."""
    given = {
        "responsibility": responsibility,
        "invalid_kind": invalid_kind,
        "responsible": responsible,
        "responsible_department": department,
        "fault_nature": fault_nature,
        "cause": cause,
        "accountability": accountability,
        "measure_taken": decision,
        "approved_by": approved_by,
        "reason": reason,
    }
    options = {"responsible_department": "--department", "measure_taken": "--decision"}
    write(
        ctx.obj,
        "ledgerctl judge",
        common,
        judging.judge,
        *[
            asked(ctx.obj, name, text, options.get(name, ""), required=name == "responsibility")
            for name, text in given.items()
        ],
        subject=case(number),
        agree_to=_("Record this judgement?"),
    )

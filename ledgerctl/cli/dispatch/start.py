"""``ledgerctl`` without a command: three lines on a new machine, the state of things on an old one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ledgerctl.cli.context import streams
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context


def greet(context: Context) -> int:
    """Show how to begin, or the clerk's morning: due, overdue, waiting for whoever asks."""
    if not os.path.lexists(context.ledger_path):
        for line in (
            _("Create a ledger:      ledgerctl init --branch NAME"),
            _("Record a complaint:   ledgerctl add"),
            _("See it with examples: ledgerctl demo        All commands: ledgerctl --help"),
        ):
            streams.data(line)
        return 0
    from ledgerctl.application.cases.due import morning
    from ledgerctl.cli.context.present import show
    from ledgerctl.render.cases import due as face

    found = morning(context.desk(), context.meta(None).person)
    show(
        context,
        face.document(found, language=context.language, encoding=streams.encoding()),
        face.data(found),
        records=face.records(found),
        messages=[
            _("{open} open, {overdue} overdue. All commands: ledgerctl --help").format(
                open=found.open_cases, overdue=found.late_cases
            )
        ],
    )
    return 0

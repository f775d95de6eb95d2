"""``ledgerctl`` without a command: three lines on a new machine, the state of things on an old one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ledgerctl.cli import streams
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from ledgerctl.cli.context import Context


def greet(context: Context) -> int:
    """Show how to begin, or what is open."""
    if not os.path.lexists(context.ledger_path):
        for line in (
            _("Create a ledger:      ledgerctl init --branch NAME"),
            _("Record a complaint:   ledgerctl add"),
            _("See it with examples: ledgerctl demo        All commands: ledgerctl --help"),
        ):
            streams.data(line)
        return 0
    from ledgerctl.application import looking
    from ledgerctl.application.ports import CaseFilter
    from ledgerctl.cli.present import show
    from ledgerctl.render import cases

    desk = context.desk()
    overdue = looking.case_list(desk, CaseFilter(limit=0), overdue=True).total
    found = looking.case_list(desk, CaseFilter(is_open=True, limit=20))
    show(
        context,
        cases.document(found, language=context.language, encoding=streams.encoding()),
        cases.data(found),
        records=cases.records(found),
        messages=[
            _("{open} open, {overdue} overdue. All commands: ledgerctl --help").format(
                open=found.total, overdue=overdue
            )
        ],
    )
    return 0

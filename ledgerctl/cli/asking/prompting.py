"""Asking for a whole complaint on a terminal: what is asked, and the summary to agree to.

Questions and answers are on stderr and stdin, so stdout stays data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.asking.reviewing import agreed, answers
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.cli.asking.drafts import Draft
    from ledgerctl.cli.asking.filling import Question
    from ledgerctl.cli.context.context import Context

INTAKE_QUESTIONS = (
    *("channel", "received_at", "summary", "demand", "complainant", "phone", "business"),
    *("cause", "department", "complained", "amount", "complexity", "first_receiver"),
)
_REQUIRED = {"channel", "summary"}


def intake_questions(context: Context, desk: Desk) -> list[Question]:
    """Return what is asked about a complaint, in this order."""
    moment = branch_now(desk, desk.store.ledger().settings)
    usual = {"received_at": moment.local, "first_receiver": context.meta(None).person}
    return [
        asked(context, name, None, required=name in _REQUIRED).question._replace(
            usual=usual.get(name, "")
        )
        for name in INTAKE_QUESTIONS
    ]


def intake_agreed(context: Context, draft: Draft, texts: Mapping[str, str]) -> bool:
    """Show a complaint before it is recorded; the line may have said more than is asked."""
    said = [asked(context, name, None).question for name in texts]
    return agreed(answers(said, texts), _("Record this complaint?"), draft, texts)

"""Asking for a whole complaint on a terminal: what is asked, and the summary to agree to.

Questions and answers are on stderr and stdin, so stdout stays data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk import branch_now
from ledgerctl.cli.asking import asked
from ledgerctl.cli.filling import ask
from ledgerctl.cli.reviewing import agreed_answers, answered
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk import Desk
    from ledgerctl.cli.context import Context
    from ledgerctl.cli.drafts import Draft
    from ledgerctl.cli.filling import Question

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


def ask_case(
    context: Context, questions: Sequence[Question], draft: Draft, known: Mapping[str, str]
) -> dict[str, str]:
    """Ask for a complaint field by field and return the texts; a draft is kept if interrupted."""

    def summary(texts: Mapping[str, str]) -> list[str]:
        # The line may have said more than is asked.
        return answered([asked(context, name, None).question for name in texts], texts)

    answers = ask(questions, known, draft.command, draft=draft)
    return agreed_answers(questions, answers, draft, _("Record this complaint?"), summary=summary)

"""Asking for a whole complaint on a terminal: question by question, then a summary to agree to.

Questions and answers are on stderr and stdin, so stdout stays data.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ledgerctl.application.desk import branch_now
from ledgerctl.cli import streams
from ledgerctl.cli.asking import asked
from ledgerctl.cli.filling import ask
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.masking import masked
from ledgerctl.domain.privacy import visible
from ledgerctl.i18n import _, language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk import Desk
    from ledgerctl.cli.context import Context
    from ledgerctl.cli.drafts import Draft
    from ledgerctl.cli.filling import Question

INTAKE_QUESTIONS = (
    *("channel", "received_at", "summary", "demand", "complainant", "phone", "business"),
    *("cause", "department", "complained", "amount", "complexity", "first_receiver"),
)
_REQUIRED = {"channel", "summary"}


def intake_questions(context: Context) -> list[Question]:
    """Return what is asked about a complaint, in this order."""
    return [
        asked(context, name, None, required=name in _REQUIRED).question for name in INTAKE_QUESTIONS
    ]


def ask_case(
    context: Context, desk: Desk, draft: Draft, known: Mapping[str, str]
) -> dict[str, str]:
    """Ask for a complaint field by field and return the texts; a draft is kept if interrupted."""
    moment = branch_now(desk, desk.store.ledger().settings)
    usual = {"received_at": moment.local, "first_receiver": context.meta(None).person}
    again = partial(ask, intake_questions(context), command=draft.command, draft=draft, usual=usual)
    answers = again(known)
    while not _agreed(answers, draft):
        answers = again(answers)
    return answers


def _agreed(answers: Mapping[str, str], draft: Draft) -> bool:
    streams.talk("")
    for name, text in answers.items():
        field = FIELDS[name]
        shown = masked(field, text) if field.personal else text
        streams.talk(f"  {field.label(language())}: {visible(shown)}")
    return draft.agrees(_("Record this complaint?"), answers)

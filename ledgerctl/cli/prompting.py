"""Asking for a whole complaint on a terminal: question by question, then a summary to agree to.

Questions and answers are on stderr and stdin, so stdout stays data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk import branch_now
from ledgerctl.cli import streams
from ledgerctl.cli.asking import asked
from ledgerctl.cli.filling import ask
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.masking import masked
from ledgerctl.domain.privacy import visible
from ledgerctl.domain.vocabulary import VOCABULARIES
from ledgerctl.i18n import _, language

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
    questions: Sequence[Question], draft: Draft, known: Mapping[str, str]
) -> dict[str, str]:
    """Ask for a complaint field by field and return the texts; a draft is kept if interrupted."""
    answers = ask(questions, known, draft.command, draft=draft)
    while not _agreed(answers, draft):
        answers = ask(questions, answers, draft.command, draft=draft)
    return answers


def _agreed(answers: Mapping[str, str], draft: Draft) -> bool:
    streams.talk("")
    for name, text in answers.items():
        field, tongue = FIELDS[name], language()
        shown = masked(field, text) if field.personal else text
        if field.kind == "code":
            terms = VOCABULARIES[field.vocabulary]
            shown = terms.label(terms.parse(text), tongue)
        streams.talk(f"  {field.label(tongue)}: {visible(shown)}")
    return draft.agrees(_("Record this complaint?"), answers)

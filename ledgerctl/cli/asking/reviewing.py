"""What was answered is shown and agreed to before it is recorded, where a wrong answer is costly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.cli.context import streams
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.text.privacy import visible
from ledgerctl.domain.text.reading import split_staff
from ledgerctl.i18n import language
from ledgerctl.render.words.texts import cut, joined, pair, sealed_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.cli.asking.drafts import Draft
    from ledgerctl.cli.asking.filling import Question
    from ledgerctl.domain.cases.complaint import Complaint

#: Columns for what a case is about.
_WIDTH = 60


def agreed(lines: Iterable[str], agree_to: str, draft: Draft, texts: Mapping[str, str]) -> bool:
    """Show the lines and ask a question to which Enter says yes; an interruption keeps a draft."""
    streams.talk("")
    for line in lines:
        streams.talk(f"  {line}")
    return draft.agrees(agree_to, texts)


def answers(questions: Sequence[Question], texts: Mapping[str, str]) -> list[str]:
    """Return each answer with its label, codes in words, personal ones masked."""
    return [
        pair(each.label, _shown(each, texts[each.name]), language())
        for each in questions
        if texts.get(each.name)
    ]


def case_line(complaint: Complaint) -> str:
    """Return in one line which case it is: number, day of receipt, what it is about, masked."""
    about = cut(sealed_text(complaint.sealed, "summary"), _WIDTH)
    return f"{complaint.number}  {complaint.received_on}  {about}".rstrip()


def _shown(question: Question, text: str) -> str:
    if question.mask is not None:
        return visible(question.mask(text))
    if question.vocabulary:
        terms = VOCABULARIES[question.vocabulary]
        # A label may hold what parts several codes
        typed = [text] if terms.find(text) else split_staff(text)
        keys = [terms.find(each) for each in typed]
        named = [terms.label(key, language()) for key in keys if key is not None]
        if named and len(named) == len(typed):
            return joined(named, language())
    return visible(text)

"""Which case or entry a command is about: refused before anything else is asked, listed on ``?``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.errors.base import RuleError
from ledgerctl.errors.house import NoSuchCase
from ledgerctl.errors.learning import NoSuchEntry
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgerctl.cli.asking.filling import Asked, Question
    from ledgerctl.cli.context.context import Context
    from ledgerctl.domain.cases.complaint import Complaint

#: How many cases ``?`` lists, and of how many it looks for them.
_LISTED, _LOOKED_AT = 15, 200


def case_question(context: Context, subject: Asked, ready: Callable[[Complaint], None]) -> Question:
    """Return the question for a case to which something can happen; ``ready`` refuses the others."""
    return subject.question._replace(
        read=partial(_ready, context, ready), choices=partial(cases, context, ready)
    )


def entry_question(context: Context, command: str, subject: Asked) -> Question:
    """Return the question for an entry that there is."""
    return subject.question._replace(
        read=partial(_entry, context, command, subject),
        choices=partial(_entries, context, subject.question.name),
    )


def subject_number(question: Question, text: str) -> object:
    """Return the number of a case or an entry as its question reads it."""
    return text if question.read is None else question.read(text)


def case_named(context: Context, text: str) -> Complaint:
    """Return the case that a text names.

    Raises:
        BadCaseNumber, NoSuchCase.
    """
    number = parse_number(text)
    complaint = context.desk(write=True).store.complaint(number)
    if complaint is None:
        raise NoSuchCase(number=number)
    return complaint


def cases(context: Context, ready: Callable[[Complaint], None]) -> Iterator[str]:
    """Yield the newest cases to which something can happen, one a line, or that there is none."""
    from ledgerctl.application.desk.records import CaseFilter
    from ledgerctl.cli.asking.reviewing import case_line
    from ledgerctl.domain.reports.sorting import Sort

    newest = CaseFilter(order=[Sort("number", descending=True)], limit=_LOOKED_AT)
    listed = 0
    for row in context.desk(write=True).store.cases(newest).rows:
        complaint = case_named(context, row.number)
        try:
            ready(complaint)
        except RuleError:
            continue
        yield case_line(complaint)
        listed += 1
        if listed == _LISTED:
            return
    if not listed:
        yield _("No case to which this can happen")


def _ready(context: Context, ready: Callable[[Complaint], None], text: str) -> str:
    complaint = case_named(context, text)
    ready(complaint)
    return complaint.number


def _entry(context: Context, command: str, subject: Asked, text: str) -> object:
    number = subject_number(subject.question, text)
    if number not in _numbers(context, subject.question.name):
        raise NoSuchEntry(number=number, command=command.rpartition(" ")[0])
    return number


def _entries(context: Context, family: str) -> list[str]:
    return _numbers(context, family)[-_LISTED:]


def _numbers(context: Context, family: str) -> list[str]:
    events = context.desk(write=True).store.family(family)
    return list(dict.fromkeys(str(each.event.facts().get(family, "")) for each in events))

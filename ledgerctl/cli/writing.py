"""The frame of a write command: what it needs is filled in, recorded, and its receipt printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ledgerctl.cli.asking import moment
from ledgerctl.cli.drafts import Draft
from ledgerctl.cli.filling import ask, fill, open_ones, tell
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.domain.guards import standing
from ledgerctl.domain.numbers import parse_number
from ledgerctl.errors import LedgerError, NoSuchCase, NoSuchEntry, NotFound, RuleError, UsageProblem
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.results import Receipt
    from ledgerctl.cli.context import Context
    from ledgerctl.cli.filling import Asked, Question
    from ledgerctl.domain.complaint import Complaint


class Common(NamedTuple):
    """The options that every write command takes."""

    at: str
    source: str | None
    person: str | None
    key: str | None
    dry_run: bool


def write(
    context: Context,
    command: str,
    common: Common,
    do: Callable[..., Receipt],
    *asked: Asked,
    subject: Asked | None = None,
    when: Asked | None = None,
    ready: Callable[[Complaint], None] = standing,
    agree_to: str = "",
) -> None:
    """Record what the options, a JSON object or a person's answers say, and print the receipt.

    Args:
        context: the edge's own state.
        command: the command's words, for messages.
        common: the options of every write command; ``at`` is a key of the JSON object too.
        do: the use case; takes the desk, then by name ``texts``, ``meta``, ``dry_run`` and, when there
            is a subject, ``number``.
        asked: what the command needs to know, in the order in which it is asked.
        subject: the case or entry that the command is about; ``read`` of its question returns its
            number in stored form.
        when: the question behind ``--at``, where it is not simply when something happened.
        ready: the guard of the domain that refuses a case to which this cannot happen, before a
            person is asked about it.
        agree_to: what a person who was asked about a case agrees to before it is recorded; empty
            where that would be a question too many.

    Raises:
        LedgerError: what is refused; a person who was asked may answer anew before.
    """
    every = [*([subject] if subject else []), *asked, when or moment(context, common.at)]
    questions = [each.question for each in every]
    if subject is not None:
        is_case = subject.question.name == "number"
        there = (
            partial(ready_case, context, ready)
            if is_case
            else partial(_entry, context, command, subject)
        )
        questions[0] = subject.question._replace(read=there)
    given = {each.question.name: each.given for each in every}
    by_person = common.source is None and context.may_ask and bool(open_ones(given, questions))
    if subject is not None and subject.given:
        # What the line names wrongly is said before anything is asked.
        check = questions[0].read if by_person else subject.question.read
        if check is not None:
            check(subject.given)
    options = {"meta": context.meta(common.person, common.key), "dry_run": common.dry_run}
    record = partial(_done, context, do, subject, options)
    named = subject.question.name if subject else ""
    draft = Draft(command, context.ledger_path, named) if by_person else None
    texts = fill(context, command, given, questions, common.source, draft)
    if draft is None:
        show_receipt(context, record(texts))
        return
    settled = partial(_settled, context, questions, draft, agree_to)
    record_typed(
        context,
        draft,
        settled(texts),
        record,
        lambda typed: settled(ask(questions, typed, command, draft=draft)),
    )


def _settled(
    context: Context,
    questions: Sequence[Question],
    draft: Draft,
    agree_to: str,
    texts: dict[str, str],
) -> dict[str, str]:
    """Return the texts once the person has agreed to them, if anybody has to."""
    if not agree_to:
        return texts
    from ledgerctl.cli.reviewing import agreed_answers, answered, subject_line

    def summary(typed: Mapping[str, str]) -> list[str]:
        complaint = _case(context, typed["number"])
        return [subject_line(complaint), *answered(questions[1:], typed)]

    return agreed_answers(questions, texts, draft, agree_to, summary=summary)


def record_typed(
    context: Context,
    draft: Draft,
    texts: dict[str, str],
    record: Callable[[dict[str, str]], Receipt],
    again: Callable[[dict[str, str]], dict[str, str]],
) -> None:
    """Record what a person typed and print the receipt; the draft stays until it is in the ledger.

    What a rule refuses may be answered anew: ``again`` asks, with what was typed in brackets.

    Raises:
        LedgerError: what no other answer would change, such as a ledger that is busy.
    """
    while True:
        draft.secure(texts)
        try:
            receipt = record(texts)
        except (NotFound, RuleError, UsageProblem) as error:
            tell(error, draft.command)
            if not draft.agrees(_("Answer anew?"), texts):
                draft.keep(texts)
                context.exit_status = error.exit_status
                return
            texts = again(texts)
        except LedgerError:
            draft.keep(texts)
            raise
        else:
            break
    if receipt.dry_run:
        draft.keep(texts)
    else:
        draft.forget()
    show_receipt(context, receipt)


def _done(
    context: Context,
    do: Callable[..., Receipt],
    subject: Asked | None,
    options: Mapping[str, Any],
    texts: Mapping[str, str],
) -> Receipt:
    desk = context.desk(write=True)
    if subject is None:
        return do(desk, texts=texts, **options)
    name = subject.question.name
    rest = {each: text for each, text in texts.items() if each != name}
    return do(desk, number=_number(subject, texts[name]), texts=rest, **options)


def _number(subject: Asked, text: str) -> object:
    read = subject.question.read
    return text if read is None else read(text)


def ready_case(context: Context, ready: Callable[[Complaint], None], text: str) -> str:
    """Return a case number; a case that is not there or not ready is refused before it is asked about.

    Raises:
        BadCaseNumber, NoSuchCase, RuleError.
    """
    complaint = _case(context, text)
    ready(complaint)
    return complaint.number


def _case(context: Context, text: str) -> Complaint:
    number = parse_number(text)
    complaint = context.desk(write=True).store.complaint(number)
    if complaint is None:
        raise NoSuchCase(number=number)
    return complaint


def _entry(context: Context, command: str, subject: Asked, text: str) -> object:
    """Return the number of an entry; one that there is not is refused before anything is asked about it."""
    family = subject.question.name
    number = _number(subject, text)
    events = context.desk(write=True).store.family(family)
    if not any(recorded.event.facts().get(family) == number for recorded in events):
        raise NoSuchEntry(number=number, command=command.rpartition(" ")[0])
    return number

"""The frame of a write command: what it needs is filled in, recorded, and its receipt printed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ledgerctl.cli.asking.asking import moment
from ledgerctl.cli.asking.drafts import Draft
from ledgerctl.cli.asking.filling import ask, fill, open_ones, tell
from ledgerctl.cli.asking.subjects import case_named, case_question, entry_question, subject_number
from ledgerctl.cli.writing.receipts import show_receipt
from ledgerctl.domain.cases.guards import standing
from ledgerctl.errors.base import LedgerError, NotFound, RuleError, UsageProblem
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.cli.asking.filling import Asked, Question
    from ledgerctl.cli.context.context import Context
    from ledgerctl.cli.options.common import Common
    from ledgerctl.domain.cases.complaint import Complaint


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
        questions[0] = (
            case_question(context, subject, ready)
            if is_case
            else entry_question(context, command, subject)
        )
    given = {each.question.name: each.given for each in every}
    by_person = common.source is None and context.may_ask and bool(open_ones(given, questions))
    if subject is not None and subject.given:
        # What the line names wrongly is said before anything is asked.
        subject_number(questions[0] if by_person else subject.question, subject.given)
    meta = context.meta(common.person, common.key)
    record = partial(_done, context, do, subject, meta)
    if not by_person:
        texts = fill(context, command, given, questions, common.source)
        show_receipt(context, record(texts, dry_run=common.dry_run))
        return
    draft = Draft(command, context.ledger_path, subject.question.name if subject else "")
    texts = fill(context, command, given, questions, common.source, draft)
    again = partial(ask, questions, command=command, draft=draft)
    review = partial(_case_agreed, context, questions, draft, agree_to) if agree_to else None
    record_typed(context, draft, texts, record, again, review, dry_run=common.dry_run)


def record_typed(
    context: Context,
    draft: Draft,
    texts: dict[str, str],
    record: Callable[..., Receipt],
    again: Callable[[dict[str, str]], dict[str, str]],
    review: Callable[[Mapping[str, str]], bool] | None = None,
    *,
    dry_run: bool,
) -> None:
    """Record what a person typed and print the receipt; the draft stays until it is in the ledger.

    What a rule refuses may be answered anew: ``again`` asks, with what was typed in brackets. So may what
    the person does not agree to in the ``review``, which comes after the rules.

    Args:
        context: the edge's own state.
        draft: keeps what was typed.
        texts: what was typed, by name.
        record: the use case; takes the texts, then by name ``dry_run``.
        again: asks again, given what is known.
        review: shows what will be recorded, and returns whether the person agrees.
        dry_run: write nothing.

    Raises:
        LedgerError: what no other answer would change, such as a ledger that is busy.
    """
    while True:
        draft.secure(texts)
        try:
            if review is not None:
                record(texts, dry_run=True)
                if not review(texts):
                    texts = again(texts)
                    continue
            receipt = record(texts, dry_run=dry_run)
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


def _case_agreed(
    context: Context,
    questions: Sequence[Question],
    draft: Draft,
    agree_to: str,
    texts: Mapping[str, str],
) -> bool:
    """Show which case it is and what was answered about it; the first question is the case."""
    from ledgerctl.cli.asking.reviewing import agreed, answers, case_line

    subject, *others = questions
    lines = [case_line(case_named(context, texts[subject.name])), *answers(others, texts)]
    return agreed(lines, agree_to, draft, texts)


def _done(
    context: Context,
    do: Callable[..., Receipt],
    subject: Asked | None,
    meta: Meta,
    texts: Mapping[str, str],
    *,
    dry_run: bool,
) -> Receipt:
    desk = context.desk(write=True)
    if subject is None:
        return do(desk, texts=texts, meta=meta, dry_run=dry_run)
    name = subject.question.name
    rest = {each: text for each, text in texts.items() if each != name}
    number = subject_number(subject.question, texts[name])
    return do(desk, number=number, texts=rest, meta=meta, dry_run=dry_run)

"""Questions made from the field catalogues: label, codes, and a reader that refuses at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.application.desk.moments import past_moment
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.asking.subjects import case_named, cases
from ledgerctl.domain.cases.guards import standing
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.domain.codes.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.complainants.masking import masked
from ledgerctl.domain.text.reading import forms_of, read_value, split_staff
from ledgerctl.i18n import _, language

if TYPE_CHECKING:
    from ledgerctl.cli.asking.filling import Choices
    from ledgerctl.cli.context.context import Context
    from ledgerctl.domain.codes.fields import Field
    from ledgerctl.domain.events.base import Fact


#: Fields that name cases.
_CASES = frozenset({"case", "cases"})


def asked(
    context: Context,
    name: str,
    given: str | None,
    option: str = "",
    *,
    label: str = "",
    required: bool = False,
) -> Asked:
    """Return the question for a field of a case or an entry, with what the line said about it.

    Option and label follow from the field unless they are given.
    """
    field = FIELDS.get(name) or ENTRY_FIELDS[name]
    choices: Choices = forms_of(field.name) if field.kind in {"moment", "day"} else ()
    if name in _CASES:
        choices = partial(cases, context, standing)
    question = Question(
        name,
        option or field.option,
        label or field.label(language()),
        field.vocabulary,
        required,
        partial(_read, context, field),
        choices,
        field.kind in {"moment", "day"},
        partial(masked, field) if field.personal else None,
    )
    return Asked(question, given or "")


def moment(context: Context, given: str) -> Asked:
    """Return the question when something happened, which Enter answers with now; never tomorrow."""
    found = asked(context, "at", given, label=_("When it happened, if not now"))
    return found._replace(question=found.question._replace(read=partial(_past, context, "at")))


def day(
    context: Context, name: str, given: str, option: str, label: str, *, like: str = "at"
) -> Asked:
    """Return a question of a command's own for a day, read as the field ``like`` is; like ``at``, never tomorrow."""
    question = asked(context, like, given, option, label=label).question
    read = partial(_past, context, name) if like == "at" else question.read
    return Asked(question._replace(name=name, read=read), given)


def case(given: str) -> Asked:
    """Return the question which case a command is about."""
    label = _("Case number, for instance 2020-0007")
    return Asked(Question("number", "NUMBER", label, required=True, read=parse_number), given)


def _past(context: Context, field: str, text: str) -> str:
    desk = context.desk(write=True)
    return past_moment(text, branch_now(desk, desk.store.ledger().settings), field)


def _read(context: Context, field: Field, text: str) -> Fact:
    if field.name in _CASES:
        return [case_named(context, part).number for part in split_staff(text)]
    desk = context.desk(write=True)
    return read_value(field, text, today=branch_now(desk, desk.store.ledger().settings).today)

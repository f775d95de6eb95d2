"""``ledgerctl amend``: values are put right; the old ones stay in history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.cases import handling
from ledgerctl.application.desk.values import field_named
from ledgerctl.cli.asking.asking import asked, case
from ledgerctl.cli.asking.filling import Asked, Question, fill, in_columns
from ledgerctl.cli.asking.subjects import case_named, case_question
from ledgerctl.cli.context.sources import read_case, words_or_stdin
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Number, Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.cases.guards import standing
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.errors.reversal import NamedTwice
from ledgerctl.errors.usage import ContradictoryOptions, MissingOption
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.cli.context.context import Context

_COMMAND = "ledgerctl amend"


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    number: Number = "",
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("FIELD VALUE|FIELD=VALUE..."),
            help=_(
                "Which fields (`ledgerctl codes fields`) and the right values;"
                " @FILE or - for personal data; an empty value makes it unknown"
            ),
        ),
    ] = None,
    reason: Reason = "",
) -> None:
    """Correct one or more fields of a case, with the reason; shows old and new values."""
    context: Context = ctx.obj
    source = common.source
    said = read_case(source) if source is not None else {}
    about = {name: said.pop(name, "") for name in ("number", "reason", "at")}
    values = _values(words or [], said, piped=source == "-")
    for name in values:
        # What the line names wrongly is said before anything is asked.
        field_named(name)
    subject = case(number or about["number"])
    questions: list[Asked] = []
    if not values:
        subject, value = _asked_for(context, subject)
        questions.append(value)
    write(
        context,
        _COMMAND,
        common._replace(at=common.at or about["at"], source=None),
        partial(_amend, values),
        *questions,
        asked(context, "reason", reason or about["reason"], required=True),
        subject=subject,
    )


def _amend(
    values: Mapping[str, str],
    desk: Desk,
    number: str,
    texts: Mapping[str, str],
    meta: Meta,
    *,
    dry_run: bool,
) -> Receipt:
    apart = {"reason", "at"}
    typed = {name: text for name, text in texts.items() if name not in apart}
    reason, at = texts["reason"], texts.get("at", "")
    return handling.amend(
        desk, number, {**values, **typed}, meta, reason=reason, at=at, dry_run=dry_run
    )


def _values(words: Sequence[str], known: dict[str, str], *, piped: bool) -> dict[str, str]:
    """Return the right values by field: those of the words beside those already known.

    Raises:
        MissingOption: a field without its value; NamedTwice: a field with two.
        ContradictoryOptions: standard input is asked for two values.
    """
    texts = dict(known)
    for field, value in _pairs(words):
        if field in texts:
            raise NamedTwice(field=field)
        if value == "-" and piped:
            raise ContradictoryOptions(first="-", second="-")
        piped = piped or value == "-"
        texts[field] = words_or_stdin(value)
    return texts


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    """Return fields and values as typed: ``FIELD VALUE``, or each ``FIELD=VALUE``."""
    if len(words) == 2 and "=" not in words[0]:  # noqa: PLR2004 - a field and its value
        return [(words[0], words[1])]
    pairs = [word.partition("=") for word in words]
    missing = [field for field, equals, _value in pairs if not equals]
    if missing:
        raise MissingOption(names=f"{missing[0]}=VALUE", command=_COMMAND)
    return [(field, value) for field, _equals, value in pairs]


def _asked_for(context: Context, subject: Asked) -> tuple[Asked, Asked]:
    """Return the case and the question for the right value, of a field that a person names."""
    case_first = case_question(context, subject, standing)
    fields = in_columns([(each.name, each.zh, each.en) for each in FIELDS.values()])
    known = ("\n".join(fields),)
    which = Question("field", "FIELD=VALUE", _("Field"), "", True, field_named, known)
    if context.may_ask and subject.given:
        standing(case_named(context, subject.given))
    texts = fill(context, _COMMAND, {"number": subject.given}, [case_first, which])
    value = asked(context, field_named(texts["field"]).name, None, "VALUE", required=True)
    return subject._replace(given=texts["number"]), value

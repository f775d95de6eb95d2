"""``ledgerctl amend``: values are put right; the old ones stay in history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application import handling
from ledgerctl.application.values import field_named
from ledgerctl.cli.filling import Question, fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key, Number, Reason
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.cli.sources import read_case, words_or_stdin
from ledgerctl.domain.numbers import parse_number
from ledgerctl.errors import ContradictoryOptions, MissingOption, NamedTwice
from ledgerctl.i18n import _
from ledgerctl.render.texts import field_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.cli.context import Context
    from ledgerctl.domain.fields import Field

_COMMAND = "ledgerctl amend"


def command(
    ctx: typer.Context,
    number: Number,
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
    source: Input = None,
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Correct one or more fields of a case, with the reason; shows old and new values."""
    context: Context = ctx.obj
    case = parse_number(number)
    texts = read_case(source) if source is not None else {}
    said, at = texts.pop("reason", ""), at or texts.pop("at", "")
    texts = _values(words or [], texts, piped=source == "-")
    why = Question("reason", "--reason", field_label("reason", context.language), required=True)
    questions = [why] if texts else [_value_of(_field(context), context.language), why]
    given = fill(context, _COMMAND, {"reason": reason or said}, questions)
    texts = texts or {questions[0].name: given[questions[0].name]}
    receipt = handling.amend(
        context.desk(write=True),
        case,
        texts,
        context.meta(person, key),
        reason=given["reason"],
        at=at,
        dry_run=dry_run,
    )
    show_receipt(context, receipt)


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


def _field(context: Context) -> Field:
    """Return the field that a person names on a terminal."""
    which = Question("field", "FIELD=VALUE", _("Field"), required=True, read=field_named)
    return field_named(fill(context, _COMMAND, {}, [which])["field"])


def _value_of(field: Field, language: str) -> Question:
    return Question(
        field.name, "VALUE", field.label(language), vocabulary=field.vocabulary, required=True
    )

"""What the commands of suggestions, improvements and opportunities share: naming one, listing them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ledgerctl.application.desk.moments import read_year
from ledgerctl.application.learning.entries import names_of
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context.present import show
from ledgerctl.domain.cases.numbers import parse_entry_number
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.i18n import language
from ledgerctl.render.learning import entries as face
from ledgerctl.render.words.texts import field_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgerctl.application.learning.entries import Entry
    from ledgerctl.cli.context.context import Context


def entry(family: str, letter: str, given: str) -> Asked:
    """Return the question which entry a command is about; its number begins with ``letter``."""
    read = partial(parse_entry_number, letter)
    label = field_label(family, language())
    return Asked(Question(family, "NUMBER", label, required=True, read=read), given)


def show_entries(
    context: Context,
    family: str,
    listing: Callable[..., Sequence[Entry]],
    status: str,
    year: str,
) -> None:
    """Show the entries of a family, of one state and one year when these are given.

    Raises:
        UnknownCode, BadPeriod.
    """
    states = VOCABULARIES[face.FAMILIES[family].states]
    found = listing(
        context.desk(),
        status=states.parse(status) if status else "",
        year=read_year(year) if year else None,
    )
    names = names_of(context.desk(), found)
    document = face.list_document(family, found, language=context.language, names=names)
    records = [face.data(each, names) for each in found]
    show(context, document, face.list_data(family, found, names), records=records)


def show_entry(context: Context, family: str, entry: Entry) -> None:
    """Show the card of one entry."""
    names = names_of(context.desk(), [entry])
    document = face.card_document(family, entry, language=context.language, names=names)
    show(context, document, face.data(entry, names))

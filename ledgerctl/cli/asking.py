"""Questions made from the field catalogues, for commands that fill in what was not given."""

from __future__ import annotations

from ledgerctl.cli.filling import Question
from ledgerctl.domain.entry_fields import ENTRY_FIELDS
from ledgerctl.domain.fields import FIELDS
from ledgerctl.i18n import language


def question(name: str, option: str = "", *, required: bool = False) -> Question:
    """Return the question for a field of a case or an entry; its option follows from its name."""
    field = FIELDS.get(name) or ENTRY_FIELDS[name]
    return Question(
        name, option or field.option, field.label(language()), field.vocabulary, required=required
    )

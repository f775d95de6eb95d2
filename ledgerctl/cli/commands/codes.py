"""``ledgerctl codes``: the codes and fields there are, in both languages."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.cli.context.present import show
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.errors.usage import UnknownChoice
from ledgerctl.i18n import _
from ledgerctl.render.words.document import Column, Document, Table


def command(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar=_("[LIST]"), help=_("A list, or fields; all lists by default"))
    ] = "",
) -> None:
    """List the codes that a field accepts; every key and label is accepted on input."""
    rows = _rows(name)
    titles = (_("Code"), "中文", "English", _("Also accepted"))
    document = Document(
        (Table(name or _("Lists"), tuple(Column(title) for title in titles), tuple(rows)),)
    )
    records = [dict(zip(("key", "zh", "en", "aliases"), row, strict=True)) for row in rows]
    show(ctx.obj, document, {"list": name, "codes": records}, records=records)


def _rows(name: str) -> list[tuple[str, str, str, str]]:
    if not name:
        lists = [(each.name, each.zh, each.en, "") for each in VOCABULARIES.values()]
        return [*lists, ("fields", "字段", "Fields", "")]
    if name == "fields":
        return [(f.name, f.zh, f.en, ", ".join(f.aliases)) for f in FIELDS.values()]
    vocabulary = VOCABULARIES.get(name)
    if vocabulary is None:
        choices = ", ".join([*VOCABULARIES, "fields"])
        raise UnknownChoice(value=name, option="codes", choices=choices)
    return [(term.key, term.zh, term.en, ", ".join(term.aliases)) for term in vocabulary.terms()]

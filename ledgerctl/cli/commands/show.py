"""``ledgerctl show``: one case with its whole story."""

from __future__ import annotations

import typer

from ledgerctl.application.ledger import looking
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.options import As, Number, Reveal
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.render.cases import card


def command(ctx: typer.Context, number: Number, reveal: Reveal = None, person: As = None) -> None:
    """Show a case's card and timeline; personal data is masked."""
    case = parse_number(number)
    desk = ctx.obj.desk(write=reveal is not None)
    found = looking.card(desk, case)
    if reveal is not None:
        from ledgerctl.application.exports.revealing import reveal as record_reveal

        fields = sorted(found.complaint.sealed)
        meta = ctx.obj.meta(person)
        record_reveal(desk, "show", reveal, meta, records=1, fields=fields, case=case)
    document = card.document(
        found,
        language=ctx.obj.language,
        encoding=streams.encoding(),
        reveal=reveal is not None,
    )
    show(ctx.obj, document, card.data(found, reveal=reveal is not None))

"""``ledgerctl opportunity``: a need heard in a complaint, the offer made, what came of it (化危为机)."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.keeping import read_year
from ledgerctl.application.learning import opportunities
from ledgerctl.cli.asking import question
from ledgerctl.cli.filling import fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key
from ledgerctl.cli.present import show
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.cli.sources import words_or_stdin
from ledgerctl.domain.learning_terms import OPPORTUNITY_STATUS
from ledgerctl.domain.numbers import parse_entry_number
from ledgerctl.domain.opportunities import LETTER
from ledgerctl.i18n import _
from ledgerctl.render import entries as face

app = typer.Typer(invoke_without_command=True)

Opportunity = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Its number, for instance O2020-0001"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Record what complaints taught about customers' needs."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("add", help=_("Record a need heard in a complaint"))
def add(
    ctx: typer.Context,
    case: Annotated[
        str, typer.Argument(metavar=_("CASE"), help=_("The complaint in which it was heard"))
    ] = "",
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The need; - reads standard input"))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who heard it; who acts by default"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record a need heard in a complaint."""
    given = {"case": case, "need": words_or_stdin(text), "by": by}
    questions = [
        question("case", _("CASE"), required=True),
        question("need", _("TEXT"), required=True),
        question("by"),
    ]
    texts = fill(ctx.obj, "ledgerctl opportunity add", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, opportunities.hear(desk, {**texts, "at": at}, meta, dry_run=dry_run))


@app.command("offer", help=_("Record what was offered to meet the need"))
def offer(
    ctx: typer.Context,
    number: Opportunity,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The offer; - reads standard input"))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who made it; who acts by default"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record what was offered to meet the need."""
    entry = parse_entry_number(LETTER, number)
    questions = [question("offer", _("TEXT"), required=True), question("by")]
    given = {"offer": words_or_stdin(text), "by": by}
    texts = fill(ctx.obj, "ledgerctl opportunity offer", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = opportunities.offer(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("conclude", help=_("Record what came of an opportunity"))
def conclude(
    ctx: typer.Context,
    number: Opportunity,
    text: Annotated[
        str,
        typer.Argument(metavar=_("TEXT"), help=_("The outcome in words; - reads standard input")),
    ] = "",
    outcome: Annotated[str, typer.Option(help=_("accepted, improved, declined or lapsed"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record what came of an opportunity."""
    entry = parse_entry_number(LETTER, number)
    questions = [
        question("opportunity_outcome", "--outcome", required=True),
        question("result", _("TEXT")),
    ]
    given = {"opportunity_outcome": outcome, "result": words_or_stdin(text)}
    texts = fill(ctx.obj, "ledgerctl opportunity conclude", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = opportunities.conclude(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("list", help=_("List the opportunities"))
def list_all(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes opportunity_status`"))] = "",
    year: Annotated[str, typer.Option(help=_("Only this year"))] = "",
) -> None:
    """List the opportunities."""
    found = opportunities.listing(
        ctx.obj.desk(),
        status=OPPORTUNITY_STATUS.parse(status) if status else "",
        year=read_year(year) if year else None,
    )
    document = face.list_document("opportunity", found, language=ctx.obj.language)
    records = [face.data(each) for each in found]
    show(ctx.obj, document, face.list_data("opportunity", found), records=records)


@app.command("show", help=_("Show one opportunity"))
def one(ctx: typer.Context, number: Opportunity) -> None:
    """Show one opportunity."""
    found = opportunities.one(ctx.obj.desk(), parse_entry_number(LETTER, number))
    document = face.card_document("opportunity", found, language=ctx.obj.language)
    show(ctx.obj, document, face.data(found))

"""``ledgerctl suggest``: reasonable suggestions, made, passed up, answered."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.keeping import read_year
from ledgerctl.application.learning import suggesting
from ledgerctl.cli.asking import question
from ledgerctl.cli.filling import fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key
from ledgerctl.cli.present import show
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.cli.sources import words_or_stdin
from ledgerctl.domain.learning_terms import SUGGESTION_STATUS
from ledgerctl.domain.numbers import parse_entry_number
from ledgerctl.domain.suggestions import LETTER
from ledgerctl.i18n import _
from ledgerctl.render import entries as face

app = typer.Typer(invoke_without_command=True)

Suggestion = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Its number, for instance S2020-0001"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Record suggestions; they are no complaints and are counted apart."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("add", help=_("Record a suggestion, from a complaint or by itself"))
def add(
    ctx: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The proposal; - reads standard input"))
    ] = "",
    kind: Annotated[str, typer.Option(help=_("product, policy or process"))] = "",
    case: Annotated[str, typer.Option(help=_("The complaint that it comes from"))] = "",
    by: Annotated[str, typer.Option(help=_("Who made it; who acts by default"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record a suggestion."""
    given = {"suggestion_kind": kind, "proposal": words_or_stdin(text), "case": case, "by": by}
    questions = [
        question("suggestion_kind", "--kind", required=True),
        question("proposal", _("TEXT"), required=True),
        question("case"),
        question("by"),
    ]
    texts = fill(ctx.obj, "ledgerctl suggest add", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, suggesting.make(desk, {**texts, "at": at}, meta, dry_run=dry_run))


@app.command("forward", help=_("Record that a suggestion was passed up"))
def forward(
    ctx: typer.Context,
    number: Suggestion,
    to: Annotated[str, typer.Option(help=_("The superior institution or department"))] = "",
    reason: Annotated[str, typer.Option(help=_("Words that went with it"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a suggestion was passed up."""
    entry = parse_entry_number(LETTER, number)
    questions = [question("forwarded_to", "--to", required=True), question("reason")]
    given = {"forwarded_to": to, "reason": reason}
    texts = fill(ctx.obj, "ledgerctl suggest forward", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = suggesting.forward(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("answer", help=_("Record the answer to a suggestion"))
def answer(
    ctx: typer.Context,
    number: Suggestion,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The answer; - reads standard input"))
    ] = "",
    adoption: Annotated[str, typer.Option(help=_("adopted, partly_adopted or not_adopted"))] = "",
    by: Annotated[
        str, typer.Option(help=_("Who answered; by default to whom it was forwarded"))
    ] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record the answer to a suggestion."""
    entry = parse_entry_number(LETTER, number)
    given = {"adoption": adoption, "answer": words_or_stdin(text), "answered_by": by}
    questions = [
        question("adoption", required=True),
        question("answer", _("TEXT")),
        question("answered_by", "--by"),
    ]
    texts = fill(ctx.obj, "ledgerctl suggest answer", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = suggesting.answer(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("list", help=_("List the suggestions"))
def list_all(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes suggestion_status`"))] = "",
    year: Annotated[str, typer.Option(help=_("Only this year"))] = "",
) -> None:
    """List the suggestions."""
    found = suggesting.listing(
        ctx.obj.desk(),
        status=SUGGESTION_STATUS.parse(status) if status else "",
        year=read_year(year) if year else None,
    )
    document = face.list_document("suggestion", found, language=ctx.obj.language)
    records = [face.data(each) for each in found]
    show(ctx.obj, document, face.list_data("suggestion", found), records=records)


@app.command("show", help=_("Show one suggestion"))
def one(ctx: typer.Context, number: Suggestion) -> None:
    """Show one suggestion."""
    found = suggesting.one(ctx.obj.desk(), parse_entry_number(LETTER, number))
    document = face.card_document("suggestion", found, language=ctx.obj.language)
    show(ctx.obj, document, face.data(found))

"""``ledgerctl improve``: a lesson becomes an issue with measures, and its effect is verified."""

from __future__ import annotations

from typing import Annotated

import typer

from ledgerctl.application.keeping import read_year
from ledgerctl.application.learning import improving
from ledgerctl.cli import streams
from ledgerctl.cli.asking import question
from ledgerctl.cli.filling import fill
from ledgerctl.cli.options import As, At, DryRun, Input, Key
from ledgerctl.cli.present import show
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.cli.sources import words_or_stdin
from ledgerctl.domain.improvements import LETTER, SCOPE
from ledgerctl.domain.learning_terms import RECTIFICATION
from ledgerctl.domain.numbers import parse_entry_number
from ledgerctl.i18n import _
from ledgerctl.render import entries as face
from ledgerctl.render import improvement as card

app = typer.Typer(invoke_without_command=True)

Issue = Annotated[
    str, typer.Argument(metavar=_("NUMBER"), help=_("Its number, for instance I2020-0001"))
]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Turn lessons into measures, and see whether they helped."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("add", help=_("Open an issue from a lesson that complaints taught"))
def add(
    ctx: typer.Context,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("The lesson; - reads standard input"))
    ] = "",
    cases: Annotated[
        str, typer.Option(help=_("The complaints it was drawn from, parted by commas"))
    ] = "",
    cause: Annotated[
        str, typer.Option(help=_("Complaints of this cause are of the same issue"))
    ] = "",
    business: Annotated[
        str, typer.Option(help=_("Complaints of this business are of the same issue"))
    ] = "",
    handling_channel: Annotated[
        str, typer.Option(help=_("Complaints of this handling channel are of the same issue"))
    ] = "",
    product: Annotated[
        str, typer.Option(help=_("Complaints of this product are of the same issue"))
    ] = "",
    by: Annotated[str, typer.Option(help=_("Who drew the lesson; who acts by default"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Open an issue; with a cause, a business, a channel or a product the effect counts every such complaint."""
    given = {
        "lesson": words_or_stdin(text),
        "cases": cases,
        "cause": cause,
        "business": business,
        "handling_channel": handling_channel,
        "product": product,
        "by": by,
    }
    questions = [
        question("lesson", _("TEXT"), required=True),
        *[question(name) for name in ("cases", *SCOPE, "by")],
    ]
    texts = fill(ctx.obj, "ledgerctl improve add", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, improving.open_issue(desk, {**texts, "at": at}, meta, dry_run=dry_run))


@app.command("link", help=_("Link further complaints to an issue"))
def link(
    ctx: typer.Context,
    number: Issue,
    cases: Annotated[
        list[str] | None, typer.Argument(metavar=_("CASES"), help=_("Case numbers"))
    ] = None,
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Link further complaints to an issue."""
    entry = parse_entry_number(LETTER, number)
    questions = [question("cases", _("CASES"), required=True)]
    given = {"cases": ", ".join(cases or [])}
    texts = fill(ctx.obj, "ledgerctl improve link", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = improving.link(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("measure", help=_("Set a measure with its owner and due day"))
def measure(
    ctx: typer.Context,
    number: Issue,
    text: Annotated[
        str, typer.Argument(metavar=_("TEXT"), help=_("What is to be done; - reads standard input"))
    ] = "",
    owner: Annotated[str, typer.Option(help=_("Who sees to it"))] = "",
    due: Annotated[str, typer.Option(help=_("The day by which it is to be done"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Set a measure with its owner and due day."""
    entry = parse_entry_number(LETTER, number)
    given = {"plan": words_or_stdin(text), "owner": owner, "due_on": due}
    questions = [
        question("plan", _("TEXT"), required=True),
        question("owner", required=True),
        question("due_on", "--due", required=True),
    ]
    texts = fill(ctx.obj, "ledgerctl improve measure", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = improving.plan(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("done", help=_("Record that a measure was carried out"))
def done(
    ctx: typer.Context,
    number: Issue,
    step: Annotated[
        str,
        typer.Argument(
            metavar=_("MEASURE"), help=_("Its number; may be left out when one only is to do")
        ),
    ] = "",
    evidence: Annotated[str, typer.Option(help=_("What was done, and how it can be seen"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Record that a measure was carried out."""
    entry = parse_entry_number(LETTER, number)
    questions = [question("step", _("MEASURE")), question("evidence")]
    given = {"step": step, "evidence": evidence}
    texts = fill(ctx.obj, "ledgerctl improve done", given, questions, source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = improving.carry_out(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("verify", help=_("Verify the effect: complaints 90 days before and after"))
def verify(
    ctx: typer.Context,
    number: Issue,
    by: Annotated[str, typer.Option(help=_("Who looked at it; who acts by default"))] = "",
    at: At = "",
    source: Input = None,
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Verify the effect of an improvement from the complaints in the ledger."""
    entry = parse_entry_number(LETTER, number)
    texts = fill(ctx.obj, "ledgerctl improve verify", {"by": by}, [question("by")], source)
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    receipt = improving.verify(desk, entry, {**texts, "at": at}, meta, dry_run=dry_run)
    show_receipt(ctx.obj, receipt)


@app.command("list", help=_("List the improvements"))
def list_all(
    ctx: typer.Context,
    status: Annotated[str, typer.Option(help=_("`ledgerctl codes rectification`"))] = "",
    year: Annotated[str, typer.Option(help=_("Only this year"))] = "",
) -> None:
    """List the improvements."""
    found = improving.listing(
        ctx.obj.desk(),
        status=RECTIFICATION.parse(status) if status else "",
        year=read_year(year) if year else None,
    )
    document = face.list_document("improvement", found, language=ctx.obj.language)
    records = [face.data(each) for each in found]
    show(ctx.obj, document, face.list_data("improvement", found), records=records)


@app.command("show", help=_("Show one improvement with its measures and its effect"))
def one(ctx: typer.Context, number: Issue) -> None:
    """Show one improvement with its measures and its effect."""
    found = improving.one(ctx.obj.desk(), parse_entry_number(LETTER, number))
    document = card.document(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, card.data(found))

"""``ledgerctl policy``: the deadline policies that a ledger follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from ledgerctl.application import policies
from ledgerctl.cli import streams
from ledgerctl.cli.options import As, At, DryRun, Key, Reason
from ledgerctl.cli.present import show
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.errors import MissingOption
from ledgerctl.i18n import _
from ledgerctl.render import policies as face

app = typer.Typer(no_args_is_help=False, invoke_without_command=True)

Name = Annotated[str, typer.Argument(metavar=_("POLICY"), help=_("A policy such as uk.disp.final"))]


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """List, adopt or retire deadline policies."""
    if ctx.invoked_subcommand is None:
        list_all(ctx)


@app.command("list", help=_("List the policies in force and those that are shipped"))
def list_all(ctx: typer.Context) -> None:
    """List the policies in force and those that are shipped."""
    found = policies.listed(ctx.obj.desk())
    show(
        ctx.obj,
        face.document(found, language=ctx.obj.language, encoding=streams.encoding()),
        face.data(found),
        records=[face.record(each) for each in found.policies],
    )


@app.command("show", help=_("Show one policy, field by field"))
def one(ctx: typer.Context, name: Name) -> None:
    """Show one policy, field by field."""
    found = policies.shown(ctx.obj.desk(), name)
    document = face.one(found, language=ctx.obj.language, encoding=streams.encoding())
    show(ctx.obj, document, face.record(found))


@app.command("adopt", help=_("Follow a shipped set, a shipped policy, or one's own from a file"))
def adopt(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar=_("SET"), help=_("cn, branch, pboc, cn-2012, uk, us, au, sg, or one policy")
        ),
    ] = "",
    file: Annotated[
        str,
        typer.Option(
            "--file", "--input", metavar="FILE", help=_("A TOML or JSON file; - reads JSON")
        ),
    ] = "",
    own: Annotated[
        bool, typer.Option("--own", help=_("As the branch's own rule: its source was read"))
    ] = False,
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Follow a policy from now on; cases that are there keep theirs."""
    if not name and not file:
        raise MissingOption(names="SET, --file", command="ledgerctl policy adopt")
    values: Sequence[Mapping[str, object]] = ()
    if file:
        from ledgerctl.cli.policy_files import read_policies

        values = read_policies(file)
    receipt = policies.adopt(
        ctx.obj.desk(write=True),
        name,
        ctx.obj.meta(person, key),
        values=values,
        own=own,
        reason=reason,
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)


@app.command("retire", help=_("Follow a policy no longer"))
def retire(
    ctx: typer.Context,
    name: Name,
    reason: Reason = "",
    at: At = "",
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Follow a policy no longer; cases that are there keep theirs."""
    desk = ctx.obj.desk(write=True)
    meta = ctx.obj.meta(person, key)
    show_receipt(ctx.obj, policies.retire(desk, name, meta, reason=reason, at=at, dry_run=dry_run))

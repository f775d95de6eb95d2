"""``ledgerctl policy``: the deadline policies that a ledger follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.ledger import policies
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import As, At, DryRun, Key, Reason
from ledgerctl.cli.writing.receipts import show_receipt
from ledgerctl.cli.writing.writing import write
from ledgerctl.domain.deadlines.policy_sets import SETS
from ledgerctl.domain.text.reading import read_flag
from ledgerctl.i18n import _
from ledgerctl.render.ledger import policies as face

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.cli.context.context import Context

app = typer.Typer(no_args_is_help=False, invoke_without_command=True)

_FLAGS = ("yes 是", "no 否")

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
    if not file:
        which = _("Which set of rules, or one policy")
        sets = Question("set", "SET, --file", which, required=True, choices=tuple(SETS))
        own_rule = Question(
            "own", "--own", _("As the branch's own rule?"), read=_read_own, choices=_FLAGS
        )
        write(
            ctx.obj,
            "ledgerctl policy adopt",
            Common(at, None, person, key, dry_run),
            _adopt,
            Asked(sets, name),
            Asked(own_rule, "yes" if own else ""),
            asked(ctx.obj, "reason", reason),
        )
        return
    from ledgerctl.cli.imports.policy_files import read_policies

    receipt = policies.adopt(
        ctx.obj.desk(write=True),
        name,
        ctx.obj.meta(person, key),
        values=read_policies(file),
        own=own,
        reason=reason,
        at=at,
        dry_run=dry_run,
    )
    show_receipt(ctx.obj, receipt)


@app.command("retire", help=_("Follow a policy no longer"))
@takes_common
def retire(
    ctx: typer.Context,
    common: Common,
    name: Name = "",
    reason: Reason = "",
) -> None:
    """Follow a policy no longer; cases that are there keep theirs."""
    label, known = _("A policy such as uk.disp.final"), _in_force(ctx.obj)
    which = Question("policy", _("POLICY"), label, required=True, choices=known)
    write(
        ctx.obj,
        "ledgerctl policy retire",
        common,
        _retire,
        Asked(which, name),
        asked(ctx.obj, "reason", reason, required=True),
    )


def _in_force(context: Context) -> tuple[str, ...]:
    found = policies.listed(context.desk(write=True)).policies if context.may_ask else ()
    return tuple(each.policy.key for each in found if each.stands)


def _read_own(text: str) -> bool:
    return read_flag(text, "own")


def _adopt(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool) -> Receipt:
    return policies.adopt(
        desk,
        texts["set"],
        meta,
        own=_read_own(texts.get("own", "no")),
        reason=texts.get("reason", ""),
        at=texts.get("at", ""),
        dry_run=dry_run,
    )


def _retire(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool) -> Receipt:
    at, reason = texts.get("at", ""), texts["reason"]
    return policies.retire(desk, texts["policy"], meta, reason=reason, at=at, dry_run=dry_run)

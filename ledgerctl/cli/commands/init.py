"""``ledgerctl init``: a branch opens its ledger."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Annotated

import typer

from ledgerctl.application import keeping
from ledgerctl.cli import streams
from ledgerctl.cli.context import make_folder
from ledgerctl.cli.options import As, DryRun, Key
from ledgerctl.cli.receipts import show_receipt
from ledgerctl.errors import LedgerExists, MissingOption, NoSuchFolder
from ledgerctl.i18n import _


def command(
    ctx: typer.Context,
    branch: Annotated[str, typer.Option(help=_("The branch's name"))] = "",
    currency: Annotated[str, typer.Option(help=_("Currency of amounts (ISO 4217)"))] = "CNY",
    timezone: Annotated[
        str, typer.Option(help=_("The branch's offset from UTC"))
    ] = keeping.DEFAULTS["timezone"],
    person: As = None,
    key: Key = None,
    dry_run: DryRun = False,
) -> None:
    """Create a ledger file for a branch; nothing is ever overwritten."""
    path = ctx.obj.ledger_path
    if not branch.strip():
        if not ctx.obj.may_ask:
            raise MissingOption(names="--branch", command="ledgerctl init")
        branch = typer.prompt(_("Name of the branch"), err=True)
    settings = {"currency": currency, "timezone": timezone}
    for name, value in settings.items():
        keeping.check_setting(name, value)
    if os.path.lexists(path):
        if key is None or ctx.obj.desk().store.keyed(key) is None:
            raise LedgerExists(path=path)
        meta = ctx.obj.meta(person, key)
        show_receipt(ctx.obj, keeping.create(ctx.obj.desk(), branch, meta, settings))
        return
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - the path as typed
    if dry_run:
        rehearsed = ctx.obj.rehearse(branch, ctx.obj.meta(person, key), settings)
        show_receipt(ctx.obj, replace(rehearsed, dry_run=True))
        return
    if ctx.obj.values["ledger"].origin == "default":
        make_folder(folder)
    elif not os.path.isdir(folder):  # noqa: PTH112 - the path as typed
        raise NoSuchFolder(path=folder)
    receipt = ctx.obj.create(path, branch, ctx.obj.meta(person, key), settings)
    show_receipt(ctx.obj, receipt)
    streams.talk(_("Created the ledger {path}").format(path=path))

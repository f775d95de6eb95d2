"""``ledgerctl init``: a branch opens its ledger."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Annotated

import typer

from ledgerctl.application.ledger import keeping
from ledgerctl.cli.asking.filling import Question, fill
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.context import make_folder
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.writing.receipts import show_receipt
from ledgerctl.errors.house import LedgerExists, NoSuchFolder
from ledgerctl.i18n import _

_SETTINGS = ("currency", "timezone")


@takes_common
def command(
    ctx: typer.Context,
    common: Common,
    branch: Annotated[str, typer.Option(help=_("The branch's name"))] = "",
    currency: Annotated[
        str, typer.Option(help=_("Currency of amounts (ISO 4217); CNY by default"))
    ] = "",
    timezone: Annotated[
        str, typer.Option(help=_("The branch's offset from UTC; +08:00 by default"))
    ] = "",
) -> None:
    """Create a ledger file for a branch; nothing is ever overwritten."""
    path = ctx.obj.ledger_path
    given = {"branch": branch, "currency": currency, "timezone": timezone, "at": common.at}
    # Nearly every branch has these; a person is not asked about them.
    usual = {name: keeping.DEFAULTS[name] for name in _SETTINGS}
    own = {name: text for name, text in given.items() if text}
    known = own if common.source is not None else {**usual, **own}
    texts = {**usual, **fill(ctx.obj, "ledgerctl init", known, _questions(), common.source)}
    branch, at = texts["branch"], texts.get("at", "")
    settings = {name: texts[name] for name in _SETTINGS}
    for name, value in settings.items():
        keeping.check_setting(name, value)
    if os.path.lexists(path):
        if common.key is None or ctx.obj.desk().store.keyed(common.key) is None:
            raise LedgerExists(path=path)
        meta = ctx.obj.meta(common.person, common.key)
        show_receipt(ctx.obj, keeping.create(ctx.obj.desk(), branch, meta, settings, at))
        return
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - the path as typed
    if common.dry_run:
        rehearsed = ctx.obj.rehearse(branch, ctx.obj.meta(common.person, common.key), settings, at)
        show_receipt(ctx.obj, replace(rehearsed, dry_run=True))
        return
    if ctx.obj.values["ledger"].origin == "default":
        make_folder(folder)
    elif not os.path.isdir(folder):  # noqa: PTH112 - the path as typed
        raise NoSuchFolder(path=folder)
    receipt = ctx.obj.create(path, branch, ctx.obj.meta(common.person, common.key), settings, at)
    show_receipt(ctx.obj, receipt)
    streams.talk(_("Created the ledger {path}").format(path=path))


def _questions() -> list[Question]:
    """Return what a new ledger needs to know; only its branch has no default."""
    return [
        Question("branch", "--branch", _("Name of the branch"), required=True),
        *(Question(name, f"--{name}", name) for name in _SETTINGS),
        Question("at", "--at", _("When the books were opened, if not now")),
    ]

"""``ledgerctl config``: what is set, where it came from; the ledger's own settings are events."""

from __future__ import annotations

import os
import shlex
from typing import TYPE_CHECKING, Annotated

import typer

from ledgerctl.application.ledger import keeping
from ledgerctl.cli.asking.asking import asked
from ledgerctl.cli.asking.filling import Asked, Question
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.options.common import Common, takes_common
from ledgerctl.cli.options.options import Reason
from ledgerctl.cli.writing.writing import write
from ledgerctl.config import config_path
from ledgerctl.i18n import _
from ledgerctl.render.ledger import settings as face
from ledgerctl.render.words.document import Column, Document, Heading, KeyValues, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.render.words.document import Block
    from ledgerctl.render.words.envelope import Json

app = typer.Typer(invoke_without_command=True)


@app.callback(invoke_without_command=True)
def listing(ctx: typer.Context) -> None:
    """Show every setting with its origin."""
    if ctx.invoked_subcommand is None:
        show_all(ctx)


@app.command("show", help=_("Show every setting with its origin"))
def show_all(ctx: typer.Context) -> None:
    """Show every setting with its origin."""
    own = [(name, value.text, value.origin) for name, value in ctx.obj.values.items()]
    columns = tuple(Column(title) for title in (_("Name"), _("Value"), _("Origin")))
    blocks: list[Block] = [
        Heading(_("Your settings"), 1),
        KeyValues(((_("File"), config_path()),)),
        Table("", columns, tuple(own)),
    ]
    data: dict[str, Json] = {
        "file": config_path(),
        "values": {name: {"value": text, "origin": origin} for name, text, origin in own},
    }
    if os.path.lexists(ctx.obj.ledger_path):
        found = keeping.settings(ctx.obj.desk())
        document = face.document(found, language=ctx.obj.language, encoding=streams.encoding())
        blocks += document.blocks
        data["ledger"] = face.data(found)
    show(ctx.obj, Document(tuple(blocks)), data)


@app.command("set", help=_("Change a setting of the ledger, with the reason; it is an event"))
@takes_common
def change(
    ctx: typer.Context,
    common: Common,
    name: Annotated[str, typer.Argument(metavar=_("NAME"), help=", ".join(keeping.DEFAULTS))] = "",
    value: Annotated[str, typer.Argument(metavar=_("VALUE"), help=_("The new value"))] = "",
    reason: Reason = "",
) -> None:
    """Change a setting of the ledger."""
    names = tuple(keeping.DEFAULTS)
    write(
        ctx.obj,
        "ledgerctl config set",
        common,
        _change,
        Asked(Question("name", _("NAME"), _("Which setting"), required=True, choices=names), name),
        Asked(Question("value", _("VALUE"), _("The new value"), required=True), value),
        asked(ctx.obj, "reason", reason, required=True),
    )


def _change(desk: Desk, texts: Mapping[str, str], meta: Meta, *, dry_run: bool) -> Receipt:
    at, reason = texts.get("at", ""), texts["reason"]
    return keeping.change_setting(
        desk, texts["name"], texts["value"], meta, reason=reason, at=at, dry_run=dry_run
    )


@app.command("views", help=_("Show the saved views of list and export, or take one away"))
def saved_views(
    ctx: typer.Context,
    remove: Annotated[
        str, typer.Option("--remove", metavar=_("NAME"), help=_("Take this view away"))
    ] = "",
) -> None:
    """Show every saved view with its options."""
    from ledgerctl.cli.options import views

    if remove:
        views.remove(remove)
    found = views.saved()
    rows = tuple((name, _typed(options)) for name, options in sorted(found.items()))
    table = Table("", (Column(_("Name")), Column(_("Options"))), rows)
    data: dict[str, Json] = {
        "file": str(views.views_path()),
        "views": {name: dict(options) for name, options in sorted(found.items())},
    }
    empty = [] if found else [_("No saved views; `ledgerctl list … --save-view NAME` makes one")]
    show(ctx.obj, Document((table,) if found else ()), data, messages=empty)


def _typed(options: Mapping[str, str | bool]) -> str:
    """Return options as somebody would type them."""
    flags = {"open_only": "open", "closed_only": "closed"}
    words = []
    for name, value in options.items():
        words.append("--" + flags.get(name, name).replace("_", "-"))
        if isinstance(value, str):
            words.append(shlex.quote(value))
    return " ".join(words)

"""``ledgerctl demo``: the example year on a throw-away ledger."""

from __future__ import annotations

import os
import shutil
import tempfile
from typing import Annotated

import typer

import ledgerctl
from ledgerctl.application.ledger import keeping
from ledgerctl.application.reports import reporting
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.cli.imports.importing import ImportRequest, run_import
from ledgerctl.errors.house import NoSuchFile
from ledgerctl.i18n import _
from ledgerctl.render.reports import year as face

_EXAMPLE = "dongqiao-2020.csv"
_BRANCH = "东侨支行"
_YEAR = "2020"
_SIZES = {"customers": "78000", "transactions": "57000"}
_SOURCE = "branch account 2021"


def command(
    ctx: typer.Context,
    keep: Annotated[
        str, typer.Option(metavar="PATH", help=_("Keep the demonstration ledger at this path"))
    ] = "",
) -> None:
    """Create a throw-away ledger, import the example year, print its report."""
    folder = tempfile.mkdtemp(prefix="ledgerctl-demo-")
    try:
        path = keep or os.path.join(folder, "demo.db")  # noqa: PTH118 - a path as text
        meta = ctx.obj.meta(None)._replace(key=None)
        ctx.obj.create(path, _BRANCH, meta, {})
        desk = ctx.obj.desk(write=True)
        keeping.record_populations(desk, _YEAR, _SIZES, meta, source=_SOURCE)
        run_import(ctx.obj, desk, ImportRequest(example_path()))
        found = reporting.year_report(desk, int(_YEAR))
        document = face.document(
            found,
            language=ctx.obj.language,
            encoding=streams.encoding(),
            defined=ctx.obj.face not in {"table", "plain"},
        )
        show(ctx.obj, document, face.data(found))
        ctx.obj.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if keep:
        streams.talk(_("The demonstration ledger is {path}").format(path=keep))


def example_path() -> str:
    """Return the example register: inside an installed package, beside it in a checkout.

    Raises:
        NoSuchFile: the installation came without its examples.
    """
    package = os.path.dirname(os.path.abspath(ledgerctl.__file__))  # noqa: PTH100, PTH120 - text
    for folder in (package, os.path.dirname(package)):  # noqa: PTH120 - as above
        path = os.path.join(folder, "examples", _EXAMPLE)  # noqa: PTH118 - as above
        if os.path.exists(path):  # noqa: PTH110 - as above
            return path
    raise NoSuchFile(path=_EXAMPLE)

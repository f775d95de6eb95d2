"""One import at the edge: open the file, run the use case, print what came of it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.batches import repeated
from ledgerctl.application.importing import ImportChoices, import_rows
from ledgerctl.application.screening import pack, unpack
from ledgerctl.cli import streams
from ledgerctl.cli.elsewhere import elsewhere
from ledgerctl.cli.present import show
from ledgerctl.formats.table import UNSAID, Choices
from ledgerctl.i18n import _
from ledgerctl.render import imports as face

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.application.desk import Desk
    from ledgerctl.application.importing import OnDuplicate
    from ledgerctl.application.results import ImportReport
    from ledgerctl.cli.context import Context


class ImportRequest(NamedTuple):
    """What was asked for: the file, how to read it, and how to behave."""

    path: str
    profile: str = "register"
    choices: Choices = UNSAID
    on_duplicate: OnDuplicate = "skip"
    partial: bool = False
    dry_run: bool = False
    rejects: str | None = None
    person: str | None = None
    key: str | None = None
    at: str = ""


def run_import(context: Context, desk: Desk, request: ImportRequest) -> ImportReport:
    """Import a file and return the report; nothing is printed. A known key needs no file any more.

    Raises:
        LedgerError: the file, the profile or the ledger fails as a whole.
    """
    from ledgerctl.formats.profiles import load_profile
    from ledgerctl.formats.rejects import RejectFile
    from ledgerctl.formats.source import open_source
    from ledgerctl.render.problems import sentence

    meta = context.meta(request.person, request.key)
    known = repeated(desk.store, meta.key)
    if known is not None:
        return known
    profile = load_profile(request.profile)
    source = open_source(
        request.path, profile=profile, choices=request.choices, stdin=sys.stdin.buffer
    )
    choices = ImportChoices(
        profile.key_prefix, request.on_duplicate, request.partial, request.dry_run, request.at
    )
    rejects = None
    if request.partial and not request.dry_run:
        rejects = RejectFile(
            request.rejects or _rejects_path(request.path), source.header, sentence
        )
    return import_rows(
        desk,
        source,
        meta,
        choices,
        rejects=rejects,
        progress=_progress(),
        elsewhere=lambda rows: elsewhere(rows, pack, unpack),
    )


def show_report(context: Context, report: ImportReport) -> None:
    """Print the report and set the exit status: 1 when rows were rejected."""
    document = face.document(report, language=context.language, encoding=streams.encoding())
    show(context, document, face.data(report), messages=face.talk(report))
    if report.rejected:
        context.exit_status = 1


def _rejects_path(path: str) -> str:
    stem = "stdin" if path == "-" else os.path.splitext(path)[0]  # noqa: PTH122 - a name as typed
    return f"{stem}.rejects.csv"


def _progress() -> Callable[[int], None] | None:
    if not sys.stderr.isatty():
        return None
    from time import monotonic

    started = monotonic()

    def show_count(read: int) -> None:
        if monotonic() - started > 1:
            sys.stderr.write(_("\r{read} rows read").format(read=read))
            sys.stderr.flush()

    return show_count

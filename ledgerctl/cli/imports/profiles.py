"""Mapping profiles at the edge: drafts, lists, trials."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE
from ledgerctl.application.imports import profile_checks
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.config import profiles_folder
from ledgerctl.formats.drafting import draft
from ledgerctl.formats.opening import open_table
from ledgerctl.formats.placing import placed
from ledgerctl.formats.profiles import (
    load_profile,
    own_profiles,
    profile_bytes,
    shipped_profiles,
)
from ledgerctl.formats.source import open_source
from ledgerctl.i18n import _
from ledgerctl.render.ledger import profiles as face
from ledgerctl.render.words.document import Document, Lines

if TYPE_CHECKING:
    from ledgerctl.cli.context.context import Context
    from ledgerctl.formats.table import Choices


def show_list(context: Context) -> None:
    """List the shipped profiles and the person's own."""
    folder = profiles_folder()
    own = own_profiles(folder)
    found = []
    for name in sorted({*own, *shipped_profiles()}):
        profile = load_profile(name, folder)
        found.append(face.Listed(name, profile.title, profile.title_zh, name in own))
    document = face.document(found, language=context.language, encoding=streams.encoding())
    show(context, document, face.data(found), records=[each._asdict() for each in found])


def show_one(context: Context, name: str) -> None:
    """Print the text of a profile."""
    path, data = profile_bytes(name, profiles_folder())
    _show_text(context, data.decode("utf-8", "replace"), str(path))


def show_draft(context: Context, file: str, choices: Choices, to: str = "") -> None:
    """Print a draft profile for a file, or write it to a new file."""
    opened = open_table(file, choices=choices, stdin=sys.stdin.buffer)
    try:
        table = opened.table()
        try:
            base = os.path.basename(file)  # noqa: PTH119 - a name as typed
            stem = os.path.splitext(base)[0].strip("-") or "own"  # noqa: PTH122 - as above
            text = draft(table, name=stem, file=base)
        finally:
            table.detach()
    finally:
        opened.close()
    if to:
        with placed(to) as path:
            path.write_text(text, "utf-8")
        streams.talk(_("The draft is in {path}; look at every GUESS").format(path=to))
        return
    _show_text(context, text, "")


def show_check(context: Context, name: str, file: str, choices: Choices) -> None:
    """Try a profile on a file and set the exit status: 1 when rows would be rejected."""
    profile = load_profile(name, profiles_folder())
    with open_source(file, profile=profile, choices=choices, stdin=sys.stdin.buffer) as source:
        now = context.clock.local(DEFAULT_TIMEZONE)
        found = profile_checks.check(source, source.mapped, now=now)
    document = face.checked(found, language=context.language, encoding=streams.encoding())
    show(context, document, face.checked_data(found))
    if found.rejected:
        context.exit_status = 1


def _show_text(context: Context, text: str, path: str) -> None:
    if context.face in {"json", "jsonl"}:
        document = Document((Lines(tuple(text.splitlines())),))
        show(context, document, {"path": path or None, "text": text})
    else:
        # A profile is a file: what is printed can be saved as it is
        streams.data(text)

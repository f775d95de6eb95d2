"""One export at the edge: where it goes and in which form, then the rows, then what came of it."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.exporting import ExportReport, names
from ledgerctl.cli import streams
from ledgerctl.domain.privacy import visible
from ledgerctl.errors import (
    FileExists,
    KindNeedsFile,
    NoTarget,
    NotForThisKind,
    UnknownChoice,
    UnknownFileKind,
)
from ledgerctl.formats.placing import placed, sha256_of
from ledgerctl.formats.writing import write_csv, write_json, write_jsonl
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TextIO

    from ledgerctl.application.exporting import Sheet
    from ledgerctl.cli.context import Context

#: Kind of file → the endings of its name.
KINDS = {
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
}
#: Kinds that may go to standard output.
STREAMED = ("csv", "json", "jsonl")
_ENCODINGS = ("utf-8", "gb18030")


class Target(NamedTuple):
    """Where an export goes: a path or ``-``; ``language`` is empty for names and keys."""

    path: str
    kind: str
    encoding: str
    force: bool
    language: str


def target(
    context: Context, to: str, kind: str, *, encoding: str, bom: bool, force: bool, keys: bool
) -> Target:
    """Decide where an export goes and what it is, before anything is read or recorded.

    Without a file the data goes to standard output when that is no terminal. The kind is the one
    asked for, else that of the file's name, else that of ``--csv``, ``--json``, ``--jsonl``, else CSV.

    Raises:
        NoTarget, UnknownFileKind, KindNeedsFile, NotForThisKind, UnknownChoice, FileExists.
    """
    _choice(kind, "--kind", tuple(KINDS))
    _choice(encoding, "--encoding", _ENCODINGS)
    asked = context.face if context.face in STREAMED else ""
    if not to and not kind and not asked and streams.on_terminal():
        raise NoTarget
    streamed = to in {"", "-"}
    if not kind:
        kind = (asked or "csv") if streamed else _kind_of(to)
    if streamed and kind not in STREAMED:
        raise KindNeedsFile(kind=kind)
    for option, given in (("--encoding", bool(encoding)), ("--no-bom", not bom)):
        if given and kind != "csv":
            raise NotForThisKind(option=option, kind=kind, kinds="csv")
    if not streamed and not force and os.path.lexists(to):
        raise FileExists(path=to)
    if kind == "csv" and not streamed and bom and encoding in {"", "utf-8"}:
        # Without the mark a Chinese spreadsheet takes UTF-8 for GBK
        encoding = "utf-8-sig"
    own = kind in {"json", "jsonl"} or keys
    return Target(to or "-", kind, encoding or "utf-8", force, "" if own else context.language)


def _choice(value: str, option: str, choices: tuple[str, ...]) -> None:
    if value and value not in choices:
        raise UnknownChoice(value=value, option=option, choices=", ".join(choices))


def _kind_of(path: str) -> str:
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122 - a name as typed
    for kind, endings in KINDS.items():
        if ending in endings:
            return kind
    kinds = ", ".join(ending for endings in KINDS.values() for ending in endings)
    raise UnknownFileKind(path=path, kinds=kinds)


def write(context: Context, sheet: Sheet, to: Target) -> ExportReport:
    """Write a sheet and return what came of it; a file is there whole or not at all.

    Raises:
        LedgerError: the file cannot be written, or the ledger fails.
    """
    if to.path == "-":
        count, digest = _to_stdout(sheet, to), ""
    else:
        with placed(to.path, replace=to.force) as path:
            count = _WRITERS[to.kind](context, sheet, to, path)
            digest = sha256_of(path)
    return ExportReport(
        sheet.what,
        to.kind,
        to.path,
        count,
        names(sheet.columns),
        sheet.head,
        sheet.revealed,
        digest,
    )


def _to_stdout(sheet: Sheet, to: Target) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=to.encoding, newline="")
    show: Callable[[str], str] = visible if streams.on_terminal() else str
    return _text(sheet, to, sys.stdout, show)


def _text(sheet: Sheet, to: Target, stream: TextIO, show: Callable[[str], str] = str) -> int:
    if to.kind == "csv":
        return write_csv(stream, sheet.columns, sheet.rows, to.language, show)
    write_lines = write_json if to.kind == "json" else write_jsonl
    return write_lines(stream, sheet.columns, sheet.rows)


def _text_file(_context: Context, sheet: Sheet, to: Target, path: Path) -> int:
    with path.open("w", encoding=to.encoding, newline="") as stream:
        return _text(sheet, to, stream)


def _workbook(context: Context, sheet: Sheet, to: Target, path: Path) -> int:
    from datetime import datetime

    from ledgerctl.formats.workbook_writer import write_workbook

    title = {"cases": _("Complaint register"), "events": _("Events")}.get(sheet.what, sheet.what)
    return write_workbook(
        path,
        sheet.columns,
        sheet.rows,
        to.language,
        title=title,
        created=datetime.fromisoformat(context.clock.utc()).replace(tzinfo=None),
    )


_WRITERS: dict[str, Callable[[Context, Sheet, Target, Path], int]] = {
    "csv": _text_file,
    "json": _text_file,
    "jsonl": _text_file,
    "xlsx": _workbook,
}

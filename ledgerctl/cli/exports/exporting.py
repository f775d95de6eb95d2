"""One export at the edge: where it goes and in which form, then the rows, then what came of it."""

from __future__ import annotations

import io
import json
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.exports.exporting import ExportReport, names
from ledgerctl.application.exports.snapshot import WHOLE
from ledgerctl.cli.context import streams
from ledgerctl.domain.text.formulas import guard
from ledgerctl.domain.text.privacy import visible
from ledgerctl.errors.exporting import KindNeedsFile, NoTarget, NotForThisKind, UnknownFileKind
from ledgerctl.errors.house import NotWithoutForce
from ledgerctl.errors.usage import UnknownChoice
from ledgerctl.formats.placing import placed, sha256_of
from ledgerctl.formats.writing import write_csv, write_json, write_jsonl
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import TextIO

    from ledgerctl.application.exports.exporting import Sheet
    from ledgerctl.cli.context.context import Context

#: Kind of file → the endings of its name.
KINDS = {
    "csv": (".csv",),
    "xlsx": (".xlsx",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "sqlite": (".db", ".sqlite", ".sqlite3"),
    "parquet": (".parquet",),
}
#: Kinds that may go to standard output.
STREAMED = ("csv", "json", "jsonl")
_ENCODINGS = ("utf-8", "gb18030")


class Target(NamedTuple):
    """Where an export goes: a path or ``-``; ``language`` is empty for names and keys.

    ``guard`` disarms cells of CSV that a spreadsheet would run.
    """

    path: str
    kind: str
    encoding: str
    force: bool
    language: str
    guard: bool = True


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
        raise NotWithoutForce(path=to)
    if kind == "csv" and not streamed and bom and encoding in {"", "utf-8"}:
        # Without the mark a Chinese spreadsheet takes UTF-8 for GBK
        encoding = "utf-8-sig"
    own = kind in {"json", "jsonl", "parquet"} or keys
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


def write(context: Context, sheets: Sequence[Sheet], to: Target) -> ExportReport:
    """Write one sheet, or several to SQLite, and say what came of it; a file is there whole or not at all.

    Raises:
        LedgerError: the file cannot be written, or the ledger fails.
    """
    sheet = sheets[0]
    count, digest, beside = 0, "", ""
    if to.path == "-":
        count = _to_stdout(sheet, to)
    elif to.kind == "sqlite":
        count, digest, beside = _snapshot(context, sheets, to)
    else:
        with placed(to.path, replace=to.force) as path:
            count = _WRITERS[to.kind](context, sheet, to, path)
            digest = sha256_of(path)
    return ExportReport(
        sheet.what if len(sheets) == 1 else WHOLE,
        to.kind,
        to.path,
        count,
        names(sheet.columns),
        sheet.head,
        sheet.revealed,
        digest,
        beside,
    )


def _to_stdout(sheet: Sheet, to: Target) -> int:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding=to.encoding, newline="")
    show: Callable[[str], str] = visible if streams.on_terminal() else str
    return _text(sheet, to, sys.stdout, show)


def _text(sheet: Sheet, to: Target, stream: TextIO, show: Callable[[str], str] = str) -> int:
    if to.kind == "csv":
        return write_csv(
            stream, sheet.columns, sheet.rows, to.language, show, disarm=guard if to.guard else str
        )
    write_lines = write_json if to.kind == "json" else write_jsonl
    return write_lines(stream, sheet.columns, sheet.rows)


def _text_file(_context: Context, sheet: Sheet, to: Target, path: Path) -> int:
    mark = to.encoding == "utf-8-sig"
    # Python writes plain UTF-8 faster than the same with a mark at its beginning
    encoding = "utf-8" if mark else to.encoding
    with path.open("w", encoding=encoding, newline="") as stream:
        if mark:
            stream.write("\ufeff")
        return _text(sheet, to, stream)


def _workbook(context: Context, sheet: Sheet, to: Target, path: Path) -> int:
    from datetime import datetime

    from ledgerctl.formats.workbook_writer import write_workbook

    return write_workbook(
        path,
        sheet.columns,
        sheet.rows,
        to.language,
        title=_title(sheet.what),
        created=datetime.fromisoformat(context.clock.utc()).replace(tzinfo=None),
    )


def _title(what: str) -> str:
    titles = {
        "cases": _("Complaint register"),
        "events": _("Events"),
        "suggestions": _("Suggestions"),
        "improvements": _("Improvements"),
        "measures": _("Measures"),
        "opportunities": _("Opportunities"),
    }
    return titles.get(what, what)


def _parquet(context: Context, sheet: Sheet, _to: Target, path: Path) -> int:
    from ledgerctl.formats.parquet_writer import write_parquet

    return write_parquet(path, sheet.columns, sheet.rows, about(context, sheet))


def _snapshot(context: Context, sheets: Sequence[Sheet], to: Target) -> tuple[int, str, str]:
    """Write a SQLite file, and beside it what Datasette is to be told about it."""
    from pathlib import PurePath

    language = to.language or context.language
    target = PurePath(to.path)
    beside = str(target.with_name(f"{target.stem}.metadata.json"))
    with placed(to.path, replace=to.force) as path, placed(beside, replace=to.force) as told:
        count = write_tables(context, sheets, path, language)
        document = described(target.stem, sheets, language)
        told.write_text(json.dumps(document, ensure_ascii=False, indent=2), encoding="utf-8")
        return count, sha256_of(path), beside


def write_tables(context: Context, sheets: Sequence[Sheet], path: Path, language: str) -> int:
    """Write sheets as the tables of a SQLite file, all as of one moment; returns the number of rows."""
    from ledgerctl.storage.snapshots import write_snapshot

    with context.desk().store.one_moment():
        return sum(write_snapshot(path, sheets, language, about(context, sheets[0])).values())


def described(name: str, sheets: Sequence[Sheet], language: str) -> dict[str, object]:
    """Return what Datasette is told about a SQLite file of this name."""
    from ledgerctl.storage.snapshot_metadata import metadata

    head, revealed = sheets[0].head, sheets[0].revealed
    state = _("As of ledger {head}; personal data is masked")
    if revealed:
        state = _("As of ledger {head}; personal data stands unmasked")
    return metadata(
        name,
        sheets,
        language,
        title=_title(sheets[0].what),
        note=state.format(head=head.short),
        find=_("Find words of any length"),
    )


def about(context: Context, sheet: Sheet) -> dict[str, str]:
    """Return what a file says of itself: from which state of the ledger, when, masked or not."""
    return {
        "program": "ledgerctl",
        "made_at": context.clock.utc(),
        "ledger": sheet.head.hash,
        "events": str(sheet.head.size),
        "masked": "no" if sheet.revealed else "yes",
    }


_WRITERS: dict[str, Callable[[Context, Sheet, Target, Path], int]] = {
    "csv": _text_file,
    "json": _text_file,
    "jsonl": _text_file,
    "xlsx": _workbook,
    "parquet": _parquet,
}

"""A report as a file: which kind, where it goes, and its making; nothing is there before it is whole."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledgerctl.application.desk.moments import today
from ledgerctl.cli.context import streams
from ledgerctl.cli.context.present import show
from ledgerctl.errors.exporting import UnknownFileKind
from ledgerctl.errors.faces import NoScreenFace, ReportPartMissing
from ledgerctl.errors.house import NotWithoutForce
from ledgerctl.errors.usage import ContradictoryOptions
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.reports.report_results import YearReport
    from ledgerctl.cli.context.context import Context
    from ledgerctl.render.words.document import Document
    from ledgerctl.render.words.envelope import Json

Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=_("FILE"),
        help=_("A file: .html, .pdf, .xlsx, .docx, .md, .csv, .json, .jsonl, .txt; - is stdout"),
    ),
]
Pdf = Annotated[bool, typer.Option("--pdf", help=_("A PDF, printed by an installed Chromium"))]
Force = Annotated[bool, typer.Option("--force", help=_("Replace the file when it is there"))]

#: Kind of file → the endings of its name.
KINDS = {
    "html": (".html", ".htm"),
    "pdf": (".pdf",),
    "xlsx": (".xlsx",),
    "docx": (".docx",),
    "md": (".md",),
    "csv": (".csv",),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "plain": (".txt",),
}
#: Columns by which a report is filtered → their options.
_FILTERS = {"institution": "--branch", "department": "--department"}
#: Kinds that need a part of the extra ``report`` → its module and its name.
_PARTS = {
    "html": ("vl_convert", "vl-convert-python"),
    "pdf": ("vl_convert", "vl-convert-python"),
    "docx": ("docx", "python-docx"),
}
#: Kinds that are no text.
_BINARY = ("pdf", "xlsx", "docx")
#: Kinds that are shown on a screen too → their encoding in a file: without the mark a Chinese
#: spreadsheet takes UTF-8 for GBK.
_ENCODINGS = {**dict.fromkeys(("md", "json", "jsonl", "plain"), "utf-8"), "csv": "utf-8-sig"}
#: Kinds that only this module makes.
_OWN = ("html", *_BINARY)


class Target(NamedTuple):
    """A file to write: a path or ``-``, and of which kind it is; ``browser`` prints a PDF."""

    path: str
    kind: str
    force: bool
    browser: str = ""


class Way:
    """The way that a report takes: to a screen or pipe in some face, or into a file."""

    def __init__(self, context: Context, target: Target | None) -> None:
        self._context = context
        self._target = target

    @property
    def target(self) -> Target | None:
        """The file to write; None for a screen or pipe."""
        return self._target

    @property
    def kind(self) -> str:
        """The kind of the file, or the face on a screen or in a pipe."""
        return self._context.face if self._target is None else self._target.kind

    @property
    def encoding(self) -> str:
        """The encoding of what the texts go into; files are UTF-8."""
        return streams.encoding() if self._target is None else "utf-8"

    @property
    def on_screen(self) -> bool:
        """Whether the face is that for people at a terminal."""
        return self._target is None and self._context.face == "table"

    @property
    def defines(self) -> bool:
        """Whether there is room for definitions: everywhere but on a screen and in plain lines."""
        return self._target is not None or self._context.face not in {"table", "plain"}

    def show(
        self,
        document: Document,
        data: Mapping[str, Json],
        *,
        records: Sequence[Mapping[str, Json]] | None = None,
        report: YearReport | None = None,
    ) -> None:
        """Show a document or write it; ``report`` is what it tells, for its pictures.

        Raises:
            LedgerError: a part is not installed, or the file cannot be written.
        """
        if self._target is None:
            show(self._context, document, data, records=records)
            return
        to = self._target
        content = (
            _text(self._context, to.kind, document, data, records).encode(_ENCODINGS[to.kind])
            if to.kind in _ENCODINGS
            else _made(self._context, to, document, report)
        )
        put(content, to)


def put(content: bytes, to: Target) -> None:
    """Write a file whole, or to standard output.

    Raises:
        FileExists, NoSuchFolder, NoPermission, DiskFailure.
    """
    if to.path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from ledgerctl.formats.placing import placed

    with placed(to.path, replace=to.force) as path:
        path.write_bytes(content)
    streams.talk(_("Report written to {path}").format(path=to.path))


def way(context: Context, output: str, *, pdf: bool, force: bool, recording: bool) -> Way:
    """Decide where a report goes and as what, before anything is reckoned or recorded.

    The kind is that of ``--pdf``, else the one asked for by ``--format``, else that of the file's name.

    Args:
        context: the edge.
        output: a path, ``-``, or the empty text for a screen or pipe.
        pdf: whether a PDF was asked for.
        force: whether a file that is there may be replaced.
        recording: whether something will be recorded, so that what is missing must be missed first.

    Raises:
        ContradictoryOptions, UnknownFileKind, NoScreenFace, FileExists, NoBrowser, ReportPartMissing.
    """
    asked = "" if context.face == "table" else context.face
    if pdf and asked:
        raise ContradictoryOptions(first="--pdf", second=f"--format {asked}")
    kind = "pdf" if pdf else asked
    to_file = output not in {"", "-"}
    if to_file:
        kind = _agreed(output, kind, "--pdf" if pdf else f"--format {asked}")
    if not to_file and kind not in _OWN:
        return Way(context, None)
    if not to_file and kind in _BINARY and streams.on_terminal():
        raise NoScreenFace(kind=kind)
    if to_file and not force and os.path.lexists(output):
        raise NotWithoutForce(path=output)
    if recording and kind in _PARTS:
        _require(*_PARTS[kind])
    target = Target(output or "-", kind, force, _browser() if kind == "pdf" else "")
    return Way(context, target)


def _require(module: str, part: str) -> None:
    from importlib import import_module

    try:
        import_module(module)
    except ImportError:
        raise ReportPartMissing(part=part) from None


def _agreed(path: str, asked: str, said: str) -> str:
    """Return the kind that the options and the name of the file agree upon."""
    ending = os.path.splitext(path)[1].lower()  # noqa: PTH122 - a name as typed
    for kind, endings in KINDS.items():
        if ending in endings:
            if asked not in {"", kind}:
                raise ContradictoryOptions(first=said, second=f"-o {path}")
            return kind
    if asked:
        return asked
    kinds = ", ".join(ending for endings in KINDS.values() for ending in endings)
    raise UnknownFileKind(path=path, kinds=kinds)


def _browser() -> str:
    from ledgerctl.formats.printing import browser

    return browser(os.environ.get("LEDGERCTL_CHROMIUM", ""))


def _text(
    context: Context,
    kind: str,
    document: Document,
    data: Mapping[str, Json],
    records: Sequence[Mapping[str, Json]] | None,
) -> str:
    """Return the text of a face that a pipe could have too."""
    if kind in {"json", "jsonl"}:
        from ledgerctl.render.words import envelope

        rows = [data] if records is None else records
        return envelope.success(context.command, data) if kind == "json" else envelope.lines(rows)
    if kind == "csv" and records is not None:
        from ledgerctl.render.faces import csvtext

        return csvtext.records(records)
    from ledgerctl.render.faces import faces

    return faces.text_of(document, kind)


def _made(context: Context, to: Target, document: Document, report: YearReport | None) -> bytes:
    """Return a page, a PDF, a workbook or a Word file."""
    from ledgerctl.render.reports.pictures import pictures

    drawn = pictures(report, document, context.language) if report is not None else []
    day = report.today if report is not None else today(context.desk())
    if to.kind == "xlsx":
        from ledgerctl.render.files import workbook

        return workbook.render(document, drawn, day=day)
    if to.kind == "docx":
        from ledgerctl.render.files import word

        return word.render(document, drawn, language=context.language, day=day)
    from ledgerctl.render.files import page

    html = page.render(
        document,
        drawn,
        language=context.language,
        explaining=_explaining(report) if report is not None else "",
    )
    return html.encode() if to.kind == "html" else _printed(to.browser, html, day)


def _explaining(report: YearReport) -> str:
    """Return the command that explains a figure of this report."""
    from shlex import join

    first, last, year = report.period.first, report.period.last, f"{report.year:04d}"
    whole = (first, last) == (f"{year}-01-01", f"{year}-12-31")
    words = ["--year", year] if whole else ["--from", first, "--to", last]
    words += ["--on", report.today]
    for column, value in report.equal.items():
        words += [_FILTERS[column], value]
    return f"ledgerctl report {join(words)} --explain"


def _printed(browser: str, html: str, day: str) -> bytes:
    from ledgerctl.formats.printing import print_pdf

    return print_pdf(browser, html, day)

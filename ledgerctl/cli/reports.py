"""A report as a file: which kind, where it goes, and its making; nothing is there before it is whole."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from ledgerctl.cli import streams
from ledgerctl.errors import ContradictoryOptions, FileExists, NoScreenFace, UnknownFileKind
from ledgerctl.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ledgerctl.application.results import YearReport
    from ledgerctl.cli.context import Context
    from ledgerctl.render.document import Document
    from ledgerctl.render.envelope import Json

Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar=_("FILE"),
        help=_("A file: .html, .pdf, .xlsx, .docx, .md, .csv, .json, .txt; - is stdout"),
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
    "plain": (".txt",),
}
#: Columns by which a report is filtered → their options.
_FILTERS = {"institution": "--branch", "department": "--department"}
#: Kinds that are no text.
_BINARY = ("pdf", "xlsx", "docx")
#: Kinds that only this module makes.
_OWN = ("html", *_BINARY)


class Target(NamedTuple):
    """Where a report goes: a path or ``-``, and of which kind it is; ``browser`` prints a PDF."""

    path: str
    kind: str
    force: bool
    browser: str = ""


def target(context: Context, output: str, *, pdf: bool, force: bool) -> Target | None:
    """Decide where a report goes before anything is reckoned; None when a screen or pipe shows it.

    The kind is that of ``--pdf``, else the one asked for by ``--format``, else that of the file's name.

    Raises:
        ContradictoryOptions, UnknownFileKind, NoScreenFace, FileExists, NoBrowser.
    """
    asked = "" if context.face == "table" else context.face
    if pdf and asked:
        raise ContradictoryOptions(first="--pdf", second=f"--format {asked}")
    kind = "pdf" if pdf else asked
    to_file = output not in {"", "-"}
    if to_file:
        kind = _agreed(output, kind, "--pdf" if pdf else f"--format {asked}")
    if not to_file and kind not in _OWN:
        return None
    if not to_file and kind in _BINARY and streams.on_terminal():
        raise NoScreenFace(kind=kind)
    if to_file and not force and os.path.lexists(output):
        raise FileExists(path=output)
    return Target(output or "-", kind, force, _browser() if kind == "pdf" else "")


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


def deliver(
    context: Context,
    to: Target,
    report: YearReport,
    document: Document,
    data: Mapping[str, Json],
) -> None:
    """Make the report and put it where it goes.

    Raises:
        LedgerError: a part is not installed, or the file cannot be written.
    """
    content = _content(context, to, report, document, data)
    if to.path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    from ledgerctl.formats.placing import placed

    with placed(to.path, replace=to.force) as path:
        path.write_bytes(content)
    streams.talk(_("Report written to {path}").format(path=to.path))


def _content(
    context: Context,
    to: Target,
    report: YearReport,
    document: Document,
    data: Mapping[str, Json],
) -> bytes:
    if to.kind == "json":
        from ledgerctl.render import envelope

        return envelope.success(context.command, data).encode()
    if to.kind not in _OWN:
        from ledgerctl.render import faces

        return faces.text_of(document, to.kind).encode()
    from ledgerctl.render.pictures import pictures

    drawn = pictures(report, document, context.language)
    if to.kind == "xlsx":
        from ledgerctl.render import workbook

        return workbook.render(document, drawn, day=report.today)
    if to.kind == "docx":
        from ledgerctl.render import word

        return word.render(document, drawn, language=context.language, day=report.today)
    from ledgerctl.render import page

    html = page.render(document, drawn, language=context.language, explaining=_explaining(report))
    return html.encode() if to.kind == "html" else _printed(to.browser, html)


def _explaining(report: YearReport) -> str:
    """Return the command that explains a figure of this report."""
    from shlex import join

    first, last, year = report.period.first, report.period.last, f"{report.year:04d}"
    whole = (first, last) == (f"{year}-01-01", f"{year}-12-31")
    words = ["--year", year] if whole else ["--from", first, "--to", last]
    for column, value in report.equal.items():
        words += [_FILTERS[column], value]
    return f"ledgerctl report {join(words)} --explain"


def _printed(browser: str, html: str) -> bytes:
    from ledgerctl.formats.printing import print_pdf

    return print_pdf(browser, html)

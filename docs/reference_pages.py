# noqa: INP001 - a module beside the pages that it writes
"""The reference pages, made whole from the code: commands, errors, codes, events, metrics."""

from __future__ import annotations

import inspect
import pkgutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from shown import Session

import ledgerctl
from ledgerctl import i18n
from ledgerctl.cli.dispatch.table import COMMANDS
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.events import KINDS, event_class
from ledgerctl.domain.metrics.catalogue import METRICS, UNAVAILABLE
from ledgerctl.domain.metrics.cohort import CHANGE, COMPARED, MEASURES
from ledgerctl.errors.base import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ledgerctl.domain.metrics.metric import Metric

_NOTE = "<!-- Made by docs/generate.py; change the code and run it again. -->\n"
_ABOUT_ERRORS = (
    "A code never changes its meaning. Words in braces are filled in. A bad row of an imported file has the"
    " code of its error and is a problem of that row; the import then exits with 1.\n"
)
_ABOUT_CODES = (
    "Keys are stored and never change; labels may be reworded. On input the key, either label and every"
    " other spelling listed are accepted, in any letter case.\n"
)
_ABOUT_FIELDS = (
    "Options of `add` and `resolve`, names for `amend`, headings of an imported register. *Sealed* fields"
    " are kept beside the hashed facts.\n"
)
_ABOUT_EVENTS = (
    "What a ledger is made of. The stored name never changes; a changed form raises the version."
    " Envelope and hashes: [chain.md](../chain.md).\n"
)
_ABOUT_METRICS = (
    "What each figure of `report` and `summarize` counts, over what, and who defines it so. A ratio without a"
    " denominator is n/a.\n"
)


def commands_page() -> str:
    """Return the help of every command, by who uses it."""
    with tempfile.TemporaryDirectory() as base:
        session = Session(Path(base, "help"))
        # Help as a script gets it, without boxes, at the width of a page
        session.environment |= {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "TYPER_USE_RICH": "0"}
        names = [line for name in COMMANDS for line in _with_subcommands(name)]
        with ThreadPoolExecutor(max_workers=4) as workers:
            lines = ["ledgerctl --help", *(f"ledgerctl {name} --help" for name in names)]
            helps = dict(zip(["", *names], workers.map(session.run_line, lines), strict=True))
    parts = ["# Commands\n", _NOTE, _block(helps.pop(""))]
    group = ""
    for name, text in helps.items():
        entry = COMMANDS[name.split(maxsplit=1)[0]]
        if entry.group != group:
            group = entry.group
            parts.append(f"## {group}\n")
        parts += [f"### ledgerctl {name}\n", _block(text)]
    return "\n".join(parts)


def _with_subcommands(name: str) -> Iterator[str]:
    yield name
    app = getattr(import_module(f"ledgerctl.cli.commands.{COMMANDS[name].module}"), "app", None)
    if isinstance(app, typer.Typer):
        for each in app.registered_commands:
            yield f"{name} {each.name}"


def error_classes() -> list[type[LedgerError]]:
    """Return every error with a code of its own, by exit status and code."""
    for module in pkgutil.walk_packages(ledgerctl.__path__, "ledgerctl."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found = [each for each in _below(LedgerError) if "code" in vars(each)]
    ours = [each for each in found if each.__module__.startswith("ledgerctl.")]
    return sorted(ours, key=lambda each: (each.exit_status, each.code))


def _below(kind: type[LedgerError]) -> Iterator[type[LedgerError]]:
    for each in kind.__subclasses__():
        yield each
        yield from _below(each)


def errors_page() -> str:
    """Return every error with its exit status, its sentence and its hint in both languages."""
    parts = [
        "# Errors\n",
        _NOTE,
        _ABOUT_ERRORS,
    ]
    status = 0
    spoken = i18n.language()
    i18n.install("zh")
    try:
        for each in error_classes():
            if each.exit_status != status:
                status = each.exit_status
                parts.append(f"## Exit status {status}\n")
            parts += [f"### {each.code}\n", f"{_first_line(each)}\n", _block(_said(each))]
    finally:
        i18n.install(spoken)
    return "\n".join(parts)


def _said(error: type[LedgerError]) -> str:
    lines = [error.sentence]
    if error.hint:
        lines.append(f"  hint: {error.hint}")
    sentence, hint = i18n._(error.sentence), i18n._(error.hint)
    if sentence != error.sentence:
        lines.append(sentence)
    if hint != error.hint:
        lines.append(f"  提示：{hint}")
    return "".join(f"{line}\n" for line in lines)


def codes_page() -> str:
    """Return every vocabulary and every field with its labels."""
    parts = [
        "# Codes and fields\n",
        _NOTE,
        _ABOUT_CODES,
        "## Fields 字段\n",
        _ABOUT_FIELDS,
    ]
    titles = ("name", "中文", "English", "kind", "known at", "sealed", "also accepted as a heading")
    rows = (
        (
            f"`{field.name}`",
            field.zh,
            field.en,
            f"[{field.vocabulary}](#{_anchor(field.vocabulary)})"
            if field.vocabulary
            else field.kind,
            field.stage,
            "sealed" if field.sealed else "",
            ", ".join(field.aliases),
        )
        for field in FIELDS.values()
    )
    parts.append(_table(titles, rows))
    for name, vocabulary in VOCABULARIES.items():
        parts.append(f"## {name}\n")
        parts.append(f"{vocabulary.zh} · {vocabulary.en}\n")
        parts.append(
            _table(
                ("key", "中文", "English", "also accepted"),
                (
                    (f"`{term.key}`", term.zh, term.en, ", ".join(term.aliases))
                    for term in vocabulary.terms()
                ),
            )
        )
    return "\n".join(parts)


def events_page() -> str:
    """Return every event kind with its stored name, its version and what it means."""
    parts = [
        "# Event kinds\n",
        _NOTE,
        _ABOUT_EVENTS,
    ]
    for kind, (module, name) in KINDS.items():
        about = inspect.cleandoc(event_class(kind).__doc__ or "").replace("``", "`")
        parts.append(f"## {kind}\n")
        parts.append(f"Version {event_class(kind).version}, `{name}` in `events/{module}.py`.\n")
        parts.append(f"{about}\n")
    return "\n".join(parts)


def metrics_page() -> str:
    """Return every metric with its definition in both languages, its source and a worked example."""
    parts = ["# Metrics\n", _NOTE, _ABOUT_METRICS]
    for metric in METRICS.values():
        parts += _metric(metric, "##")
    parts.append("## Not available\n")
    parts.append(
        "What supervisors ask for as well and a branch's ledger cannot give exactly, and why.\n"
    )
    missing = [(f"{what.en} · {what.zh}", f"{why.en} · {why.zh}") for what, why in UNAVAILABLE]
    parts.append(_table(("", "why"), missing))
    for title, metrics in (
        ("Periods side by side", [*COMPARED.values(), CHANGE]),
        ("Cross tables", MEASURES.values()),
    ):
        parts.append(f"## {title}\n")
        for metric in metrics:
            parts += _metric(metric, "###")
    return "\n".join(parts)


def _metric(metric: Metric, level: str) -> Iterator[str]:
    rows = [
        ("numerator", metric.numerator),
        *([("denominator", metric.denominator)] if metric.denominator else []),
        ("period", metric.anchor),
        ("source", metric.source),
        *([("note", metric.note)] if metric.note.en else []),
    ]
    yield f"{level} {metric.key}\n"
    yield f"{metric.label.zh} · {metric.label.en}, in {metric.unit}\n"
    yield _table(("", "English", "中文"), ((name, both.en, both.zh) for name, both in rows))
    if metric.example is not None:
        numerator, denominator, value = metric.example
        of = "" if denominator is None else f" of {denominator:,}"
        yield f"Example: {numerator:,}{of} is {value}.\n"


def _first_line(kind: type[object]) -> str:
    return inspect.cleandoc(kind.__doc__ or "").splitlines()[0]


def _anchor(name: str) -> str:
    return name.casefold()


def _block(text: str) -> str:
    return f"```text\n{text.strip(chr(10))}\n```\n"


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, ["---"] * len(titles), *rows]
    return "".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines
    )


REFERENCE = {
    "commands.md": commands_page,
    "errors.md": errors_page,
    "codes.md": codes_page,
    "events.md": events_page,
    "metrics.md": metrics_page,
}

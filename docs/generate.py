# noqa: INP001 - a script beside the pages that it writes
"""Write the pages that come from the code, and the outputs shown in the hand-written pages.

``docs/reference/*.md`` are made whole: commands, errors, codes, events, metrics; so is the report of the example
year as a page, ``docs/report-2020.*.html``, and the picture of it, ``docs/images/report-2020.svg``.
In README.md and the pages under ``docs`` the marked outputs are made anew: the fenced lines after
``<!-- run -->`` are run in order in a new temporary folder, and what stands between ``<!-- output: COMMAND -->``
and ``<!-- end -->`` becomes the standard output of COMMAND in that folder. ``| head -n N`` at the end of a
COMMAND keeps its first lines.

    python docs/generate.py           writes what is stale
    python docs/generate.py --check   writes nothing, shows the difference, exits 1 if there is one
"""

from __future__ import annotations

import argparse
import difflib
import inspect
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from picture import picture

import ledgerctl
from ledgerctl import i18n
from ledgerctl.cli.table import COMMANDS
from ledgerctl.domain.events import KINDS, event_class
from ledgerctl.domain.fields import FIELDS
from ledgerctl.domain.metrics.catalogue import METRICS, UNAVAILABLE
from ledgerctl.domain.vocabulary import VOCABULARIES
from ledgerctl.errors import LedgerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
#: When everything in the shown outputs happens.
NOW = "2021-01-05T02:00:00Z"
#: The example year as pages, by language: the branch's name and who counted its customers.
EXAMPLE_REPORTS = {"zh": ("东侨支行", "年报"), "en": ("Dongqiao", "annual report")}
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
_SHOWN = re.compile(
    r"<!-- run -->\n```\w*\n(?P<script>.*?)```\n"
    r"|<!-- output: (?P<command>[^\n]+?) -->\n.*?<!-- end -->",
    re.DOTALL,
)
_HEAD = re.compile(r"\b(\d+):[0-9a-f]{12}\b")


class Session:
    """A reader's terminal: one temporary folder, its environment, one command after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(folder),
            "PYTHONUTF8": "1",
            "LEDGERCTL_NOW": NOW,
            "LEDGERCTL_LANG": "en",
        }
        shutil.copytree(ROOT / "examples", folder / "examples")

    def run_line(self, line: str) -> str:
        """Run one line as typed and return its standard output.

        Raises:
            RuntimeError: the line is no ``ledgerctl`` or ``export`` line, or the command fails.
        """
        words = shlex.split(line, comments=True)
        if not words:
            return ""
        if words[0] == "export":
            for word in words[1:]:
                name, _, value = word.partition("=")
                self.environment[name] = value
            return ""
        if words[0] != "ledgerctl":
            message = f"the pages show ledgerctl only, not: {line}"
            raise RuntimeError(message)
        words, kept = _without_head(words)
        done = subprocess.run(  # noqa: S603 - lines of our own pages, without a shell
            [sys.executable, "-m", "ledgerctl", *words[1:]],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            message = f"{line}\nends with {done.returncode}:\n{done.stderr}"
            raise RuntimeError(message)
        lines = [text.rstrip() for text in done.stdout.splitlines()][:kept]
        return _HEAD.sub(r"\1:…", "\n".join(lines)).strip("\n") + "\n"


def _without_head(words: list[str]) -> tuple[list[str], int | None]:
    match words:
        case [*command, "|", "head", "-n", count]:
            return command, int(count)
        case _:
            return words, None


def with_outputs(page: str) -> str:
    """Return a page with its marked outputs made anew."""
    with tempfile.TemporaryDirectory() as base:
        session = Session(Path(base, "start"))

        def shown(hit: re.Match[str]) -> str:
            nonlocal session
            if hit["command"] is None:
                session = Session(Path(base, str(hit.start())))
                for line in hit["script"].splitlines():
                    session.run_line(line)
                return hit[0]
            output = session.run_line(hit["command"])
            return f"<!-- output: {hit['command']} -->\n```text\n{output}```\n<!-- end -->"

        return _SHOWN.sub(shown, page)


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
        rows = [
            ("numerator", metric.numerator),
            *([("denominator", metric.denominator)] if metric.denominator else []),
            ("period", metric.anchor),
            ("source", metric.source),
            *([("note", metric.note)] if metric.note.en else []),
        ]
        parts.append(f"## {metric.key}\n")
        parts.append(f"{metric.label.zh} · {metric.label.en}, in {metric.unit}\n")
        parts.append(
            _table(("", "English", "中文"), ((name, both.en, both.zh) for name, both in rows))
        )
        if metric.example is not None:
            numerator, denominator, value = metric.example
            of = "" if denominator is None else f" of {denominator:,}"
            parts.append(f"Example: {numerator:,}{of} is {value}.\n")
    parts.append("## Not available\n")
    parts.append(
        "What supervisors ask for as well and a branch's ledger cannot give exactly, and why.\n"
    )
    missing = [(f"{what.en} · {what.zh}", f"{why.en} · {why.zh}") for what, why in UNAVAILABLE]
    parts.append(_table(("", "why"), missing))
    return "\n".join(parts)


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


def example_report(language: str) -> str:
    """Return the page of the example year, with its pictures; the ledger's head is left out."""
    branch, source = EXAMPLE_REPORTS[language]
    sizes = "--customers 78000 --transactions 57000"
    with tempfile.TemporaryDirectory() as base:
        session = Session(Path(base, "report"))
        for line in (
            f"export LEDGERCTL_LEDGER=b.db LEDGERCTL_LANG={language}",
            f"ledgerctl init --branch {branch}",
            f"ledgerctl base set 2020 {sizes} --source '{source}'",
            "ledgerctl import examples/dongqiao-2020.csv",
            "ledgerctl report --year 2020 -o report.html",
        ):
            session.run_line(line)
        return _HEAD.sub(r"\1:…", (session.folder / "report.html").read_text("utf-8"))


def pages() -> Iterator[tuple[Path, str]]:
    """Yield every page that is made or holds outputs, with the text that it should have."""
    for name, make in REFERENCE.items():
        yield ROOT / "docs" / "reference" / name, make()
    for language in EXAMPLE_REPORTS:
        page = example_report(language)
        yield ROOT / "docs" / f"report-2020.{language}.html", page
        if language == "zh":
            yield ROOT / "docs" / "images" / "report-2020.svg", picture(page)
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        if path.parent.name != "reference":
            page = path.read_text("utf-8")
            if _SHOWN.search(page):
                yield path, with_outputs(page)


def _require_catalogue() -> None:
    folder = ROOT / "ledgerctl/i18n/locale/zh_CN/LC_MESSAGES"
    compiled = folder / "ledgerctl.mo"
    newest = max(source.stat().st_mtime for source in folder.glob("*.po"))
    if not compiled.exists() or compiled.stat().st_mtime < newest:
        message = "the Chinese catalogue is not compiled: run `make messages` first"
        raise SystemExit(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what is stale, or only show it; returns the exit status.

    Raises:
        SystemExit: the message catalogue is newer than its compiled form.
    """
    _require_catalogue()
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if stale")
    check: bool = parser.parse_args(arguments).check
    stale = 0
    for path, wanted in pages():
        found = path.read_text("utf-8") if path.exists() else ""
        if found == wanted:
            continue
        stale += 1
        name = path.relative_to(ROOT).as_posix()
        if check:
            sys.stdout.writelines(
                difflib.unified_diff(
                    found.splitlines(keepends=True),
                    wanted.splitlines(keepends=True),
                    name,
                    f"{name} (from the code)",
                )
            )
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted, "utf-8")
            sys.stdout.write(f"wrote {name}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())

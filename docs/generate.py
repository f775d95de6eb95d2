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
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from picture import picture
from reference_pages import REFERENCE
from shown import ROOT, SHOWN, Session, headless, with_outputs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: The example year as pages, by language: the branch's name and who counted its customers.
EXAMPLE_REPORTS = {"zh": ("东侨支行", "年报"), "en": ("Dongqiao", "annual report")}


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
        return headless((session.folder / "report.html").read_text("utf-8"))


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
            if SHOWN.search(page):
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

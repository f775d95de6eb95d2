"""Printing a page to PDF through an installed Chromium: headless, in a profile of its own, without network."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ledgerctl.errors.faces import BrowserFailed, NoBrowser

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--no-pdf-header-footer"),
    *("--disable-features=NetworkTimeServiceQuerying", "--host-resolver-rules=MAP * ~NOTFOUND"),
)
_SECONDS = 120
#: The two moments that a PDF says of itself (ISO 32000-1, 14.3.3): in a text of a report a bracket is escaped.
_MOMENT = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}(?:Z|[+-]\d\d'\d\d'?)?(?=\))")
#: What Chromium calls an element of the page: its numbers depend on how often it laid out the page.
_ELEMENT = re.compile(rb"(?<!\\)\(node(\d{8})\)")


def browser(wish: str = "") -> str:
    """Return the program that prints: the one wished for, else the first that is installed.

    Raises:
        NoBrowser: there is none.
    """
    for name in (wish,) if wish else _NAMES:
        found = shutil.which(name)
        if found:
            return found
    raise NoBrowser


def print_pdf(program: str, page: str, day: str) -> bytes:
    """Print an HTML page and return the PDF; the same page, program and fonts give the same bytes.

    Args:
        program: the browser.
        page: the whole page.
        day: the report date, ISO: the file says that it was made then.

    Raises:
        BrowserFailed: the program ends with an error, takes too long, or leaves no PDF.
    """
    with tempfile.TemporaryDirectory(prefix="ledgerctl-print-") as name:
        folder = Path(name)
        source, made = folder / "report.html", folder / "report.pdf"
        source.write_text(page, "utf-8")
        # Chromium's sandbox refuses to run as root; the page holds no script that it could confine
        alone = ("--no-sandbox",) if os.geteuid() == 0 else ()
        words = [program, *_FLAGS, *alone, f"--user-data-dir={folder / 'profile'}"]
        try:
            done = subprocess.run(  # noqa: S603 - a program of the user's, no shell
                [*words, f"--print-to-pdf={made}", source.as_uri()],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise BrowserFailed(problem=f"{_SECONDS} s") from None
        except OSError as error:
            raise BrowserFailed(problem=error.strerror or "") from None
        if not made.exists() or not made.read_bytes().startswith(b"%PDF"):
            raise BrowserFailed(problem=f"exit {done.returncode}")
        return _renumbered(_dated(made.read_bytes(), day))


def _dated(content: bytes, day: str) -> bytes:
    """Return a PDF made at the beginning of a day; each moment keeps its length, so that no place in the file moves."""
    moment = day.replace("-", "").encode() + b"000000"

    def kept(hit: re.Match[bytes]) -> bytes:
        zone = b"+00'00'"[: len(hit[0]) - len(hit[1]) - len(moment)]
        return hit[1] + moment + (b"Z" if len(zone) == 1 else zone)

    return _MOMENT.sub(kept, content)


def _renumbered(content: bytes) -> bytes:
    """Return a PDF whose elements are numbered from 1, in the order in which they were (ISO 32000-1, 14.7.2: /ID)."""
    order = sorted(set(_ELEMENT.findall(content)))
    numbers = {old: b"(node%08d)" % new for new, old in enumerate(order, 1)}
    return _ELEMENT.sub(lambda hit: numbers[hit[1]], content)

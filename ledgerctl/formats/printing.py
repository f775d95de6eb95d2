"""Printing a page to PDF through an installed Chromium: headless, in a profile of its own, without network."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from ledgerctl.errors import BrowserFailed, NoBrowser

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


def print_pdf(program: str, page: str) -> bytes:
    """Print an HTML page and return the PDF.

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
        return made.read_bytes()

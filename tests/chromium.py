"""An installed Chromium and an installed LibreOffice, as tests use them; where one is missing, its tests say so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
OFFICE = shutil.which("soffice") or ""
needs_chromium = pytest.mark.skipif(not CHROMIUM, reason="needs chromium, which is not installed")
needs_office = pytest.mark.skipif(not OFFICE, reason="needs libreoffice, which is not installed")

_FLAGS = (
    *("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-extensions", "--no-pings"),
    *("--enable-logging=stderr", "--log-level=0", "--virtual-time-budget=2000"),
)


class Visit(NamedTuple):
    """What became of a page in the browser: the document as it stands, what was said and asked for."""

    document: str
    console: list[str]
    requests: list[str]


def visit(page: Path, folder: Path) -> Visit:
    """Open a page in Chromium and return what became of it."""
    log = folder / "net.json"
    alone = ["--no-sandbox"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [
            *(CHROMIUM, *_FLAGS, *alone),
            *(f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}"),
            *("--dump-dom", page.as_uri()),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    talk = done.stderr.decode(errors="replace")
    console = [line for line in talk.splitlines() if "CONSOLE" in line]
    # What the browser asks for itself belongs to no page
    found = re.findall(r'{site=file://[^}]*}","url":"([^"]*)"', log.read_text(errors="replace"))
    asked = [url for url in found if not url.startswith("file:")]
    return Visit(done.stdout.decode(), console, asked)


def converted(source: Path | list[Path], form: str, folder: Path) -> list[Path]:
    """Let LibreOffice read a file, or several at once, and write them in another form; return what it wrote."""
    sources = source if isinstance(source, list) else [source]
    subprocess.run(
        [
            *(OFFICE, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"),
            *("--convert-to", form, "--outdir", str(folder / "out")),
            *map(str, sources),
        ],
        capture_output=True,
        check=True,
        timeout=180,
    )
    return sorted((folder / "out").iterdir())

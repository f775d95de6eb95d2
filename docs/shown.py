# noqa: INP001 - a module beside the pages that it writes
"""The outputs shown in the hand-written pages, made anew by the commands that stand beside them."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: When everything in the shown outputs happens.
NOW = "2021-01-05T02:00:00Z"
SHOWN = re.compile(
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
        return headless("\n".join(lines)).strip("\n") + "\n"


def headless(text: str) -> str:
    """Return a text without the hashes of ledger heads, which are never the same twice."""
    return _HEAD.sub(r"\1:…", text)


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

        return SHOWN.sub(shown, page)

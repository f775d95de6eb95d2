"""One command line run in this process or as a process of its own, and what a test asks of it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from ledgerctl.cli.dispatch.app import main

#: The console script that the installation made.
SCRIPT = str(Path(sys.executable).parent / "ledgerctl")
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
REGISTER = EXAMPLES / "dongqiao-2020.csv"
#: Tuesday, 10:00 in the branch.
NOW = "2021-01-05T02:00:00Z"
LANGUAGES = ("en", "zh")
#: A test that runs in both languages.
both = pytest.mark.parametrize("language", LANGUAGES)
#: A policy whose clock begins when the owner accepts the case.
FROM_ACCEPTANCE = (
    '{"key": "own.decide", "step": "decision", "amount": 10, "start": "accepted",'
    ' "restarts": ["new_facts"]}'
)

_CODE = re.compile(r"\bE\d{3}\b")


class Outcome(NamedTuple):
    """What one command line came to."""

    status: int
    out: str
    err: str

    @property
    def envelope(self) -> dict[str, Any]:
        """The JSON document on stdout."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found

    @property
    def data(self) -> dict[str, Any]:
        """The data of the JSON document; the command must have worked."""
        assert self.status == 0, self.err
        found = self.envelope["data"]
        assert isinstance(found, dict)
        return found

    @property
    def code(self) -> str:
        """The one error code on stderr."""
        found = _CODE.findall(self.err)
        assert len(set(found)) == 1, self.err
        return str(found[0])


class Line:
    """Runs command lines in this process; ``ledger`` is named to each unless it is empty."""

    def __init__(
        self,
        capsys: pytest.CaptureFixture[str],
        patch: pytest.MonkeyPatch,
        ledger: str = "",
    ) -> None:
        self._capsys = capsys
        self._patch = patch
        self.ledger = ledger

    def __call__(self, *words: str, stdin: str | bytes = "") -> Outcome:
        content = stdin.encode() if isinstance(stdin, str) else stdin
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        named = ("--ledger", self.ledger) if self.ledger else ()
        self._capsys.readouterr()
        status = main([*named, *words])
        return Outcome(status, *self._capsys.readouterr())

    def add(self, *words: str) -> str:
        """Record a complaint and return its number."""
        number = self("add", "--channel", "counter", "--summary", "排队", "--json", *words).data[
            "number"
        ]
        assert isinstance(number, str)
        return number

    @property
    def content(self) -> bytes:
        """Every byte of the ledger, for tests that nothing was written."""
        return Path(self.ledger).read_bytes()

    def head(self) -> str:
        """Return the ledger's size and head."""
        return str(self("verify", "--json").data["ledger"]["short"])


def refused(
    line: Line, *words: str, code: str, status: int, stdin: str | bytes = "", unchanged: bool = True
) -> Outcome:
    """Run a line that must be refused: with this code and status, and nothing written."""
    before = line.content if unchanged else b""
    outcome = line(*words, stdin=stdin)
    assert (outcome.code, outcome.status) == (code, status), outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    if unchanged:
        assert line.content == before
    return outcome


def process(
    *words: str,
    stdin: bytes = b"",
    env: dict[str, str] | None = None,
    cwd: str | Path | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed command as a process, in this test's environment and ``env``."""
    return subprocess.run(
        [SCRIPT, *words],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
        cwd=cwd,
        env={**os.environ, **(env or {})},
    )


def on_day(patch: pytest.MonkeyPatch, day: str) -> None:
    """Set the clock to 10:00 of a day in the branch."""
    patch.setenv("LEDGERCTL_NOW", f"{day}T02:00:00Z")

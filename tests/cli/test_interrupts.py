"""Ctrl-C: status 130, nothing half-written, no child left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledgerctl.application.ledger import looking

if TYPE_CHECKING:
    from desk_line import Line

COMMAND = str(Path(sys.executable).parent / "ledgerctl")


def test_an_interrupted_command_says_so(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(looking, "case_list", interrupted)
    outcome = line("list")
    assert (outcome.status, outcome.out) == (130, "")


def test_an_interrupted_import_leaves_nothing(line: Line, tmp_path: Path) -> None:
    table = tmp_path / "large.csv"
    with table.open("w", encoding="utf-8") as stream:
        stream.write("投诉编号,收到时间,受理渠道,投诉内容摘要\n")
        stream.writelines(f"A{n},2020-04-09,客服热线,排队\n" for n in range(200_000))
    before = line.head()
    with subprocess.Popen(
        [COMMAND, "--ledger", line.ledger, "import", str(table)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell may have told its background jobs to ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - one thread
    ) as running:
        journal = Path(f"{line.ledger}-journal")
        for _ in range(600):
            if journal.exists() and journal.stat().st_size:
                break
            time.sleep(0.05)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate()
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert b"nothing was written" in err
    assert line.head() == before
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)

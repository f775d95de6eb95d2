"""Start-up: ``--version`` and a durable ``add``, against bare Python, sqlite-utils and jrnl.

The peers are installed into an environment of their own (``pip install sqlite-utils jrnl``).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from timing import LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 15


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        venv.create(home / "peers", with_pip=True)
        peers = home / "peers" / "bin"
        subprocess.run(
            [peers / "pip", "install", "--quiet", "sqlite-utils>=4.2", "jrnl"], check=True
        )
        (home / "row.json").write_text('{"channel": "counter", "summary": "queue"}')
        config = home / "jrnl.yaml"
        config.write_text(f"journals:\n  default:\n    journal: {home / 'journal.txt'}\n")
        ledger = str(home / "b.db")
        run_once([LEDGERCTL, "init", "--ledger", ledger, "--branch", "x"], environment(home), home)
        add = [LEDGERCTL, "--ledger", ledger, "add", "--channel", "counter", "--summary", "queue"]
        found = interleaved(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "ledgerctl --version": [LEDGERCTL, "--version"],
                "ledgerctl add": add,
                "sqlite-utils insert": [
                    str(peers / "sqlite-utils"),
                    "insert",
                    str(home / "peer.db"),
                    "t",
                    "row.json",
                ],
                "jrnl": [
                    str(peers / "jrnl"),
                    "--config-file",
                    str(config),
                    "queue",
                    "too",
                    "long.",
                ],
            },
            ROUNDS,
            home,
        )
    holds = show(
        "start-up (whole process, medians)",
        found,
        {
            "ledgerctl --version": ("python -c pass", 2),
            "ledgerctl add": ("python -c pass", 7),
        },
    )
    faster = all(
        found["ledgerctl add"].seconds < found[peer].seconds
        for peer in ("sqlite-utils insert", "jrnl")
    )
    print(f"  add is faster than both peers: {'yes' if faster else 'NO'}")
    return 0 if holds and faster else 1


if __name__ == "__main__":
    raise SystemExit(main())

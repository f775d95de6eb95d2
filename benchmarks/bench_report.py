"""The yearly report: the same cost on 1,000 and on 100,000 complaints."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rows import write_rows
from timing import LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 11


def main() -> int:
    """Print the figures; exit 1 when the limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        commands = {}
        for size in (1_000, 100_000):
            table, ledger = home / f"{size}.csv", str(home / f"{size}.db")
            write_rows(table, size)
            run_once([LEDGERCTL, "init", "--ledger", ledger, "--branch", "x"], env, home)
            run_once(
                [LEDGERCTL, "--ledger", ledger, "import", "--profile", "cfpb", str(table)],
                env,
                home,
            )
            commands[f"report of {size}"] = [
                LEDGERCTL,
                "--ledger",
                ledger,
                "report",
                "--year",
                "2025",
                "--json",
            ]
        found = interleaved(commands, ROUNDS, home)
    limits = {"report of 100000": ("report of 1000", 1.25)}
    return 0 if show("yearly report (whole process, medians)", found, limits) else 1


if __name__ == "__main__":
    raise SystemExit(main())

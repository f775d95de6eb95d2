"""XLSX: reading 100,000 rows against openpyxl's plain read, and the memory that writing them takes."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rows import write_rows
from timing import LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 3
SIZE = 100_000
MOST_MEGABYTES = 200
#: What openpyxl does when a script reads a workbook cell by cell; nothing is checked or kept.
PLAIN = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1], read_only=True)
print(sum(1 for row in book.active.iter_rows(values_only=True)))
"""


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        table, ledger, second = home / "rows.csv", str(home / "b.db"), home / "c.db"
        book, again = home / "book.xlsx", home / "again.xlsx"
        write_rows(table, SIZE)
        run_once([LEDGERCTL, "init", "--ledger", ledger, "--branch", "x"], env, home)
        load = [LEDGERCTL, "--ledger", ledger, "import", "--profile", "cfpb", str(table)]
        run_once(load, env, home)
        out = [LEDGERCTL, "--ledger", ledger, "export", "--reveal", "bench", "--force", "--to"]
        run_once([*out, str(book)], env, home)
        commands = {
            "openpyxl, plain read": [sys.executable, "-c", PLAIN, str(book)],
            "ledgerctl import": [LEDGERCTL, "--ledger", str(second), "import", str(book)],
            "ledgerctl export": [*out, str(again)],
        }
        commands["ledgerctl import"] += ["--profile", "ledger", "--dry-run"]
        run_once([LEDGERCTL, "init", "--ledger", str(second), "--branch", "x"], env, home)
        found = interleaved(commands, ROUNDS, home)
    limits = {"ledgerctl import": ("openpyxl, plain read", 1 / 3)}
    holds = show(f"XLSX of {SIZE:,} cases (whole process, medians)", found, limits)
    memory = found["ledgerctl export"].megabytes
    print(f"  export took {memory:.0f} MB (at most {MOST_MEGABYTES})")
    return 0 if holds and memory < MOST_MEGABYTES else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Import of 100,000 rows with every guarantee, against two loaders that check nothing.

Peers: ``.import`` of the ``sqlite3`` shell, and ``sqlite-utils insert --csv``.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from rows import write_rows
from timing import BIN, LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 3
SIZE = 100_000


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    shell = shutil.which("sqlite3")
    if shell is None:
        message = "the sqlite3 shell is needed"
        raise SystemExit(message)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        table, ledger, empty = home / "rows.csv", home / "b.db", home / "empty.db"
        write_rows(table, SIZE)
        run_once(
            [LEDGERCTL, "init", "--ledger", str(empty), "--branch", "x"], environment(home), home
        )
        load = f'cp "{empty}" "{ledger}" && exec "{LEDGERCTL}" --ledger "{ledger}" import --profile cfpb "{table}"'
        found = interleaved(
            {
                "sqlite3 .import": [shell, str(home / "s.db"), f".import --csv {table} t"],
                "ledgerctl import": ["sh", "-c", load],
                "sqlite-utils insert": [
                    str(BIN / "sqlite-utils"), "insert", str(home / "u.db"), "t", str(table), "--csv",
                ],
            },
            ROUNDS,
            home,
            {"sqlite3 .import": [home / "s.db"], "sqlite-utils insert": [home / "u.db"]},
        )  # fmt: skip
    limits = {"ledgerctl import": ("sqlite3 .import", 4.0)}
    holds = show(f"import of {SIZE:,} rows (medians of {ROUNDS})", found, limits)
    ratio = found["sqlite-utils insert"].seconds / found["ledgerctl import"].seconds
    memory = found["ledgerctl import"].megabytes
    print(
        f"  {ratio:.2f} times the rows per second of sqlite-utils (at least 4: {_said(ratio >= 4)})"
    )
    print(f"  {memory:.0f} MB at most (under 100: {_said(memory < 100)})")
    return 0 if holds and ratio >= 4 and memory < 100 else 1


def _said(good: bool) -> str:  # noqa: FBT001 - a private word
    return "yes" if good else "NO"


if __name__ == "__main__":
    raise SystemExit(main())

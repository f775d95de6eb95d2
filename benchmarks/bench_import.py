"""Import of 100,000 rows with every guarantee, against two loaders that check nothing.

Peers: ``.import`` of the ``sqlite3`` shell, and ``sqlite-utils insert --csv``. The same file a second time, when
every row is known already, is compared with the first time. Another number of rows may be given.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from rows import write_rows
from timing import BIN, LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 5
SIZE = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    shell = shutil.which("sqlite3")
    if shell is None:
        message = "the sqlite3 shell is needed"
        raise SystemExit(message)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        table, ledger, empty = home / "rows.csv", home / "b.db", home / "empty.db"
        full = home / "full.db"
        write_rows(table, SIZE)
        for path in (empty, full):
            run_once(
                [LEDGERCTL, "init", "--ledger", str(path), "--branch", "x"], environment(home), home
            )
        words = [LEDGERCTL, "--ledger", str(full), "import", "--profile", "cfpb", str(table)]
        run_once(words, environment(home), home)
        load = f'cp "{empty}" "{ledger}" && exec "{LEDGERCTL}" --ledger "{ledger}" import --profile cfpb "{table}"'
        found = interleaved(
            {
                "sqlite3 .import": [shell, str(home / "s.db"), f".import --csv {table} t"],
                "ledgerctl import": ["sh", "-c", load],
                "ledgerctl import, again": words,
                "sqlite-utils insert": [
                    str(BIN / "sqlite-utils"), "insert", str(home / "u.db"), "t", str(table), "--csv",
                ],
            },
            ROUNDS,
            home,
            {"sqlite3 .import": [home / "s.db"], "sqlite-utils insert": [home / "u.db"]},
        )  # fmt: skip
        events, copied = _events(full), _events(ledger)
    limits = {
        "ledgerctl import": ("sqlite3 .import", 4.0),
        "ledgerctl import, again": ("ledgerctl import", 1 / 1.5),
    }
    holds = show(f"import of {SIZE:,} rows (medians of {ROUNDS})", found, limits)
    ratio = found["sqlite-utils insert"].seconds / found["ledgerctl import"].seconds
    memory = found["ledgerctl import"].megabytes
    print(
        f"  {ratio:.2f} times the rows per second of sqlite-utils (at least 4: {_said(ratio >= 4)})"
    )
    print(f"  {memory:.0f} MB at most (under 100: {_said(memory < 100)})")
    print(f"  {events - copied} events added by importing again (0: {_said(events == copied)})")
    return 0 if holds and ratio >= 4 and memory < 100 and events == copied else 1


def _events(ledger: Path) -> int:
    with closing(sqlite3.connect(ledger)) as connection:
        found: tuple[int] = connection.execute("SELECT count(*) FROM event").fetchone()
    return found[0]


def _said(good: bool) -> str:  # noqa: FBT001 - a private word
    return "yes" if good else "NO"


if __name__ == "__main__":
    raise SystemExit(main())

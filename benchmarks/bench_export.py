"""CSV export against the sqlite3 shell: the same columns of the same ledger, and of a table that holds them ready."""

from __future__ import annotations

import tempfile
from pathlib import Path

from rows import write_rows
from timing import LEDGERCTL, environment, interleaved, run_once, show

from ledgerctl.domain.reports.register_columns import COLUMNS, LEDGER

ROUNDS = 5
SIZE = 100_000


def same_columns() -> str:
    """Return the statement that reads from a ledger file what an export reads, unmasked and without labels."""
    parts = []
    for column in COLUMNS.values():
        source = "sealed.body" if column.sealed else "event.facts"
        told = f"cases.{column.name}" if column.derived else f"{source} ->> '$.{column.name}'"
        if column.name == LEDGER:
            told = "(SELECT value FROM about WHERE name = 'identity')"
        parts.append(f'{told} AS "{column.name}"')
    return (
        f"SELECT {', '.join(parts)} FROM cases JOIN event ON event.seq = cases.received_seq"  # noqa: S608 - fixed names
        " LEFT JOIN sealed ON sealed.seq = event.seq WHERE status <> 'reversed' ORDER BY cases.number"
    )


def main() -> int:
    """Print the figures; exit 1 when the limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        table, ledger, flat = home / "rows.csv", str(home / "b.db"), str(home / "flat.db")
        ready, out = home / "ready.csv", home / "out.csv"
        write_rows(table, SIZE)
        run_once([LEDGERCTL, "init", "--ledger", ledger, "--branch", "x"], env, home)
        load = [LEDGERCTL, "--ledger", ledger, "import", "--profile", "cfpb", str(table)]
        run_once(load, env, home)
        own = [LEDGERCTL, "--ledger", ledger, "export", "--to"]
        run_once([*own, str(ready), "--no-bom"], env, home)
        run_once(["sqlite3", flat, f".import --csv {ready} cases"], env, home)
        select = ["-cmd", ".headers on", "-cmd", ".mode csv", "-cmd", f".once {home / 'shell.csv'}"]
        commands = {
            "sqlite3, from the ledger": ["sqlite3", *select, ledger, same_columns()],
            "sqlite3, a ready table": ["sqlite3", *select, flat, "SELECT * FROM cases"],
            "ledgerctl export": [*own, str(out)],
        }
        found = interleaved(commands, ROUNDS, home, {"ledgerctl export": [out]})
    limits = {"ledgerctl export": ("sqlite3, from the ledger", 2.0)}
    title = f"CSV export of {SIZE:,} cases, {len(COLUMNS)} columns (whole process, medians)"
    return 0 if show(title, found, limits) else 1


if __name__ == "__main__":
    raise SystemExit(main())

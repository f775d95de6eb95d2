"""The report against hand-written SQL in the sqlite3 shell and against DuckDB, on a large and a small ledger.

A year comes from kept sums: it must cost the same at any size. Other periods and parts are counted from
the cases: they must not cost more than the SQL that a person would write for the same counts, over the
best covering index. Sizes are arguments: `bench_report.py 1000000 10000`.
"""

# ruff: noqa: S608 - every statement is put together from names in this file
from __future__ import annotations

import csv
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from rows import write_rows
from timing import LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 7
_SPLITS = (
    *("channel", "intake_class", "business", "handling_channel", "cause", "fault_nature"),
    *("severity", "level", "finding", "remedy", "settlement", "responsibility", "satisfaction"),
    *("department", "handler"),
)
_COLUMNS = (
    *("received_on", "counted", "closed", "escalated", "skip_level", "repeat_of", "reopenings"),
    *("timeliness", "compensation", "days", "to_superior", "closed_on", "due_on"),
    *("resolved_at", "notified_at", "institution"),
)
_SUMS = (
    "COUNT(*), SUM(closed), SUM(closed AND level <> 'superior'), SUM(escalated), SUM(skip_level),"
    " SUM(repeat_of <> ''), SUM(reopenings > 0), SUM(responsibility = 'at_fault'),"
    " SUM(timeliness = 'on_time'), SUM(timeliness = 'late')"
)


def by_hand(first: str, last: str, part: str = "") -> str:
    """Return the SQL of the same counts: totals, splits, months, days, stock and due."""
    own = f"counted = 1 AND received_on BETWEEN '{first}' AND '{last}'{part}"
    statements = [f"SELECT {_SUMS} FROM cases WHERE {own};"]
    statements += [f"SELECT {name}, {_SUMS} FROM cases WHERE {own} GROUP BY 1;" for name in _SPLITS]
    statements += [
        f"SELECT substr(received_on, 1, 7), COUNT(*) FROM cases WHERE {own} GROUP BY 1;",
        (
            "SELECT days, COUNT(*) FROM cases WHERE counted = 1 AND days IS NOT NULL"
            f" AND notified_at BETWEEN '{first}' AND '{last}T99'{part} GROUP BY 1;"
        ),
        (
            f"SELECT SUM(received_on < '{first}' AND (closed = 0 OR closed_on >= '{first}')),"
            f" SUM(received_on <= '{last}' AND (closed = 0 OR closed_on > '{last}')),"
            f" SUM(closed_on BETWEEN '{first}' AND '{last}'),"
            f" SUM(due_on BETWEEN '{first}' AND '{last}'),"
            f" SUM(due_on BETWEEN '{first}' AND '{last}' AND timeliness = 'on_time')"
            f" FROM cases WHERE counted = 1{part};"
        ),
    ]
    return "\n".join(statements)


def covered(ledger: Path, copy: Path) -> None:
    """Copy a ledger and give the copy the best covering index for that SQL."""
    shutil.copy(ledger, copy)
    with closing(sqlite3.connect(copy)) as connection:
        names = ", ".join(dict.fromkeys((*_COLUMNS, *_SPLITS)))
        connection.execute(f"CREATE INDEX best ON cases ({names})")
        connection.execute("ANALYZE")
        connection.commit()


def duck(ledger: Path, own: Path, statements: str) -> list[str] | None:
    """Copy the cases into DuckDB's own file; returns the command that asks it, None without DuckDB."""
    try:
        import duckdb  # type: ignore[import-not-found]  # noqa: PLC0415 - a peer of this measurement, no dependency
    except ImportError:
        print("DuckDB is not installed here, so it is not compared with")
        return None
    with closing(sqlite3.connect(ledger)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(cases)")]
        table = own.with_suffix(".csv")
        with table.open("w", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(names)
            writer.writerows(connection.execute("SELECT * FROM cases"))
    with closing(duckdb.connect(str(own))) as connection:
        connection.execute(
            f"CREATE TABLE cases AS SELECT * FROM read_csv('{table}', all_varchar=true)"
        )
        for name in ("counted", "closed", "escalated", "skip_level", "reopenings"):
            connection.execute(f"ALTER TABLE cases ALTER {name} TYPE BIGINT")
    asking = own.with_suffix(".py")
    asking.write_text(
        "import duckdb, sys\n"
        f"connection = duckdb.connect({str(own)!r}, read_only=True)\n"
        f"for statement in {_for_duck(statements)!r}:\n"
        "    print(connection.execute(statement).fetchall())\n",
        encoding="utf-8",
    )
    return [sys.executable, str(asking)]


def _for_duck(statements: str) -> list[str]:
    """Return the statements with truth values counted, which DuckDB does not add up."""
    told = statements.replace("SUM(closed AND level", "COUNT_IF(closed = 1 AND level")
    for name in ("repeat_of", "reopenings", "responsibility", "timeliness", "received_on"):
        told = told.replace(f"SUM({name}", f"COUNT_IF({name}")
    for name in ("closed_on", "due_on"):
        told = told.replace(f"SUM({name}", f"COUNT_IF({name}")
    return [each for each in told.split(";") if each.strip()]


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    large, small = (int(word) for word in (sys.argv[1:] or ["1000000", "10000"]))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        for size in (small, large):
            table = home / f"{size}.csv"
            write_rows(table, size)
            ledger = ["--ledger", str(home / f"{size}.db")]
            run_once([LEDGERCTL, "init", *ledger, "--branch", "x"], env, home)
            run_once([LEDGERCTL, *ledger, "import", "--profile", "cfpb", str(table)], env, home)
            table.unlink()
        copy = home / "covered.db"
        covered(home / f"{large}.db", copy)
        part = " AND institution = 'BANK 7'"
        asked = {
            "year": (["--year", "2025"], by_hand("2025-01-01", "2025-12-31")),
            "quarter": (["--quarter", "2020Q3"], by_hand("2020-07-01", "2020-09-30")),
            "days": (
                ["--from", "2019-01-15", "--to", "2019-12-20"],
                by_hand("2019-01-15", "2019-12-20"),
            ),
            "year of a part": (
                ["--year", "2025", "--branch", "BANK 7"],
                by_hand("2025-01-01", "2025-12-31", part),
            ),
        }
        commands: dict[str, list[str]] = {}
        limits: dict[str, tuple[str, float]] = {}
        for name, (words, statements) in asked.items():
            script = home / f"{name}.sql"
            script.write_text(statements, encoding="utf-8")
            commands[f"SQL, {name}"] = ["sqlite3", str(copy), f".read '{script}'"]
            ledger = ["--ledger", str(home / f"{large}.db")]
            commands[f"report, {name}"] = [LEDGERCTL, *ledger, "report", *words, "--json"]
            limits[f"report, {name}"] = (f"SQL, {name}", 0.5 if name == "year" else 1.0)
        peer = duck(home / f"{large}.db", home / "peer.duckdb", asked["year"][1])
        if peer is not None:
            commands["DuckDB, year"] = peer
            limits["DuckDB, year"] = ("report, year", float("inf"))
        ledger = ["--ledger", str(home / f"{small}.db")]
        small_year = f"report of {small:,}, year"
        commands[small_year] = [LEDGERCTL, *ledger, "report", "--year", "2025", "--json"]
        commands["again"] = commands["report, year"]
        limits["again"] = (small_year, 1.2)
        found = interleaved(commands, ROUNDS, home)
    title = f"report of {large:,} complaints (whole process, medians)"
    holds = show(title, found, limits)
    if "DuckDB, year" in found:
        holds = holds and found["report, year"].seconds < found["DuckDB, year"].seconds
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())

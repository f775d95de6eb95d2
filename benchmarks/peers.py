"""What a person would write by hand for the counts of a report: SQL for the sqlite3 shell and for DuckDB."""

# ruff: noqa: S608 - every statement is put together from names in this file
from __future__ import annotations

import csv
import shutil
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

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


def of_branch(name: str) -> str:
    """Return the condition that leaves the cases of one branch."""
    return " AND institution = '{}'".format(name.replace("'", "''"))


def branches(ledger: Path) -> tuple[str, str]:
    """Return the branch that most complaints are about, and one that some are about."""
    with closing(sqlite3.connect(ledger)) as connection:
        found = connection.execute(
            "SELECT institution FROM cases WHERE institution <> '' GROUP BY 1 ORDER BY COUNT(*) DESC"
        ).fetchall()
    return found[0][0], found[min(len(found) // 8, len(found) - 1)][0]


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
        print("DuckDB is not installed here (pip install duckdb), so it is not compared with")
        return None
    if not own.exists():
        table = own.with_suffix(".csv")
        with (
            closing(sqlite3.connect(ledger)) as connection,
            table.open("w", encoding="utf-8") as stream,
        ):
            writer = csv.writer(stream)
            writer.writerow([row[1] for row in connection.execute("PRAGMA table_info(cases)")])
            writer.writerows(connection.execute("SELECT * FROM cases"))
        with closing(duckdb.connect(str(own))) as connection:
            connection.execute(
                f"CREATE TABLE cases AS SELECT * FROM read_csv('{table}', all_varchar=true)"
            )
            for name in ("counted", "closed", "escalated", "skip_level", "reopenings"):
                connection.execute(f"ALTER TABLE cases ALTER {name} TYPE BIGINT")
        table.unlink()
    asking = own.with_suffix(".py")
    asking.write_text(
        "import duckdb\n"
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

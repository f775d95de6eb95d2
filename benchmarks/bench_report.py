"""The report against hand-written SQL in the sqlite3 shell and against DuckDB, and against its own size.

A year comes from kept sums: it must cost the same at any size. Other periods and parts are counted from
the cases: they must not cost more than the SQL that a person would write for the same counts, over the
best covering index. Pages and workbooks must not take much longer than the figures.

Sizes are arguments, the largest first: ``bench_report.py 1000000 100000 10000 1000``. ``--keep FOLDER``
leaves the ledgers there for the next run.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from peers import branches, by_hand, covered, duck, of_branch
from rows import write_rows
from timing import LEDGERCTL, Limit, environment, interleaved, run_once, show

ROUNDS = 7
SIZES = (1_000_000, 100_000, 10_000, 1_000)
#: The last of the ten years over which the rows are spread.
YEAR = "2025"


def ledger_of(home: Path, size: int) -> Path:
    """Make a ledger of so many complaints over ten years, unless it is there."""
    path = home / f"{size}.db"
    if not path.exists():
        table, env = home / f"{size}.csv", environment(home)
        write_rows(table, size, last_year=int(YEAR))
        run_once([LEDGERCTL, "init", "--ledger", str(path), "--branch", "x"], env, home)
        words = ["--ledger", str(path), "import", "--profile", "cfpb", str(table)]
        run_once([LEDGERCTL, *words], env, home)
        table.unlink()
    return path


def against_sql(home: Path, ledger: Path) -> tuple[dict[str, list[str]], dict[str, Limit]]:
    """Return the reports of the large ledger and the SQL of the same counts."""
    copy = home / f"covered-{ledger.name}"
    if not copy.exists():
        covered(ledger, copy)
    most, some = branches(ledger)
    year = (f"{YEAR}-01-01", f"{YEAR}-12-31")
    asked = {
        "year": (["--year", YEAR], by_hand(*year)),
        "quarter": (["--quarter", "2020Q3"], by_hand("2020-07-01", "2020-09-30")),
        "eleven months": (
            ["--from", "2019-01-15", "--to", "2019-12-20"],
            by_hand("2019-01-15", "2019-12-20"),
        ),
        "large branch": (["--year", YEAR, "--branch", most], by_hand(*year, of_branch(most))),
        "small branch": (["--year", YEAR, "--branch", some], by_hand(*year, of_branch(some))),
    }
    commands: dict[str, list[str]] = {}
    limits: dict[str, Limit] = {}
    for name, (words, statements) in asked.items():
        script = home / f"{name}.sql"
        script.write_text(statements, encoding="utf-8")
        commands[f"SQL, {name}"] = ["sqlite3", str(copy), f".read '{script}'"]
        commands[f"report, {name}"] = report(ledger, *words, "--json")
        limits[f"report, {name}"] = Limit(f"SQL, {name}", 0.5 if name == "year" else 1.0)
    commands["report, year, plain"] = report(ledger, "--year", YEAR, "--format", "plain")
    limits["report, year, plain"] = Limit("SQL, year", 0.5)
    peer = duck(ledger, home / f"{ledger.stem}.duckdb", asked["year"][1])
    if peer is not None:
        commands["DuckDB, year"] = peer
        commands["report, year, once more"] = commands["report, year"]
        limits["report, year, once more"] = Limit("DuckDB, year", 1.0)
    return commands, limits


def report(ledger: Path, *words: str) -> list[str]:
    """Return the command of a report."""
    return [LEDGERCTL, "--ledger", str(ledger), "report", *words]


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    large, middle, small, least = given.sizes
    with tempfile.TemporaryDirectory() as folder:
        home = given.keep or Path(folder)
        home.mkdir(exist_ok=True)
        ledgers = {size: ledger_of(home, size) for size in given.sizes}
        commands, limits = against_sql(home, ledgers[large])
        for kind in ("xlsx", "html"):
            words = ("--year", YEAR, "--format", kind, "-o", "-")
            commands[f"report, year, {kind}"] = report(ledgers[large], *words)
            limits[f"report, year, {kind}"] = Limit("report, year", seconds=2.0)
        for size, peer, most in ((small, large, 1.2), (least, middle, 1.25)):
            names = [f"report, year of {each:,}" for each in (size, peer)]
            for name, each in zip(names, (size, peer), strict=True):
                commands[name] = report(ledgers[each], "--year", YEAR, "--json")
            limits[names[1]] = Limit(names[0], most)
        found = interleaved(commands, ROUNDS, home)
    title = f"report of {large:,} complaints (whole process, medians)"
    return 0 if show(title, found, limits) else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""XLSX: importing 100,000 rows against openpyxl's plain read, and the memory that both ways take."""

from __future__ import annotations

import csv
import sys
import tempfile
from pathlib import Path

import xlsxwriter
from rows import write_rows
from timing import LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 3
SIZE = 100_000
#: Of the reading process, which holds the sheet, and of an export.
MOST_MEGABYTES = {"ledgerctl import": 256, "ledgerctl export": 200}
#: What openpyxl does when a script reads a workbook cell by cell; nothing is checked or kept.
PLAIN = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1], read_only=True)
print(sum(1 for row in book.active.iter_rows(values_only=True)))
"""


def as_workbook(table: Path, book: Path) -> None:
    """Write the rows of a CSV file as text cells."""
    with xlsxwriter.Workbook(str(book), {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        with table.open(encoding="utf-8", newline="") as stream:
            for place, row in enumerate(csv.reader(stream)):
                for column, text in enumerate(row):
                    if text:
                        sheet.write_string(place, column, text)


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        table, empty = home / "rows.csv", home / "empty.db"
        ledger, second = home / "b.db", home / "c.db"
        book, out = home / "book.xlsx", home / "out.xlsx"
        write_rows(table, SIZE)
        as_workbook(table, book)
        for path in (ledger, empty):
            run_once([LEDGERCTL, "init", "--ledger", str(path), "--branch", "x"], env, home)
        load = [LEDGERCTL, "--ledger", str(ledger), "import", "--profile", "cfpb", str(table)]
        run_once(load, env, home)
        read = f'cp "{empty}" "{second}" && exec "{LEDGERCTL}" --ledger "{second}" import --profile cfpb "{book}"'
        commands = {
            "openpyxl, plain read": [sys.executable, "-c", PLAIN, str(book)],
            "ledgerctl import": ["sh", "-c", read],
            "ledgerctl export": [LEDGERCTL, "--ledger", str(ledger), "export", "--to", str(out)],
        }
        found = interleaved(commands, ROUNDS, home, {"ledgerctl export": [out]})
    limits = {"ledgerctl import": ("openpyxl, plain read", 1 / 3)}
    holds = show(f"XLSX of {SIZE:,} cases (whole process, medians)", found, limits)
    for name, most in MOST_MEGABYTES.items():
        memory = found[name].megabytes
        holds = holds and memory < most
        print(f"  {name} took {memory:.0f} MB (at most {most})")
    return 0 if holds else 1


if __name__ == "__main__":
    raise SystemExit(main())

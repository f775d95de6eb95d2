"""The 326 nasty files that nobody here wrote, each in little memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nasty import WRONG, Outcome, judge

from ledgerctl.formats.csvfile import CsvTable
from ledgerctl.formats.jsonfile import JsonTable
from ledgerctl.formats.workbook import WorkbookTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ledgerctl.formats.table import Record, Table

TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def outcomes(real_data: Path) -> dict[str, Outcome]:
    done = subprocess.run(
        [sys.executable, str(TESTS / "nasty.py"), str(real_data / "nasty")],
        capture_output=True,
        check=False,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert done.returncode == 0, done.stderr.decode()
    found = [Outcome(*json.loads(line)) for line in done.stdout.decode().splitlines()]
    return {each.file: each for each in found}


def test_every_file_is_read_right_or_refused_with_a_code(outcomes: dict[str, Outcome]) -> None:
    for each in outcomes.values():
        print(f"{each.file:80} {each.verdict:8} {each.detail}")  # noqa: T201 - the table is asked for with -s
    assert [each for each in outcomes.values() if each.verdict == WRONG] == []
    assert len(outcomes) == 326
    assert Counter(each.verdict for each in outcomes.values())["read"] > 280


def test_what_is_refused_is_refused_for_a_reason(outcomes: dict[str, Outcome]) -> None:
    codes: dict[str, set[str]] = {}
    for each in outcomes.values():
        if each.verdict == "refused":
            codes.setdefault(each.detail, set()).add(each.file)
    assert set(codes) == {"E901", "E902", "E907", "E915", "E918"}
    # Western encodings are never taken for Chinese
    assert codes["E901"] == {
        "agate/test_latin1.csv",
        "csvkit/test_latin1.csv",
        "csvkit/test_latin1.sql",
        "csvkit/testdbf.dbf",
        "frictionless-py/issue-811.csv",
        "frictionless-py/latin1.csv",
        "frictionless-py/table-infer-iso-8859-7.csv",
        "frictionless-py/table-with-accents.csv",
        "rust-csv/uspop-latin1.csv",
    }
    assert codes["E907"] == {"csvkit/dummy.csv.bz2"}


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        ("frictionless-py/defective-rows.csv", {"E905"}),
        ("frictionless-py/multiline-headers.xlsx", {"E905", "E922"}),
        ("csvkit/bad.csv", {"E905"}),
        ("csvkit/join_a_short.csv", {"E905"}),
    ],
)
def test_a_row_at_fault_is_named(outcomes: dict[str, Outcome], file: str, codes: set[str]) -> None:
    found = {part for part in outcomes[file].detail.split(", ") if part.startswith("E9")}
    assert found == codes


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("csvkit/dummy.csv", CsvTable),
        ("csvkit/dummy.csv.gz", CsvTable),
        ("csvkit/dummy.xls", WorkbookTable),
        ("frictionless-py/table.ods", WorkbookTable),
        ("csvkit/testjson.json", JsonTable),
        ("agate/test_mixed.json", JsonTable),
    ],
)
def test_a_wrong_cell_or_a_lost_row_would_be_noticed(
    real_data: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    kind: type[CsvTable | JsonTable | WorkbookTable],
) -> None:
    folder = real_data / "nasty"
    assert judge(folder, name).verdict == "read"
    right: Callable[..., Iterator[Record]] = kind.records

    def wrong(table: Table) -> Iterator[Record]:
        for line, cells, fault in right(table):
            yield line, [*cells[:-1], f"{cells[-1]}x"], fault

    monkeypatch.setattr(kind, "records", wrong)
    assert judge(folder, name).verdict == WRONG
    monkeypatch.setattr(kind, "records", lambda table: list(right(table))[1:])
    assert judge(folder, name).verdict == WRONG

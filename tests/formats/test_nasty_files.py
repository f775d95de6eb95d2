"""The 326 nasty files that nobody here wrote, each in little memory and time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from nasty import WRONG, Outcome

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

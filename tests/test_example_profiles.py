"""Every example profile stands beside a register and what comes of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ledgerctl.formats.profiles import load_profile
from ledgerctl.formats.source import open_source

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "profiles"
PROFILES = sorted(FOLDER.glob("*.toml"))


def read(profile: Path) -> list[dict[str, Any]]:
    """Return what each row of the register beside a profile becomes."""
    register = str(profile.with_suffix(".csv"))
    with open_source(register, profile=load_profile(str(profile))) as source:
        return [
            {
                "line": row.line,
                "facts": row.facts,
                "sealed": row.sealed,
                "problems": [problem.code for problem in row.problems],
            }
            for row in source.rows(today=date(2022, 1, 1))
        ]


def test_there_are_examples() -> None:
    assert len(PROFILES) >= 3


@pytest.mark.parametrize("profile", PROFILES, ids=[each.stem for each in PROFILES])
def test_the_register_becomes_what_stands_beside_it(profile: Path) -> None:
    expected = json.loads(profile.with_suffix(".expected.json").read_text("utf-8"))
    assert json.loads(json.dumps(read(profile))) == expected

"""The same ledger, the same words and the same report date give the same bytes in every face."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from actions import play, steps
from desk_line import LANGUAGES, REGISTER, SCRIPT
from doubles import opened
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from strategies import FIRST_DAY

from ledgerctl.cli.dispatch.app import main
from ledgerctl.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deeds import Step
    from desk_line import Line

#: A PDF is left out: the browser that prints it writes the time into it.
FACES = ("json", "jsonl", "csv", "md", "plain", "html", "xlsx", "docx")
REPORTS = (
    ("--year", "2019"),
    ("--quarter", "2020Q1", "--on", "2020-03-15"),
    ("--from", "2019-11-25", "--to", "2020-02-29"),
    ("--compare", "2019,2020"),
)
#: Two moments of one day of the branch, so that no clock shows.
MOMENTS = ("2021-02-10T16:30:00Z", "2021-02-11T15:59:59Z")


def written(ledger: Path, words: Sequence[str], face: str, name: str) -> bytes:
    """Write a report into a file beside the ledger, and return its bytes."""
    to = ledger.parent / f"{name}.{face.replace('plain', 'txt')}"
    assert main(["--ledger", str(ledger), "report", *words, "--format", face, "-o", str(to)]) == 0
    return to.read_bytes()


@settings(
    max_examples=4,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(steps, min_size=40, max_size=70), st.sampled_from(LANGUAGES))
def test_whatever_happened_it_is_told_twice_alike(story: Sequence[Step], language: str) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEDGERCTL_LANG", language)
        first, second = Path(folder, "a", "b.db"), Path(folder, "elsewhere", "copy.db")
        for path in (first, second):
            path.parent.mkdir()
        store = SqliteStore.create(str(first))
        desk = opened(store, f"{FIRST_DAY}T09:30")
        for step in story:
            play(desk, step)
        store.close()
        shutil.copy(first, second)
        for words in REPORTS:
            for face in FACES:
                told = []
                for ledger, moment in zip((first, second), MOMENTS, strict=True):
                    patch.setenv("LEDGERCTL_NOW", moment)
                    patch.chdir(ledger.parent)
                    told.append(written(ledger, words, face, "-".join(words).strip("-")))
                assert told[0] == told[1], (words, face)


@pytest.mark.parametrize("face", ["table", *FACES])
def test_no_order_of_a_set_shows(line: Line, face: str) -> None:
    assert line("import", str(REGISTER)).status == 0
    words = ("--ledger", line.ledger, "report", "--year", "2020", "--format", face)
    told = {
        subprocess.run(
            [SCRIPT, *words, *(() if face == "table" else ("-o", "-"))],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(told) == 1
    assert told.pop()

"""A large load in parts, ended by Ctrl-C and begun again, as a process; the bar of long work."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ledgerctl.cli.imports import progress

if TYPE_CHECKING:
    from desk_line import Line

COMMAND = str(Path(sys.executable).parent / "ledgerctl")
ROWS = 40_000


@pytest.fixture
def large(tmp_path: Path) -> str:
    path = tmp_path / "large.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("投诉编号,收到时间,受理渠道,投诉内容摘要\n")
        stream.writelines(f"A{n},2020-04-09,客服热线,排队\n" for n in range(ROWS))
    return str(path)


def test_parts_without_partial_are_written_only_when_every_row_is_good(
    line: Line, large: str
) -> None:
    words = ("import", large, "--commit-every", "10000", "--json")
    with Path(large).open("a", encoding="utf-8") as stream:
        stream.write("B1,2020-04-09,nowhere,排队\n")
    before = line.head()
    bad = line(*words)
    found = bad.envelope["data"]
    assert (bad.status, found["written"], found["rejected"]) == (1, False, 1)
    assert line.head() == before
    text = Path(large).read_text("utf-8")
    Path(large).write_text(text.replace("nowhere", "客服热线"), "utf-8")
    assert line(*words).data["added"] == ROWS + 1
    (batch,) = line("imports", "--json").data["imports"]
    assert (batch["parts"] > 1, batch["complete"], batch["added"]) == (True, True, ROWS + 1)
    assert line(*words).data["unchanged"] == ROWS + 1


def test_a_load_that_was_broken_off_is_completed_by_the_same_command(
    line: Line, large: str
) -> None:
    words = ("import", large, "--commit-every", "1000", "--partial")
    with subprocess.Popen(
        [COMMAND, "--ledger", line.ledger, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        # A shell may have told its background jobs to ignore Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - one thread
    ) as running:
        empty = Path(line.ledger).stat().st_size
        for _ in range(2_000):
            if Path(line.ledger).stat().st_size > empty:
                break
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        _out, err = running.communicate()
    assert (running.returncode, b"Traceback" in err) == (130, False)
    assert b"the same command goes on" in err
    (begun,) = line("imports", "--json").data["imports"]
    assert 0 < begun["added"] < ROWS
    assert "broken off" in line("imports").out
    data = line(*words, "--json").data
    assert (data["batch"], data["added"] + data["unchanged"]) == (begun["name"], ROWS)
    assert data["unchanged"] == begun["added"]
    (done,) = line("imports", "--json").data["imports"]
    assert (done["added"], done["complete"]) == (ROWS, True)
    assert line("list", "--limit", "1", "--json").data["total"] == ROWS
    assert line("verify").status == 0


class Screen(io.StringIO):
    """Something that calls itself a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("total", [None, 3])
def test_a_bar_shows_how_far_long_work_has_come(
    monkeypatch: pytest.MonkeyPatch, total: int | None
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PAUSE", 0.0)
    with progress.progress(total) as told:
        assert told is not None
        told(1_500)
        told(2_500)
    assert "2,500 rows" in screen.getvalue()


def test_quick_work_and_pipes_show_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    with progress.progress() as told:
        assert told is not None
        told(1)
    assert screen.getvalue() == ""
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with progress.progress() as told:
        assert told is None


@pytest.mark.parametrize("cores", [1, 2, 4])
def test_however_many_read_the_same_is_recorded(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cores: int
) -> None:
    """Order and lines are the file's: below a cell of very many lines, and below a bare quotation mark."""
    path = tmp_path / "several.csv"
    texts = {9_000: '"' + "很长的\n" * 25_000 + '"', 15_000: '钢"管'}
    # The story is longer than a summary may be
    bad = {9_000, *range(5_999, 24_000, 6_000)}
    with path.open("w", encoding="utf-8") as stream:
        stream.write("投诉编号,收到时间,受理渠道,投诉内容摘要\n")
        for n in range(24_000):
            place, text = "nowhere" if n in bad else "客服热线", texts.get(n, "排队")
            stream.write(f"A{n},2020-04-09,{place},{text}\n")
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    words = ("import", str(path), "--partial", "--rejects", str(tmp_path / "r.csv"), "--json")
    data = line(*words).envelope["data"]
    assert (data["read"], data["added"], data["rejected"]) == (24_000, 23_995, 5)
    lines = dict.fromkeys(each["line"] for each in data["problems"])
    assert list(lines) == [6_001, 9_002, 37_001, 43_001, 49_001]
    cases = line("list", "--limit", "0", "--json").data["cases"]
    cases.sort(key=lambda each: int(each["number"].partition("-")[2]))
    assert [each["source_id"] for each in cases] == [f"A{n}" for n in range(24_000) if n not in bad]
    again = line(*words).envelope["data"]
    assert (again["unchanged"], again["rejected"], again["added"]) == (23_995, 5, 0)

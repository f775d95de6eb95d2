"""Whole-process timing: commands interleaved round by round, medians, ratios to the first."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The programs of the environment that runs the benchmark.
BIN = Path(sys.executable).parent
LEDGERCTL = str(BIN / "ledgerctl")


class Timed(NamedTuple):
    """The median wall time of one command in seconds and its peak memory in MB."""

    seconds: float
    megabytes: float


class Limit(NamedTuple):
    """What a command may take: at most so many times a peer, or at most so many seconds more."""

    peer: str
    times: float = 0.0
    seconds: float = 0.0


def environment(home: Path) -> dict[str, str]:
    """Return a user's environment: byte code is cached, nothing is configured."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "LEDGERCTL", "XDG"))}
    return {**kept, "HOME": str(home), "LEDGERCTL_LANG": "en"}


def run_once(words: list[str], env: dict[str, str], folder: Path) -> Timed:
    """Run a command and return its wall time and peak memory.

    Raises:
        SystemExit: the command failed; a benchmark of failures is none.
    """
    started = time.perf_counter()
    child = subprocess.Popen(
        words,
        env=env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    _, status, usage = os.wait4(child.pid, 0)
    elapsed = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        said = child.stderr.read().decode() if child.stderr else ""
        message = f"{words} failed: {said}"
        raise SystemExit(message)
    if child.stderr:
        child.stderr.close()
    return Timed(elapsed, usage.ru_maxrss / 1024)


def interleaved(
    commands: dict[str, list[str]],
    rounds: int,
    home: Path,
    before: dict[str, list[Path]] | None = None,
) -> dict[str, Timed]:
    """Run every command in turn, ``rounds`` times; ``before`` names files to remove first."""
    env = environment(home)
    times: dict[str, list[Timed]] = {name: [] for name in commands}
    for _ in range(rounds + 1):
        for name, words in commands.items():
            for path in (before or {}).get(name, []):
                path.unlink(missing_ok=True)
            times[name].append(run_once(words, env, home))
    # The first round fills caches and is left out.
    return {
        name: Timed(
            statistics.median(each.seconds for each in all_[1:]),
            max(each.megabytes for each in all_[1:]),
        )
        for name, all_ in times.items()
    }


def show(
    title: str, found: dict[str, Timed], limits: Mapping[str, tuple[str, float] | Limit]
) -> bool:
    """Print the figures and the ratios with their limits; returns whether every limit holds.

    ``limits`` maps a command to the command it is compared with and what it may take.
    """
    print(title)
    holds = True
    for name, timed in found.items():
        line = f"  {name:<28} {timed.seconds * 1000:9.1f} ms {timed.megabytes:7.1f} MB"
        if name in limits:
            peer, times, seconds = Limit(*limits[name])
            more = timed.seconds - found[peer].seconds
            ratio = timed.seconds / found[peer].seconds
            good = more <= seconds if seconds else ratio <= times
            holds = holds and good
            most = f"{seconds:g} s more" if seconds else f"{times:g}"
            line += f"   {ratio:6.2f} times {peer} (at most {most}: {'yes' if good else 'NO'})"
        print(line)
    return holds

"""Searching words: the newest 20 of 100,000 cases with and without words, what is found, how large the index is."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from rows import HEADER
from timing import LEDGERCTL, environment, interleaved, run_once, show

ROUNDS = 7
SIZE = 100_000
#: Words of two and more Chinese characters, and mixed ones; how often each stands in the made-up texts.
WORDS = {"年费": 20, "排队": 50, "信用卡": 10, "ATM机": 100, "敬老窗口": 1000}
_SENTENCE = "客户反映到网点办理业务，工作人员解释不清，要求尽快答复并改进服务。"


def write_rows(path: Path) -> None:
    """Write cases of which every n-th holds a word."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for place in range(SIZE):
            words = "，".join(word for word, each in WORDS.items() if place % each == 0)
            text = f"{_SENTENCE}{words}第{place}件。{_SENTENCE}"
            day = f"{2016 + place % 10}-{place % 12 + 1:02d}-{place % 28 + 1:02d}"
            row = [day, "Mortgage", "", "Fees", "", text, "", "BANK", "", "", "", "", "Web", day]
            writer.writerow([*row, "Closed with explanation", "Yes", "", str(place)])


def index_size(path: str) -> tuple[int, int]:
    """Return the bytes of the index and of the texts."""
    with closing(sqlite3.connect(path)) as connection:
        index = connection.execute("SELECT SUM(LENGTH(block)) FROM search_data").fetchone()[0]
        texts = connection.execute("SELECT SUM(LENGTH(CAST(body AS BLOB))) FROM sealed")
        return index, texts.fetchone()[0]


def recall(path: str, env: dict[str, str]) -> float:
    """Return the smallest part of what LIKE finds that the search finds, over all words."""
    least = 1.0
    with closing(sqlite3.connect(path)) as connection:
        for word in WORDS:
            found = subprocess.run(
                [LEDGERCTL, "--ledger", path, "list", "--search", word, "--limit", "1", "--json"],
                env=env, check=True, capture_output=True,
            )  # fmt: skip
            total = json.loads(found.stdout)["data"]["total"]
            like = connection.execute(
                "SELECT COUNT(*) FROM sealed WHERE body LIKE ?", (f"%{word}%",)
            ).fetchone()[0]
            least = min(least, total / like)
            print(f"  {word}: {total:,} found, {like:,} by LIKE")
    return least


def main() -> int:
    """Print the figures; exit 1 when a limit does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        table, ledger = home / "rows.csv", str(home / "b.db")
        write_rows(table)
        run_once([LEDGERCTL, "init", "--ledger", ledger, "--branch", "x"], env, home)
        load = [LEDGERCTL, "--ledger", ledger, "import", "--profile", "cfpb", str(table)]
        run_once(load, env, home)
        newest = [LEDGERCTL, "--ledger", ledger, "list", "--sort", "-received_at", "--limit", "20"]
        first = run_once([*newest, "--search", "年费"], env, home)
        found = interleaved(
            {"list": newest, **{word: [*newest, "--search", word] for word in WORDS}}, ROUNDS, home
        )
        least = recall(ledger, {**os.environ, **env})
        index, texts = index_size(ledger)
    holds = show(
        f"newest 20 of {SIZE:,} cases (whole process, medians)",
        found,
        dict.fromkeys(WORDS, ("list", 1.5)),
    )
    print(f"  the first search makes the index: {first.seconds:.1f} s")
    print(
        f"  recall against LIKE {least:.2f} (1.00); index {index / texts:.2f} times the texts (2)"
    )
    return 0 if holds and least == 1 and index <= 2 * texts else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""Build the wheel, install it into an empty environment, and run the first year from an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXPECTED = {"received": 25, "escalated": 0, "repeat": 0}


def main() -> None:
    """Fail loudly when the installed command does not give the published figures."""
    with tempfile.TemporaryDirectory() as folder:
        dist, home = Path(folder, "dist"), Path(folder, "empty")
        home.mkdir()
        run([sys.executable, "-m", "build", "--wheel", "--outdir", dist, ROOT], home)
        (wheel,) = dist.glob("*.whl")
        venv.create(Path(folder, "venv"), with_pip=True)
        programs = Path(folder, "venv", "bin")
        run([programs / "python", "-m", "pip", "install", "--quiet", wheel], home)
        command = programs / "ledgerctl"
        run([command, "init", "--ledger", "b.db", "--branch", "东侨支行"], home)
        sizes = ["--customers", "78000", "--transactions", "57000"]
        run([command, "--ledger", "b.db", "base", "set", "2020", *sizes], home)
        run([command, "--ledger", "b.db", "import", ROOT / "examples" / "dongqiao-2020.csv"], home)
        report = run([command, "--ledger", "b.db", "report", "--year", "2020", "--json"], home)
        data = json.loads(report)["data"]
        assert {name: data[name] for name in EXPECTED} == EXPECTED, data
        rates = {name: data["rates"][name]["per_10000"] for name in ("customers", "transactions")}
        assert rates == {"customers": "3.2", "transactions": "4.4"}, rates
        run([command, "--ledger", "b.db", "report", "--year", "2019", "-o", "none.html"], home)
        assert "<!doctype html>" in (home / "none.html").read_text("utf-8"), "the page's templates"
        run([command, "--ledger", "b.db", "verify"], home)
        assert "3.2" in run([command, "demo", "--lang", "zh"], home)
    print("the wheel works")  # noqa: T201 - a script speaks


def run(words: list[str | Path], folder: Path) -> str:
    """Run a command in a folder and return its output."""
    environment = {**os.environ, "HOME": str(folder), "PYTHONUTF8": "1", "LEDGERCTL_LANG": "en"}
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, (words, done.stdout, done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()

"""What every test shares: the tests folder on the path, readable assertions, one profile, the real files."""

from __future__ import annotations

import os
import signal
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings

_TESTS = str(Path(__file__).resolve().parent)
if _TESTS not in sys.path:
    sys.path.insert(0, _TESTS)

# A job started in the background ignores Ctrl-C and hands that down; the programs under test must not.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest.register_assert_rewrite(
    "contract", "contract_figures", "contract_hindsight", "contract_questions"
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was passed over and why, however quiet the run is."""
    passed_over = terminalreporter.stats.get("skipped", [])
    reasons = Counter(
        report.longrepr[2] for report in passed_over if isinstance(report.longrepr, tuple)
    )
    for reason, tests in sorted(reasons.items()):
        terminalreporter.write_line(f"{tests} passed over: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The files that nobody here wrote; what needs them is passed over where they are not."""
    named = os.environ.get("LEDGERCTL_REAL_DATA")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "data"
    if not (folder / "ORACLES.json").exists():
        pytest.skip(f"the real files are not here: {folder} (set LEDGERCTL_REAL_DATA)")
    return folder


# No unit test is timed: a slow machine is no fault of the program.
settings.register_profile("ledgerctl", deadline=None)
settings.load_profile("ledgerctl")

"""What every test shares: the tests folder on the path, readable assertions in shared classes, one profile."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from hypothesis import settings

_TESTS = str(Path(__file__).resolve().parent)
if _TESTS not in sys.path:
    sys.path.insert(0, _TESTS)

# A job started in the background ignores Ctrl-C and hands that down; the programs under test must not.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

pytest.register_assert_rewrite("contract", "contract_figures", "contract_questions")


def pytest_report_header() -> str:
    """Say which programs there are to look at reports with."""
    from chromium import CHROMIUM, OFFICE  # noqa: PLC0415 - the tests folder is on the path only now

    return f"chromium: {CHROMIUM or 'absent'}, libreoffice: {OFFICE or 'absent'}"


# No unit test is timed: a slow machine is no fault of the program.
settings.register_profile("ledgerctl", deadline=None)
settings.load_profile("ledgerctl")

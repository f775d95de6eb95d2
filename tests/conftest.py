"""What every test shares: the tests folder on the path, readable assertions in shared classes, one profile."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

_TESTS = str(Path(__file__).resolve().parent)
if _TESTS not in sys.path:
    sys.path.insert(0, _TESTS)

pytest.register_assert_rewrite("contract", "contract_figures", "contract_questions")

# No unit test is timed: a slow machine is no fault of the program.
settings.register_profile("ledgerctl", deadline=None)
settings.load_profile("ledgerctl")

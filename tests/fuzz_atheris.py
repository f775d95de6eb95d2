"""The process that atheris drives: ``python tests/fuzz_atheris.py TARGET [libFuzzer's options]``."""

from __future__ import annotations

import sys

import atheris

# Imports are instrumented, so that mutations follow the code that they reach
with atheris.instrument_imports(include=["ledgerctl"]):
    from fuzz import TARGETS

target, _ = TARGETS[sys.argv[1]]
atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
atheris.Fuzz()

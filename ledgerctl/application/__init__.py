"""The use cases: what a branch does with its ledger; they know ports, not drivers, and print nothing."""

from __future__ import annotations

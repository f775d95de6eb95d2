"""The complaint ledger (投诉台账) of a bank branch."""

from __future__ import annotations

__version__ = "0.1.0"

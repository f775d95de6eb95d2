"""Where a ledger is kept: the only place with SQL and drivers."""

from __future__ import annotations

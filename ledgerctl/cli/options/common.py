"""The options that every write command takes."""

from __future__ import annotations

from typing import NamedTuple

from ledgerctl.cli.options.options import As, At, DryRun, Input, Key


class Common(NamedTuple):
    """What the line says in the common options, in the order in which help lists them."""

    at: At = ""
    source: Input = None
    person: As = None
    key: Key = None
    dry_run: DryRun = False

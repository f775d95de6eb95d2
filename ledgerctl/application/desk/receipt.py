"""The receipt 回执 of a write command, in a module of its own: every write waits for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.differences import Difference
    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.register.register import Row


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write command did 回执; ``repeated`` when its key was already recorded.

    ``earlier`` are the same complainant's cases that a clerk should know of (with ``add``), ``unknown``
    the fields that stay unknown, ``warnings`` codes of things worth a second look, ``changes`` what a
    correction makes different, ``provisional`` the years in whose working days it counted before their
    official schedule was known.
    """

    action: str
    number: str | None
    seq: int
    event_hash: str
    head: Head
    row: Row | None = None
    details: Mapping[str, str | int | bool | list[str]] = field(default_factory=dict)
    earlier: Sequence[Row] = ()
    repeat_of: str = ""
    unknown: Sequence[str] = ()
    warnings: Sequence[str] = ()
    changes: Sequence[Difference] = ()
    provisional: Sequence[int] = ()
    repeated: bool = False
    dry_run: bool = False

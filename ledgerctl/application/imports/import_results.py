"""What an import returns 导入结果: its report, the problems of its rows, rows to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.domain.cases.chain import Head
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row of a file.

    ``line`` is the line a spreadsheet or editor shows, ``value`` what stood there (masked where
    personal), ``error`` the coded error with its values; a ``warning`` does not reject the row.
    """

    line: int
    column: str
    value: str
    code: str
    sentence: str
    hint: str
    values: Mapping[str, object]
    warning: bool = False


class Sample(NamedTuple):
    """One row that an import has taken in or would take in, for showing; its texts are masked.

    ``outcome`` is ``added``, ``updated``, ``unchanged`` or ``duplicate``; ``changed`` names the fields with
    other values than the case ``number`` has.
    """

    outcome: str
    line: int
    number: str
    facts: Facts
    sealed: Sealed
    changed: Sequence[str]


class Suspect(NamedTuple):
    """A suspected duplicate 疑似重复: the row's line and case number, and the case that it looks like."""

    line: int
    number: str
    like: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; ``read`` = added + updated + unchanged + duplicate + rejected.

    ``said`` is what was chosen in order to read the file, by name: ``format``, ``delimiter`` and the like.
    ``codes`` counts all problems by code, ``problems`` and ``suspects`` hold the first of them.
    ``differing`` counts rows whose case is known with other values and that were left alone (they are
    among ``duplicate``); ``written`` is False after a dry run, when a bad row stopped everything, or
    when there was nothing to write. ``repeated`` is the event under whose key the same import was
    recorded before, 0 when this is the first time.
    """

    source: str
    sha256: str
    encoding: str
    said: Mapping[str, str]
    profile: str
    batch: str
    read: int
    added: int
    updated: int
    unchanged: int
    duplicate: int
    rejected: int
    differing: int
    written: bool
    dry_run: bool
    problems: Sequence[Problem]
    problem_count: int
    kept_columns: Sequence[str]
    first_number: str
    last_number: str
    rejects_path: str
    repeats: int
    head: Head
    repeated: int = 0
    codes: Mapping[str, int] = field(default_factory=dict)
    suspects: Sequence[Suspect] = ()
    suspect_count: int = 0
    samples: Sequence[Sample] = ()

    @property
    def reconciles(self) -> bool:
        """Whether every row read went into exactly one of the five groups."""
        parts = (self.added, self.updated, self.unchanged, self.duplicate, self.rejected)
        return self.read == sum(parts)

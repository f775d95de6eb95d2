"""One run over a file 一次导入: how it behaves, and what has become of its rows so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Moment
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.application.imports.files import RejectSink
    from ledgerctl.application.imports.import_results import Problem, Sample, Suspect

OnDuplicate = Literal["skip", "update", "fail"]

#: Problems and suspected duplicates kept with their details; all are counted.
MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """How an import behaves.

    ``on_duplicate``: what about a known number with other values; ``partial``: write the good rows;
    ``prefix``: the namespace of the source's numbers; ``blank_erases``: empty cells erase; ``commit_every``:
    rows between commits (0: one at the end); ``samples``: rows kept for showing; ``at``: when handed in.
    """

    prefix: str
    on_duplicate: OnDuplicate = "skip"
    partial: bool = False
    dry_run: bool = False
    blank_erases: bool = False
    commit_every: int = 0
    samples: int = 0
    at: str = ""


@dataclass(slots=True)
class Tally:
    """What has become of the rows so far."""

    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    rejected: int = 0
    differing: int = 0
    problem_count: int = 0
    problems: list[Problem] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    suspect_count: int = 0
    suspects: list[Suspect] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    first_number: str = ""
    last_number: str = ""


@dataclass(slots=True)
class Run:
    """One run over a file, which may be written in several transactions.

    ``columns`` are the fields that have a column.
    """

    choices: ImportChoices
    meta: Meta
    moment: Moment
    rejects: RejectSink | None
    columns: frozenset[str]
    tally: Tally = field(default_factory=Tally)

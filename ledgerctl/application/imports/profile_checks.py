"""Trying a mapping profile on a file 试配: what each column feeds, and which rows would be refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ledgerctl.application.imports.runs import MOST_PROBLEMS
from ledgerctl.application.imports.screening import screen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.imports.files import RowSource
    from ledgerctl.application.imports.import_results import Problem


@dataclass(frozen=True, slots=True)
class ProfileCheck:
    """What came of it: ``mapped`` are heading and field, ``kept`` the headings that no field takes.

    ``codes`` counts all problems by code, ``problems`` are the first of them.
    """

    file: str
    profile: str
    said: Mapping[str, str]
    mapped: Sequence[tuple[str, str]]
    kept: Sequence[str]
    read: int
    rejected: int
    codes: Mapping[str, int]
    problems: Sequence[Problem]


def check(
    source: RowSource,
    mapped: Sequence[tuple[str, str]],
    *,
    now: str,
) -> ProfileCheck:
    """Return what the rows of a file would be, without any ledger.

    Args:
        source: the file, opened with the profile.
        mapped: heading and field of each column that feeds one.
        now: the moment in the branch, ``YYYY-MM-DDTHH:MM``.
    """
    read = rejected = 0
    codes: Counter[str] = Counter()
    problems: list[Problem] = []
    rows = source.rows(today=date.fromisoformat(now[:10]))
    for row in screen(rows, now=now):
        read += 1
        rejected += row.rejected
        codes.update(problem.code for problem in row.problems)
        problems += row.problems[: MOST_PROBLEMS - len(problems)]
    return ProfileCheck(
        source.name, source.profile, source.said, mapped, list(source.kept_columns),
        read, rejected, dict(codes), problems,
    )  # fmt: skip

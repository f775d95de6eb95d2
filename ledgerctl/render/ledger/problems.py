"""Problems of an imported file: where, which column, what is wrong, what to do, and how often."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ledgerctl.domain.text.privacy import visible
from ledgerctl.i18n import _, language
from ledgerctl.render.words.errors import filled
from ledgerctl.render.words.texts import joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.imports.import_results import Problem
    from ledgerctl.render.words.envelope import Json


def problem_lines(problem: Problem, source: str, rows: Sequence[int] = ()) -> list[str]:
    """Return one problem: place, code, sentence; the value that stood there; the hint.

    Args:
        problem: what is wrong.
        source: the file's name.
        rows: the lines of all rows with this very problem, where there are several.
    """
    if len(rows) > 1:
        place = _("{file} lines {lines}").format(file=visible(source), lines=_ranges(rows))
    else:
        place = _("{file} line {line}").format(file=visible(source), line=problem.line)
    if problem.column:
        place = _("{place}, column “{column}”").format(place=place, column=visible(problem.column))
    kind = _("warning {code}") if problem.warning else "{code}"
    lines = [f"{place}: {kind.format(code=problem.code)} {sentence(problem)}"]
    if problem.value:
        lines.append(f"  > {_shortened(problem.value)}")
    if problem.hint:
        lines.append("  " + _("hint: {hint}").format(hint=filled(problem.hint, problem.values)))
    return lines


def sentence(problem: Problem) -> str:
    """Return what is wrong, in the language chosen."""
    return filled(problem.sentence, problem.values)


def lines(problems: Sequence[Problem], source: str, count: int) -> list[str]:
    """Return every problem given, how many more there are, and the counts by code.

    A register repeats its words: the same problem in several rows is told once, with all their lines.

    Args:
        problems: those to show, in the order of the file.
        source: the file's name.
        count: how many there are in all.
    """
    shown: list[str] = []
    for alike in _alike(problems):
        shown += problem_lines(_one_of(alike), source, [problem.line for problem in alike])
    left = count - len(problems)
    if left > 0:
        shown.append(_("... and {count} more").format(count=left))
    return shown


def worst(problems: Sequence[Problem], most: int) -> list[Problem]:
    """Return all problems of the first ``most`` kinds; what refuses a row comes before warnings."""
    kinds = _alike(sorted(problems, key=lambda problem: problem.warning))
    return [problem for alike in kinds[:most] for problem in alike]


def _alike(problems: Sequence[Problem]) -> list[list[Problem]]:
    """Return the problems with those together that say the same of the same column and value."""
    kinds: dict[tuple[str, str, str, str], list[Problem]] = {}
    for problem in problems:
        told = sentence(_with_cell(problem, ""))
        kinds.setdefault((problem.column, problem.code, problem.value, told), []).append(problem)
    return list(kinds.values())


def _one_of(alike: Sequence[Problem]) -> Problem:
    """Return the first of several; the cell that it names is not the only one."""
    first = alike[0]
    return _with_cell(first, f"{first.values.get('cell')} …") if len(alike) > 1 else first


def _with_cell(problem: Problem, cell: str) -> Problem:
    """Return a problem that names another cell of a workbook, if it names one."""
    if "cell" not in problem.values:
        return problem
    return replace(problem, values={**problem.values, "cell": cell})


def _ranges(rows: Sequence[int]) -> str:
    """Return numbers of lines as a list in which neighbours are one range: ``4-6, 9``."""
    neighbours = groupby(enumerate(sorted(set(rows))), key=lambda pair: pair[1] - pair[0])
    runs = [[row for _place, row in run] for _first, run in neighbours]
    told = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return joined(told, language())


def by_code(codes: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return how often each code occurs, most frequent first."""
    return sorted(codes.items(), key=_frequent_first)


def _frequent_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def problem_data(problem: Problem) -> dict[str, Json]:
    """Return one problem for JSON."""
    return {
        "line": problem.line,
        "column": problem.column,
        "value": problem.value,
        "code": problem.code,
        "message": sentence(problem),
        "hint": filled(problem.hint, problem.values),
        "warning": problem.warning,
    }


def _shortened(value: str) -> str:
    text = visible(value)
    return text if len(text) <= 200 else f"{text[:200]}…"  # noqa: PLR2004 - the limit of every value shown

"""Problems of an imported file: where, which column, what is wrong, what to do, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.privacy import visible
from ledgerctl.i18n import _
from ledgerctl.render.errors import filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.import_results import Problem
    from ledgerctl.render.envelope import Json


def problem_lines(problem: Problem, source: str) -> list[str]:
    """Return one problem: place, code, sentence; the value that stood there; the hint."""
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

    Args:
        problems: those to show, in the order of the file.
        source: the file's name.
        count: how many there are in all.
    """
    shown = [line for problem in problems for line in problem_lines(problem, source)]
    left = count - len(problems)
    if left > 0:
        shown.append(_("... and {count} more").format(count=left))
    return shown


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

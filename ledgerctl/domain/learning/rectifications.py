"""Figures of improvements 整改指标: which measures were due, done in time, and verified by their effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.learning.improvements import last_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ledgerctl.domain.learning.improvements import Improvement, Measure
    from ledgerctl.domain.metrics.members import Period


class Rectification(NamedTuple):
    """One measure 整改措施 with the improvement that it belongs to."""

    issue: Improvement
    measure: Measure

    @property
    def name(self) -> str:
        """What it is called in a list: the improvement's number and the measure's."""
        return f"{self.issue.number}/{self.measure.step}"

    @property
    def in_time(self) -> bool:
        """Whether it was carried out by its day 按期完成."""
        return "" < self.measure.done_on <= self.measure.due_on

    @property
    def verified(self) -> bool:
        """Whether the effect of its improvement was verified 效果已验证."""
        return self.issue.verification is not None


def due_in(issues: Iterable[Improvement], period: Period) -> list[Rectification]:
    """Return the measures due in a period 到期整改; what is still to do and due after today waits."""
    return [
        Rectification(issue, measure)
        for issue in issues
        for measure in issue.measures
        if period.holds(measure.due_on) and (measure.done_on or measure.due_on <= period.today)
    ]


def verifiable(measures: Iterable[Rectification], today: str) -> list[Rectification]:
    """Return the measures of improvements that could have been verified by now.

    All measures of the improvement were carried out and the period after the last one is over.
    """
    return [each for each in measures if _time_has_told(each.issue, today)]


def completed_in(issues: Iterable[Improvement], period: Period) -> list[Improvement]:
    """Return the improvements completed in a period of which the time after is over by now."""
    return [
        issue
        for issue in issues
        if period.holds(issue.done_on) and _time_has_told(issue, period.today)
    ]


def _time_has_told(issue: Improvement, today: str) -> bool:
    return bool(issue.done_on) and last_day(issue) < today

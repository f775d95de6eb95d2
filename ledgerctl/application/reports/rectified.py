"""Improvements in the year's report 整改统计: in time, verified, and what complaints did afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.metrics.catalogue import METRICS
from ledgerctl.domain.metrics.metric import Figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.domain.learning.effects import Effect
    from ledgerctl.domain.learning.improvements import Improvement
    from ledgerctl.domain.learning.rectifications import Rectification
    from ledgerctl.domain.metrics.members import Period

_DONE, _VERIFIED, _EFFECT = "rectify_done_rate", "rectify_verified_rate", "rectify_effect"


class IssueEffect(NamedTuple):
    """The effect 整改效果 of one improvement: the complaints of its issue before and after, by number.

    ``verified`` when somebody verified it; the counts are the ledger's own of now.
    """

    number: str
    done_on: str
    before: Sequence[str]
    after: Sequence[str]
    effect: Effect
    verified: bool


@dataclass(frozen=True, slots=True)
class Rectified:
    """The figures of the improvements of a period, and what stands behind them.

    ``measures`` holds, by metric, the names of the numerator's and the denominator's measures.
    """

    figures: Mapping[str, Figure]
    measures: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    effects: Sequence[IssueEffect]


def rectified(reader: Reader, period: Period) -> Rectified:
    """Return the figures of the improvements of a period.

    The effects of several improvements are added up, but only each by itself is compared with chance:
    one complaint may lie in the scope of two.
    """
    if not reader.family("improvement"):
        return _figures([], [], [])
    from ledgerctl.application.learning import improving
    from ledgerctl.domain.learning import rectifications

    issues = list(improving.every(reader).values())
    due = rectifications.due_in(issues, period)
    return _figures(
        due,
        rectifications.verifiable(due, period.today),
        [_effect(reader, issue) for issue in rectifications.completed_in(issues, period)],
    )


def _effect(reader: Reader, issue: Improvement) -> IssueEffect:
    from ledgerctl.application.learning import improving
    from ledgerctl.domain.learning import effects
    from ledgerctl.domain.learning.improvements import WINDOW

    rows = improving.cases_of(reader, issue)
    before, after = effects.parted(rows, issue.done_on, WINDOW)
    return IssueEffect(
        issue.number,
        issue.done_on,
        [row.number for row in before],
        [row.number for row in after],
        effects.effect(len(before), len(after)),
        issue.verification is not None,
    )


def _figures(
    due: Sequence[Rectification],
    told: Sequence[Rectification],
    effects: Sequence[IssueEffect],
) -> Rectified:
    in_time = [each.name for each in due if each.in_time]
    verified = [each.name for each in told if each.verified]
    change = sum(len(each.after) - len(each.before) for each in effects)
    return Rectified(
        {
            _DONE: METRICS[_DONE].of(len(in_time), len(due)),
            _VERIFIED: METRICS[_VERIFIED].of(len(verified), len(told)),
            # Without an improvement there is no effect, which is not an effect of nought.
            _EFFECT: Figure(_EFFECT, change, None, change if effects else None),
        },
        {
            _DONE: (in_time, [each.name for each in due]),
            _VERIFIED: (verified, [each.name for each in told]),
        },
        effects,
    )

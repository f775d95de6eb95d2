"""Comparisons 比较: against an earlier period, and of stock with flow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.domain.metrics.exact import quotient, refuse_negative

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """A count against the same period last year (同比) or the period before (环比).

    Attributes:
        now: cases in the period reported.
        before: cases in the period compared with.
        difference: ``now`` less ``before``, in cases.
        percent: the difference in per cent of ``before``, one decimal; None when ``before`` is 0.
    """

    now: int
    before: int
    difference: int
    percent: Decimal | None


@dataclass(frozen=True, slots=True)
class StockFlow:
    """What lay open, what came, what went, what lies open now (勾稽关系), all in cases.

    Attributes:
        opening: open when the period began (期初未结).
        received: received in the period (本期受理).
        reopened: closed cases taken up again in the period (重新启动).
        closed: closings in the period (本期办结) other than the withdrawn and the declined. A case that
            was taken up again later keeps what it counted as here.
        closing: open when the period ended (期末未结), counted on its own and not derived.
        withdrawn: taken back by the complainant in the period (撤回).
        declined: not accepted in the period (不予办理).
    """

    opening: int
    received: int
    reopened: int
    closed: int
    closing: int
    withdrawn: int = 0
    declined: int = 0

    @property
    def balanced(self) -> bool:
        """Whether the stock and the flow agree; a report that does not balance is not printed."""
        came = self.opening + self.received + self.reopened
        return came - self.closed - self.withdrawn - self.declined == self.closing


def change(now: int, before: int) -> Change:
    """Return a count against an earlier period's, for 同比 and 环比 alike.

    Raises:
        ValueError: a count is negative.
    """
    refuse_negative(now, before)
    difference = now - before
    return Change(
        now, before, difference, quotient(100 * difference, before, 1) if before else None
    )

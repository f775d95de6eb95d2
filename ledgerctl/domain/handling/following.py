"""Following up 跟进: call-backs 回访 after a case is closed, and relationship repair 关系修复."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ledgerctl.domain.cases.guards import in_life, not_recused, once_closed, standing
from ledgerctl.domain.events.called_back import REACHED, ComplaintCalledBack
from ledgerctl.domain.events.repaired import ComplaintRepaired
from ledgerctl.errors.house import BeforeReceipt
from ledgerctl.errors.people import ScoreWithoutCall
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint

#: Scores after which somebody must get in touch again.
LOW_SCORES = frozenset({"1", "2"})
#: Days within which that must happen: the branch's own rule.
DAYS_AFTER_LOW_SCORE = 3


def call_back(
    complaint: Complaint,
    outcome: str,
    *,
    score: str,
    caller: str,
    note: str,
    at: str,
    now: str,
) -> ComplaintCalledBack:
    """Return a call-back about a closed case; a low score sets the day by which something must follow.

    Args:
        complaint: the case.
        outcome: ``reached``, ``not_reached`` or ``refused``.
        score: ``1`` to ``5`` from who was reached, empty when none was given.
        caller: who called; nobody complained about calls (回避).
        note: what was said.
        at: when, branch time.
        now: the moment of recording, branch time.

    Raises:
        NotClosed, ScoreWithoutCall, Recused, ReversedCase, FutureDate, BeforeReceipt.
    """
    once_closed(complaint)
    if score and outcome != REACHED:
        raise ScoreWithoutCall(outcome=outcome)
    not_recused(complaint, caller, "caller", complaint.number)
    in_life(complaint, at, now)
    if at[:10] < complaint.closed_on:
        raise BeforeReceipt(field="at", value=at, received=complaint.closed_on)
    next_on = ""
    if score in LOW_SCORES:
        day = date.fromisoformat(at[:10]) + timedelta(days=DAYS_AFTER_LOW_SCORE)
        next_on = day.isoformat()
    return ComplaintCalledBack(complaint.number, at, outcome, caller, score, next_on, note.strip())


def repair(
    complaint: Complaint,
    done: str,
    *,
    result: str,
    next_on: str,
    repairer: str,
    at: str,
    now: str,
) -> ComplaintRepaired:
    """Return a step of relationship repair, on an open or a closed case.

    Raises:
        EmptyValue, Recused, ReversedCase, FutureDate, BeforeReceipt (also a next day before this one).
    """
    standing(complaint)
    if not done.strip():
        raise EmptyValue(field="note")
    not_recused(complaint, repairer, "relationship repairer", complaint.number)
    in_life(complaint, at, now)
    if next_on and next_on < at[:10]:
        raise BeforeReceipt(field="next_on", value=next_on, received=at)
    return ComplaintRepaired(complaint.number, at, repairer, done.strip(), result, next_on)

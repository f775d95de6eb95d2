"""Judging a case 责任认定与责任追究: whose fault, who answers for it, what was decided, who approved it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import same_person_key
from ledgerctl.domain.cases.guards import in_life, not_recused, standing
from ledgerctl.domain.codes.learning_terms import NO_ACCOUNTABILITY
from ledgerctl.domain.events.base import text
from ledgerctl.domain.events.judged import SETTLED, ComplaintJudged
from ledgerctl.errors.house import NothingChanges, ReasonNeeded
from ledgerctl.errors.learning import (
    ApprovalMissing,
    DoesNotFit,
    JudgesOwnCase,
    KindOfInvalidMissing,
    NobodyResponsible,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed

#: Part of a judgement → the one responsibility that it goes with.
_GOES_WITH = {
    "invalid_kind": "invalid",
    "responsible": "at_fault",
    "responsible_department": "at_fault",
    "accountability": "at_fault",
    "approved_by": "at_fault",
}


def judge(
    complaint: Complaint, facts: Facts, sealed: Sealed, *, judge: str, at: str, now: str
) -> ComplaintJudged:
    """Return the judgement of a case, open or closed.

    Accountability may be decided later, by a further judgement. Its decision needs an approval, or, when
    nobody is held to account, a reason. Who is complained about neither judges nor approves (回避, order
    2020 No. 3 of the CBIRC), and neither does who is held responsible (the branch's own rule).

    Args:
        complaint: the case.
        facts: the judgement by field name: ``responsibility`` and what goes with it, ``cause`` and
            ``fault_nature`` when they are (re)stated.
        sealed: ``reason`` and ``measure_taken``, the words.
        judge: who judges.
        at: when, branch time.
        now: the moment of recording, branch time.

    Raises:
        EmptyValue (no responsibility), KindOfInvalidMissing, DoesNotFit, NobodyResponsible,
        ApprovalMissing, ReasonNeeded, Recused, JudgesOwnCase, NothingChanges, ReversedCase, FutureDate,
        BeforeReceipt.
    """
    standing(complaint)
    in_life(complaint, at, now)
    number = complaint.number
    responsibility = text(facts, "responsibility")
    if not responsibility:
        raise EmptyValue(field="responsibility")
    for name, needed in _GOES_WITH.items():
        if name in facts and responsibility != needed:
            raise DoesNotFit(
                field=name, responsibility=responsibility, number=number, needed=needed
            )
    if responsibility == "invalid" and not facts.get("invalid_kind"):
        raise KindOfInvalidMissing(number=number)
    if responsibility == "at_fault":
        _check_accountability(number, facts, sealed)
    for person, role in ((judge, "judge"), (text(facts, "approved_by"), "approver")):
        not_recused(complaint, person, role, number)
        if person and same_person_key(person) in _responsible(facts):
            raise JudgesOwnCase(person=person, number=number, role=role)
    before = {name: complaint.facts[name] for name in SETTLED if name in complaint.facts}
    restated = {name: value for name, value in facts.items() if name not in SETTLED}
    settled = {name: facts[name] for name in SETTLED if name in facts}
    if settled == before and restated.items() <= complaint.facts.items() and not sealed:
        raise NothingChanges(field="responsibility", number=number)
    return ComplaintJudged(number, {"at": at, **facts}, sealed)


def _check_accountability(number: str, facts: Facts, sealed: Sealed) -> None:
    if not (facts.get("responsible") or facts.get("responsible_department")):
        raise NobodyResponsible(number=number)
    decision = text(facts, "accountability")
    if decision == NO_ACCOUNTABILITY:
        if not sealed.get("reason"):
            raise ReasonNeeded(step="the accountability decision")
    elif decision and not facts.get("approved_by"):
        raise ApprovalMissing(number=number)


def _responsible(facts: Facts) -> set[str]:
    value = facts.get("responsible", ())
    return {same_person_key(name) for name in value} if isinstance(value, list) else set()

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.events.judged import SETTLED, ComplaintJudged
from ledgerctl.domain.learning.judging import judge
from ledgerctl.errors.house import (
    BeforeReceipt,
    FutureDate,
    NothingChanges,
    ReasonNeeded,
    Recused,
    ReversedCase,
)
from ledgerctl.errors.learning import (
    ApprovalMissing,
    DoesNotFit,
    JudgesOwnCase,
    KindOfInvalidMissing,
    NobodyResponsible,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts, Sealed
    from ledgerctl.errors.base import LedgerError

NOW = "2020-03-10T12:00"
NUMBER = "2020-0001"
OPEN = Complaint(
    NUMBER,
    {"received_at": "2020-03-04T09:30", "complained": ["DQ-0305"], "cause": "service"},
    {"summary": "排队两个小时"},
    (Spell("2020-03-04", None),),
)
AT_FAULT: Facts = {"responsibility": "at_fault", "responsible": ["DQ-0305"]}


def judged(
    facts: Facts,
    sealed: Sealed | None = None,
    complaint: Complaint = OPEN,
    by: str = "DQ-0001",
    at: str = NOW,
) -> ComplaintJudged:
    return judge(complaint, facts, sealed or {}, judge=by, at=at, now=NOW)


@pytest.mark.parametrize(
    ("facts", "sealed"),
    [
        ({"responsibility": "pending"}, {}),
        ({"responsibility": "no_fault", "fault_nature": "miscommunication"}, {}),
        ({"responsibility": "misdirected"}, {}),
        ({"responsibility": "not_complaint"}, {}),
        ({"responsibility": "invalid", "invalid_kind": "malicious"}, {"reason": "录像为证"}),
        (AT_FAULT, {}),
        ({"responsibility": "at_fault", "responsible_department": "营业部"}, {}),
        ({**AT_FAULT, "accountability": "warning", "approved_by": "DQ-0001"}, {}),
        ({**AT_FAULT, "accountability": "none"}, {"reason": "初犯，损失已补"}),
    ],
)
@pytest.mark.parametrize("closed", [None, "2020-03-08"])
def test_open_and_closed_cases_are_judged(facts: Facts, sealed: Sealed, closed: str | None) -> None:
    complaint = OPEN._replace(spells=(Spell("2020-03-04", closed),))
    event = judged(facts, sealed, complaint)
    assert event == ComplaintJudged(NUMBER, {"at": NOW, **facts}, sealed)
    after = event.apply(complaint)
    assert {name: after.facts[name] for name in facts} == facts
    assert (after.sealed, after.spells) == (complaint.sealed, complaint.spells)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({}, EmptyValue),
        ({"responsibility": "invalid"}, KindOfInvalidMissing),
        ({"responsibility": "no_fault", "invalid_kind": "malicious"}, DoesNotFit),
        ({"responsibility": "no_fault", "responsible": ["DQ-0305"]}, DoesNotFit),
        ({"responsibility": "pending", "responsible_department": "营业部"}, DoesNotFit),
        ({"responsibility": "pending", "accountability": "warning"}, DoesNotFit),
        ({"responsibility": "invalid", "approved_by": "DQ-0002"}, DoesNotFit),
        ({"responsibility": "at_fault"}, NobodyResponsible),
        ({**AT_FAULT, "accountability": "warning"}, ApprovalMissing),
        ({**AT_FAULT, "accountability": "none"}, ReasonNeeded),
        ({**AT_FAULT, "accountability": "warning", "approved_by": "dq-0305"}, Recused),
    ],
)
def test_a_judgement_that_does_not_hold_together_is_refused(
    facts: Facts, refusal: type[LedgerError]
) -> None:
    with pytest.raises(refusal):
        judged(facts)


@pytest.mark.parametrize("person", ["DQ-0305", "ＤＱ－０３０５", " dq - 0305 "])
def test_who_is_complained_about_does_not_judge(person: str) -> None:
    with pytest.raises(Recused) as refusal:
        judged({"responsibility": "no_fault"}, by=person)
    assert refusal.value.values["role"] == "judge"


@pytest.mark.parametrize(
    ("by", "approver", "role"), [("dq-0400", "", "judge"), ("DQ-0001", "DQ-0400", "approver")]
)
def test_who_is_held_responsible_neither_judges_nor_approves(
    by: str, approver: str, role: str
) -> None:
    facts: Facts = {"responsibility": "at_fault", "responsible": ["DQ-0305", "DQ-0400"]}
    if approver:
        facts = {**facts, "accountability": "warning", "approved_by": approver}
    with pytest.raises(JudgesOwnCase) as refusal:
        judged(facts, by=by)
    assert refusal.value.values["role"] == role


def test_a_later_judgement_leaves_nothing_of_an_earlier_one() -> None:
    first = judged({**AT_FAULT, "accountability": "warning", "approved_by": "DQ-0001"})
    after = judged({"responsibility": "no_fault"}, complaint=first.apply(OPEN)).apply(
        first.apply(OPEN)
    )
    assert {name for name in SETTLED if name in after.facts} == {"responsibility"}
    assert after.facts["responsibility"] == "no_fault"
    assert after.facts["cause"] == "service"


def test_the_same_judgement_again_is_refused_unless_it_says_more() -> None:
    after = judged(AT_FAULT).apply(OPEN)
    with pytest.raises(NothingChanges):
        judged(AT_FAULT, complaint=after)
    with pytest.raises(NothingChanges):
        judged({**AT_FAULT, "cause": "service"}, complaint=after)
    assert judged({**AT_FAULT, "cause": "pricing"}, complaint=after)
    assert judged(AT_FAULT, {"reason": "补充"}, complaint=after)


@pytest.mark.parametrize(
    ("at", "refusal"), [("2020-03-11", FutureDate), ("2020-03-03", BeforeReceipt)]
)
def test_a_judgement_lies_in_the_life_of_its_case(at: str, refusal: type[LedgerError]) -> None:
    with pytest.raises(refusal):
        judged({"responsibility": "no_fault"}, at=at)


def test_a_case_taken_back_is_not_judged() -> None:
    with pytest.raises(ReversedCase):
        judged({"responsibility": "no_fault"}, complaint=OPEN._replace(reversed=True))

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.codes.ladder import RUNGS
from ledgerctl.domain.handling import decisions
from ledgerctl.errors.house import (
    AlreadyClosed,
    BeforeReceipt,
    ClimbsDown,
    FutureDate,
    NotClosed,
    NothingChanges,
    ReasonNeeded,
    Recused,
    ReversedCase,
    SkipsRungs,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.domain.events.base import Event, Facts, Sealed
    from ledgerctl.errors.base import LedgerError

NOW = "2020-03-10T12:00"
NUMBER = "2020-0001"
FACTS = {"channel": "hotline", "received_at": "2020-03-04T09:30", "first_receiver": "DQ-0201"}
TEXTS = {"summary": "排队两个小时"}
OPEN = Complaint(
    NUMBER, {**FACTS, "complained": ["DQ-0305", "王小明"]}, TEXTS, (Spell("2020-03-04", None),)
)
CLOSED = OPEN._replace(spells=(Spell("2020-03-04", "2020-03-06"),))
REOPENED = OPEN._replace(spells=(Spell("2020-03-04", "2020-03-06"), Spell("2020-03-09", None)))

#: Spellings of the two people complained about, and people whose names are near theirs.
COMPLAINED = [
    "DQ-0305",
    "dq-0305",
    " DQ - 0305 ",
    "ＤＱ－０３０５",
    "王小明",
    "王 小明",
    "王\u3000小明",
]
OTHERS = ["DQ-0306", "DQ-030", "DQ-03055", "王小", "小明", "王小明明"]


def receive(facts: Facts, sealed: Sealed = TEXTS, now: str = NOW) -> Event:
    return decisions.receive(NUMBER, facts, sealed, now=now)


def note(complaint: Complaint, words: str = "已致电", at: str = NOW) -> Event:
    return decisions.note(complaint, words, at=at, now=NOW)


def assign(
    complaint: Complaint, handler: str = "DQ-0108", department: str = "", at: str = NOW
) -> Event:
    return decisions.assign(complaint, handler, department=department, reason="", at=at, now=NOW)


def escalate(
    complaint: Complaint,
    target: str = "branch_head",
    person: str = "",
    reason: str = "",
    at: str = NOW,
) -> Event:
    return decisions.escalate(complaint, target, person=person, reason=reason, at=at, now=NOW)


def resolve(complaint: Complaint, closer: str = "DQ-0108", **facts: str) -> Event:
    outcome = {"resolved_at": NOW, "finding": "upheld", **facts}
    return decisions.resolve(complaint, outcome, {}, closer=closer, now=NOW)


def reopen(complaint: Complaint, reason: str = "新证据", at: str = NOW) -> Event:
    return decisions.reopen(complaint, reason, at=at, now=NOW)


class TestReceive:
    def test_freezes_the_due_day(self) -> None:
        simple = receive(FACTS).facts()
        assert simple == {
            **FACTS,
            "due_on": "2020-03-19",
            "policy": "cn.2020-3.decide.simple",
            "contact_due": "2020-03-05",
            "contact_policy": "branch.contact",
            "progress_due": "2020-03-11",
            "progress_policy": "branch.progress",
            "calendar": "cn.1",
        }
        complex_case = receive({**FACTS, "complexity": "complex"}).facts()
        assert (complex_case["due_on"], complex_case["policy"]) == (
            "2020-04-03",
            "cn.2020-3.decide.complex",
        )
        assert receive(FACTS).sealed() == TEXTS

    @pytest.mark.parametrize("name", ["channel", "received_at"])
    def test_needs_channel_and_moment(self, name: str) -> None:
        for facts in ({**FACTS, name: ""}, {k: v for k, v in FACTS.items() if k != name}):
            with pytest.raises(EmptyValue) as refusal:
                receive(facts)
            assert refusal.value.values == {"field": name}

    def test_needs_a_summary_and_nothing_else(self) -> None:
        for sealed in ({}, {"summary": ""}):
            with pytest.raises(EmptyValue):
                receive(FACTS, sealed)
        assert receive({"channel": "counter", "received_at": NOW}, TEXTS)

    @pytest.mark.parametrize(
        ("moment", "future"),
        [
            ("2020-03-10", False),
            ("2020-03-10T12:00", False),
            ("2020-03-10T12:01", True),
            ("2020-03-11", True),
            ("2021-01-01T00:00", True),
            ("1999-12-31", False),
        ],
    )
    def test_no_day_or_minute_lies_in_the_future(self, moment: str, *, future: bool) -> None:
        for name in ("received_at", "registered_at", "resolved_at", "notified_at"):
            facts = {**FACTS, "received_at": "1999-01-01", name: moment}
            if future:
                with pytest.raises(FutureDate) as refusal:
                    receive(facts)
                assert refusal.value.values == {
                    "field": name,
                    "value": moment,
                    "today": "2020-03-10",
                }
            else:
                assert receive(facts).facts()[name] == moment

    @pytest.mark.parametrize("name", ["registered_at", "resolved_at", "notified_at"])
    def test_nothing_happens_before_the_receipt(self, name: str) -> None:
        with pytest.raises(BeforeReceipt) as refusal:
            receive({**FACTS, name: "2020-03-03T23:59"})
        assert refusal.value.values["field"] == name
        # On the day itself the minutes of two clocks may disagree.
        assert receive({**FACTS, name: "2020-03-04T08:00"})
        assert receive({**FACTS, name: "2020-03-04"})

    @pytest.mark.parametrize("role", ["handler", "resolved_by"])
    @pytest.mark.parametrize("person", COMPLAINED)
    def test_who_is_complained_about_neither_handles_nor_closes(
        self, role: str, person: str
    ) -> None:
        with pytest.raises(Recused) as refusal:
            receive({**OPEN.facts, role: person})
        assert refusal.value.values["role"] == role
        assert receive({**FACTS, role: person})

    @pytest.mark.parametrize("role", ["handler", "resolved_by"])
    @pytest.mark.parametrize("person", OTHERS)
    def test_near_names_are_other_people(self, role: str, person: str) -> None:
        assert receive({**OPEN.facts, role: person}).facts()[role] == person

    def test_who_is_complained_about_may_have_been_the_first_to_hear_it(self) -> None:
        assert receive({**OPEN.facts, "first_receiver": "DQ-0305"})


@pytest.mark.parametrize("person", COMPLAINED)
@pytest.mark.parametrize(
    ("step", "role"),
    [
        (lambda person: assign(OPEN, person), "handler"),
        (lambda person: escalate(OPEN, person=person), "escalation target"),
        (lambda person: resolve(OPEN, person), "closer"),
    ],
    ids=["assign", "escalate", "resolve"],
)
def test_recusal(step: Callable[[str], Event], role: str, person: str) -> None:
    with pytest.raises(Recused) as refusal:
        step(person)
    assert refusal.value.code == "E401"
    assert refusal.value.values == {"person": person, "number": NUMBER, "role": role}


@pytest.mark.parametrize("person", OTHERS)
def test_nobody_else_is_recused(person: str) -> None:
    assert assign(OPEN, person).facts()["handler"] == person
    assert escalate(OPEN, person=person).facts()["person"] == person
    assert resolve(OPEN, person).facts()["resolved_by"] == person


EVERY_STEP = [note, assign, escalate, resolve, reopen]


@pytest.mark.parametrize("step", EVERY_STEP)
def test_a_case_taken_back_takes_no_step(step: Callable[[Complaint], Event]) -> None:
    standing = CLOSED if step is reopen else OPEN
    with pytest.raises(ReversedCase) as refusal:
        step(standing._replace(reversed=True))
    assert refusal.value.values == {"number": NUMBER}
    assert step(standing).number == NUMBER


@pytest.mark.parametrize("step", [assign, escalate, resolve])
def test_a_closed_case_is_not_handled(step: Callable[[Complaint], Event]) -> None:
    with pytest.raises(AlreadyClosed) as refusal:
        step(CLOSED)
    assert refusal.value.values == {"number": NUMBER, "day": "2020-03-06"}
    assert step(OPEN)
    assert step(REOPENED)


@pytest.mark.parametrize("step", [note, assign, escalate, reopen])
def test_a_step_lies_between_receipt_and_now(step: Callable[..., Event]) -> None:
    standing = CLOSED if step is reopen else OPEN
    for moment, error in (
        ("2020-03-10T12:01", FutureDate),
        ("2020-03-11", FutureDate),
        ("2020-03-03", BeforeReceipt),
    ):
        with pytest.raises(error):
            step(standing, at=moment)
    for moment in ("2020-03-10", "2020-03-10T11:59", "2020-03-06"):
        assert step(standing, at=moment).facts()["at"] == moment


class TestNote:
    def test_closed_cases_take_notes_too(self) -> None:
        assert note(CLOSED, "  回访满意 ").sealed() == {"note": "回访满意"}

    @pytest.mark.parametrize("words", ["", "  ", "\n\t"])
    def test_must_say_something(self, words: str) -> None:
        with pytest.raises(EmptyValue):
            note(OPEN, words)


class TestAssign:
    @pytest.mark.parametrize("handler", ["", " \u3000"])
    def test_somebody_must_be_named(self, handler: str) -> None:
        with pytest.raises(EmptyValue):
            assign(OPEN, handler)

    def test_to_the_owner_changes_nothing_unless_the_department_does(self) -> None:
        owned = OPEN._replace(facts={**OPEN.facts, "handler": "DQ-0108"})
        for spelling in ("DQ-0108", "dq-0108", "ＤＱ-0108"):
            with pytest.raises(NothingChanges):
                assign(owned, spelling)
        assert assign(owned, "DQ-0108", "个贷中心").facts()["department"] == "个贷中心"
        assert assign(owned, "DQ-0109").facts()["handler"] == "DQ-0109"

    def test_the_first_receiver_may_be_named_the_handler(self) -> None:
        assert assign(OPEN, " DQ-0201 ").facts()["handler"] == "DQ-0201"


class TestEscalate:
    @pytest.mark.parametrize("level", RUNGS)
    @pytest.mark.parametrize("target", RUNGS)
    def test_goes_up_one_rung_freely_several_with_a_reason_and_never_down(
        self, level: str, target: str
    ) -> None:
        complaint = OPEN._replace(facts={**OPEN.facts, "level": level})
        climb = RUNGS.index(target) - RUNGS.index(level)
        if climb <= 0:
            for reason in ("", "媒体关注"):
                with pytest.raises(ClimbsDown) as down:
                    escalate(complaint, target, reason=reason)
            assert down.value.values["target"] == target
            return
        if climb > 1:
            for reason in ("", "  "):
                with pytest.raises(SkipsRungs) as skips:
                    escalate(complaint, target, reason=reason)
            left_out = RUNGS[RUNGS.index(level) + 1 : RUNGS.index(target)]
            assert skips.value.values["skipped"] == ", ".join(left_out)
        event = escalate(complaint, target, reason="媒体关注" if climb > 1 else "")
        assert event.facts() == {"at": NOW, "from": level, "to": target}
        assert event.sealed() == ({"reason": "媒体关注"} if climb > 1 else {})


class TestResolve:
    def test_names_the_closer(self) -> None:
        assert resolve(OPEN).facts() == {
            "resolved_at": NOW,
            "finding": "upheld",
            "resolved_by": "DQ-0108",
        }

    @pytest.mark.parametrize("finding", ["upheld", "unverifiable", ""])
    def test_needs_a_finding(self, finding: str) -> None:
        if finding:
            assert resolve(OPEN, finding=finding).facts()["finding"] == finding
        else:
            with pytest.raises(EmptyValue) as refusal:
                resolve(OPEN, finding=finding)
            assert refusal.value.values == {"field": "finding"}

    @pytest.mark.parametrize("name", ["resolved_at", "notified_at"])
    @pytest.mark.parametrize(
        ("complaint", "moment", "error"),
        [
            (OPEN, "2020-03-04", None),
            (OPEN, "2020-03-03", BeforeReceipt),
            (OPEN, "2020-03-11", FutureDate),
            (REOPENED, "2020-03-09", None),
            (REOPENED, "2020-03-08", BeforeReceipt),
            (REOPENED, "2020-03-05", BeforeReceipt),
        ],
    )
    def test_lies_in_the_time_the_case_is_open(
        self, name: str, complaint: Complaint, moment: str, error: type[LedgerError] | None
    ) -> None:
        if error is None:
            assert resolve(complaint, **{name: moment}).facts()[name] == moment
        else:
            with pytest.raises(error) as refusal:
                resolve(complaint, **{name: moment})
            assert refusal.value.values["field"] == name


class TestReopen:
    def test_starts_the_clock_anew(self) -> None:
        facts = reopen(CLOSED, " 新证据 ", "2020-03-08T10:00").facts()
        assert facts == {
            "at": "2020-03-08T10:00",
            "due_on": "2020-03-23",
            "policy": "cn.2020-3.decide.simple",
            "progress_due": "2020-03-13",
            "progress_policy": "branch.progress",
            "calendar": "cn.1",
        }
        harder = CLOSED._replace(facts={**CLOSED.facts, "complexity": "complex"})
        assert reopen(harder, at="2020-03-08").facts()["due_on"] == "2020-04-07"

    def test_an_open_case_is_not_reopened(self) -> None:
        for complaint in (OPEN, REOPENED):
            with pytest.raises(NotClosed):
                reopen(complaint)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_needs_a_reason(self, reason: str) -> None:
        with pytest.raises(ReasonNeeded):
            reopen(CLOSED, reason)

    def test_lies_not_before_the_closing(self) -> None:
        with pytest.raises(BeforeReceipt) as refusal:
            reopen(CLOSED, at="2020-03-05")
        assert refusal.value.values["received"] == "2020-03-06"
        assert reopen(CLOSED, at="2020-03-06")

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import (
    Complaint,
    Spell,
    evolve,
    fold,
    same_person_key,
    stands_at_superior,
)
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.reopened import ComplaintReopened
from ledgerctl.domain.events.resolved import ComplaintResolved

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import ComplaintEvent, Facts

NUMBER = "2020-0001"
RECEIVED = ComplaintReceived(
    NUMBER,
    {"received_at": "2020-03-04T09:30", "channel": "hotline", "first_receiver": "C-01"},
    {"summary": "排队两个小时"},
)
ASSIGNED = ComplaintAssigned(NUMBER, "2020-03-05", "C-02")
ESCALATED = ComplaintEscalated(NUMBER, "2020-03-06", "first_receiver", "branch_head")
RESOLVED = ComplaintResolved(NUMBER, {"resolved_at": "2020-03-07", "finding": "upheld"}, {})
REOPENED = ComplaintReopened(NUMBER, "2020-04-01", "2020-04-16", "policy", "新证据")


def test_without_events_there_is_no_complaint() -> None:
    empty = fold(NUMBER, [])
    assert not empty.exists
    assert not empty.closed
    assert (empty.closed_on, empty.received_on, empty.handler, empty.reopenings) == ("", "", "", 0)


def test_a_whole_life() -> None:
    life: list[ComplaintEvent] = [RECEIVED, ASSIGNED, ESCALATED, RESOLVED, REOPENED]
    seen = [fold(NUMBER, life[:length]).status for length in range(1, 6)]
    assert seen == ["received", "assigned", "escalated", "closed", "escalated"]
    complaint = fold(NUMBER, life)
    assert complaint.exists
    assert not complaint.closed
    assert complaint.reopenings == 1
    assert complaint.spells == (Spell("2020-03-04", "2020-03-07"), Spell("2020-04-01", None))
    assert complaint.received_at == "2020-03-04T09:30"
    assert complaint.received_on == "2020-03-04"


def test_folding_is_evolving_step_by_step() -> None:
    both: list[ComplaintEvent] = [RECEIVED, ASSIGNED]
    stepwise = evolve(evolve(Complaint(NUMBER), RECEIVED), ASSIGNED)
    assert stepwise == fold(NUMBER, iter(both))
    assert stepwise != fold(NUMBER, [RECEIVED])


def test_a_reopened_case_at_the_first_rung_stands_as_reopened() -> None:
    assert fold(NUMBER, [RECEIVED, RESOLVED, REOPENED]).status == "reopened"
    assert fold(NUMBER, [RECEIVED, RESOLVED]).closed_on == "2020-03-07"


def test_a_case_taken_back_stands_as_reversed_whatever_else_it_is() -> None:
    assert Complaint(NUMBER, spells=(Spell("2020-01-01", None),), reversed=True).status == (
        "reversed"
    )


@pytest.mark.parametrize(
    "odd",
    [
        [RESOLVED],
        [REOPENED],
        [ASSIGNED, ESCALATED],
        [ComplaintNoted(NUMBER, "", "")],
        [RECEIVED, RECEIVED],
        [RECEIVED, RESOLVED, RESOLVED],
        [RECEIVED, REOPENED, REOPENED],
        [ComplaintReceived(NUMBER, {}, {})],
        [ComplaintReceived(NUMBER, {"complained": "one"}, {}), RESOLVED],
    ],
)
def test_evolving_is_total(odd: list[ComplaintEvent]) -> None:
    complaint = fold(NUMBER, odd)
    assert complaint.number == NUMBER
    assert complaint.status in {
        *("received", "assigned", "escalated", "closed", "reopened"),
    }


def test_the_first_receiver_owns_a_case_until_it_is_handed_over() -> None:
    assert fold(NUMBER, [RECEIVED]).handler == "C-01"
    assert fold(NUMBER, [RECEIVED, ASSIGNED]).handler == "C-02"


def test_a_first_receiver_who_is_complained_about_owns_nothing() -> None:
    facts: Facts = {"first_receiver": "C-01", "complained": ["C-01", "C-09"]}
    assert Complaint(NUMBER, facts).handler == ""
    assert Complaint(NUMBER, {**facts, "complained": ["C-09"]}).handler == "C-01"


@pytest.mark.parametrize(
    ("person", "is_complained_about"),
    [
        ("C-01", True),
        ("c-01", True),
        (" C - 01 ", True),
        ("Ｃ－０１", True),
        ("王 小明", True),
        ("王\u3000小明", True),
        ("C-011", False),
        ("C-0", False),
        ("王小", False),
        ("", False),
    ],
)
def test_spellings_of_the_person_complained_about(
    person: str, *, is_complained_about: bool
) -> None:
    complaint = Complaint(NUMBER, {"complained": ["王小明", "C-01"]})
    assert complaint.complains_about(person) is is_complained_about
    assert Complaint(NUMBER).complains_about(person) is False


def test_person_keys() -> None:
    assert same_person_key(" Ａnn  LEE ") == same_person_key("ann lee") == "annlee"
    assert same_person_key("Ann Lee") != same_person_key("Ann Li")


@pytest.mark.parametrize(
    ("facts", "reached_superior", "escalated"),
    [
        ({}, False, False),
        ({"level": "president"}, False, False),
        ({"skip_level": False}, False, False),
        ({"skip_level": True}, False, True),
        ({}, True, True),
    ],
)
def test_only_the_superior_or_going_over_the_branchs_head_is_an_escalated_complaint(
    facts: dict[str, str | bool], *, reached_superior: bool, escalated: bool
) -> None:
    complaint = Complaint(NUMBER, facts, reached_superior=reached_superior)
    assert complaint.escalated is escalated


def test_standing_at_the_superior_institution() -> None:
    assert stands_at_superior({"level": "superior"})
    assert not stands_at_superior({"level": "president"})
    assert not stands_at_superior({})

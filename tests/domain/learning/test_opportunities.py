from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.events.opportunity_concluded import OpportunityConcluded
from ledgerctl.domain.events.opportunity_heard import OpportunityHeard
from ledgerctl.domain.learning.opportunities import (
    Opportunity,
    conclude,
    hear,
    offer,
    opportunities,
)
from ledgerctl.errors.house import FutureDate
from ledgerctl.errors.learning import AlreadyEnded, BeforeItBegan
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.errors.base import LedgerError

NOW = "2020-04-20T10:00"
NUMBER = "O2020-0001"
RECEIVED = "2020-04-01"
FACTS = {"at": "2020-04-10", "case": "2020-0007", "by": "DQ-0102"}
HEARD = hear(NUMBER, FACTS, {"need": "想分期"}, received_on=RECEIVED, now=NOW)
STATE = Opportunity(NUMBER, "2020-0007", "DQ-0102", "2020-04-10", "想分期")


def test_heard_offered_concluded() -> None:
    assert opportunities([HEARD]) == {NUMBER: STATE}
    assert STATE.status == "heard"
    offered = offer(STATE, {"at": "2020-04-12"}, {"offer": "消费贷"}, now=NOW)
    state = opportunities([HEARD, offered])[NUMBER]
    assert (state.status, state.offer, state.offered_on) == ("offered", "消费贷", "2020-04-12")
    facts = {"at": "2020-04-15", "opportunity_outcome": "accepted"}
    ended = conclude(state, facts, {"result": "已办理"}, now=NOW)
    last = opportunities([HEARD, offered, ended])[NUMBER]
    assert (last.status, last.opportunity_outcome, last.result) == (
        "concluded",
        "accepted",
        "已办理",
    )


def test_what_nobody_pursued_needs_no_offer() -> None:
    event = conclude(STATE, {"at": NOW, "opportunity_outcome": "lapsed"}, {}, now=NOW)
    assert opportunities([HEARD, event])[NUMBER].status == "concluded"


def test_what_says_nothing_new_of_an_opportunity_changes_nothing() -> None:
    again = OpportunityHeard({**HEARD.facts(), "by": "DQ-9"}, {"need": "别的"})
    assert opportunities([HEARD, again]) == {NUMBER: STATE}


def test_what_was_taken_back_leaves_no_trace() -> None:
    assert opportunities([OpportunityConcluded({"opportunity": NUMBER}, {})]) == {}


@pytest.mark.parametrize(
    ("facts", "sealed", "refusal"),
    [
        ({"case": ""}, {"need": "x"}, EmptyValue),
        ({}, {}, EmptyValue),
        ({"at": "2020-03-31"}, {"need": "x"}, BeforeItBegan),
        ({"at": "2020-04-21"}, {"need": "x"}, FutureDate),
    ],
)
def test_hearing_is_refused(
    facts: dict[str, str], sealed: dict[str, str], refusal: type[LedgerError]
) -> None:
    with pytest.raises(refusal):
        hear(NUMBER, {**FACTS, **facts}, sealed, received_on=RECEIVED, now=NOW)


@pytest.mark.parametrize(
    ("at", "words", "refusal"),
    [
        ("2020-04-12", {}, EmptyValue),
        ("2020-04-09", {"offer": "x"}, BeforeItBegan),
        ("2020-04-21", {"offer": "x"}, FutureDate),
    ],
)
def test_offering_is_refused(at: str, words: dict[str, str], refusal: type[LedgerError]) -> None:
    with pytest.raises(refusal):
        offer(STATE, {"at": at}, words, now=NOW)


def test_an_outcome_is_needed_and_is_the_end() -> None:
    with pytest.raises(EmptyValue):
        conclude(STATE, {"at": NOW}, {}, now=NOW)
    with pytest.raises(BeforeItBegan):
        conclude(STATE, {"at": "2020-04-01", "opportunity_outcome": "lapsed"}, {}, now=NOW)
    ended = STATE._replace(concluded_on="2020-04-15")
    with pytest.raises(AlreadyEnded):
        offer(ended, {"at": NOW}, {"offer": "x"}, now=NOW)
    with pytest.raises(AlreadyEnded):
        conclude(ended, {"at": NOW, "opportunity_outcome": "lapsed"}, {}, now=NOW)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.events.suggestion_answered import SuggestionAnswered
from ledgerctl.domain.events.suggestion_forwarded import SuggestionForwarded
from ledgerctl.domain.events.suggestion_made import SuggestionMade
from ledgerctl.domain.learning.suggestions import Suggestion, answer, forward, make, suggestions
from ledgerctl.errors.house import FutureDate
from ledgerctl.errors.learning import AlreadyEnded, BeforeItBegan
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.errors.base import LedgerError

NOW = "2020-04-20T10:00"
NUMBER = "S2020-0001"
FACTS = {"at": "2020-04-10", "suggestion_kind": "process", "by": "DQ-0102", "case": "2020-0007"}
MADE = make(NUMBER, FACTS, {"proposal": "叫号短信"}, now=NOW)
FORWARDED = SuggestionForwarded(
    {"suggestion": NUMBER, "at": "2020-04-12T09:00", "forwarded_to": "宁德分行"}, {}
)
STATE = Suggestion(NUMBER, "process", "DQ-0102", "2020-04-10", "2020-0007", "叫号短信")


def test_made_forwarded_answered() -> None:
    assert suggestions([MADE]) == {NUMBER: STATE}
    assert STATE.status == "made"
    passed = suggestions([MADE, FORWARDED])[NUMBER]
    assert passed == STATE._replace(forwarded_to="宁德分行", forwarded_on="2020-04-12")
    assert passed.status == "forwarded"
    facts = {"at": "2020-04-15", "adoption": "adopted"}
    event = answer(passed, facts, {"answer": "下季度上线"}, now=NOW)
    ended = suggestions([MADE, FORWARDED, event])[NUMBER]
    assert (ended.status, ended.adoption, ended.answer) == ("answered", "adopted", "下季度上线")
    assert (ended.answered_by, ended.answered_on) == ("宁德分行", "2020-04-15")


def test_it_may_be_answered_in_the_branch() -> None:
    event = answer(
        STATE, {"at": NOW, "adoption": "not_adopted", "answered_by": "行长"}, {}, now=NOW
    )
    assert suggestions([MADE, event])[NUMBER].answered_by == "行长"
    unnamed = answer(STATE, {"at": NOW, "adoption": "not_adopted"}, {}, now=NOW)
    assert suggestions([MADE, unnamed])[NUMBER].answered_by == ""


def test_it_may_be_passed_further_up() -> None:
    once = suggestions([MADE, FORWARDED])[NUMBER]
    again = forward(once, {"at": "2020-04-13", "forwarded_to": "省分行"}, {}, now=NOW)
    assert suggestions([MADE, FORWARDED, again])[NUMBER].forwarded_to == "省分行"


def test_what_says_nothing_new_of_a_suggestion_changes_nothing() -> None:
    again = SuggestionMade({**MADE.facts(), "by": "DQ-9"}, {"proposal": "别的"})
    assert suggestions([MADE, again]) == {NUMBER: STATE}


def test_what_was_taken_back_leaves_no_trace() -> None:
    assert suggestions([FORWARDED, SuggestionAnswered({"suggestion": NUMBER}, {})]) == {}


def test_an_erased_proposal_is_empty() -> None:
    assert suggestions([SuggestionMade(MADE.facts(), {})])[NUMBER].proposal == ""


@pytest.mark.parametrize(
    ("facts", "sealed", "refusal"),
    [
        ({"suggestion_kind": ""}, {"proposal": "x"}, EmptyValue),
        ({}, {}, EmptyValue),
        ({"at": "2020-04-21"}, {"proposal": "x"}, FutureDate),
    ],
)
def test_making_is_refused(
    facts: dict[str, str], sealed: dict[str, str], refusal: type[LedgerError]
) -> None:
    with pytest.raises(refusal):
        make(NUMBER, {**FACTS, **facts}, sealed, now=NOW)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"forwarded_to": ""}, EmptyValue),
        ({"at": "2020-04-09"}, BeforeItBegan),
        ({"at": "2020-04-21"}, FutureDate),
    ],
)
def test_forwarding_is_refused(facts: dict[str, str], refusal: type[LedgerError]) -> None:
    with pytest.raises(refusal):
        forward(STATE, {"at": "2020-04-12", "forwarded_to": "x", **facts}, {}, now=NOW)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"adoption": ""}, EmptyValue),
        ({"at": "2020-04-11"}, BeforeItBegan),
        ({"at": "2020-04-21"}, FutureDate),
    ],
)
def test_answering_is_refused(facts: dict[str, str], refusal: type[LedgerError]) -> None:
    passed = suggestions([MADE, FORWARDED])[NUMBER]
    with pytest.raises(refusal):
        answer(passed, {"at": "2020-04-15", "adoption": "adopted", **facts}, {}, now=NOW)


def test_an_answer_is_the_end() -> None:
    ended = STATE._replace(answered_on="2020-04-15")
    with pytest.raises(AlreadyEnded):
        forward(ended, {"at": NOW, "forwarded_to": "x"}, {}, now=NOW)
    with pytest.raises(AlreadyEnded):
        answer(ended, {"at": NOW, "adoption": "adopted"}, {}, now=NOW)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.events.improvement_done import ImprovementDone
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.learning.effects import effect
from ledgerctl.domain.learning.improvements import (
    Improvement,
    Measure,
    Verified,
    carry_out,
    improvements,
    last_day,
    link,
    open_issue,
    plan,
    verify,
)
from ledgerctl.errors.house import FutureDate, NothingChanges
from ledgerctl.errors.learning import (
    AlreadyVerified,
    BeforeItBegan,
    MeasureDone,
    NoSuchMeasure,
    NotYetDone,
    TooEarly,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Event, Facts
    from ledgerctl.errors.base import LedgerError

NOW = "2020-09-20T10:00"
NUMBER = "I2020-0001"
FACTS: Facts = {"at": "2020-04-10", "by": "DQ-0201", "cases": ["2020-0001", "2020-0002"]}
OPENED = open_issue(NUMBER, {**FACTS, "cause": "service"}, {"lesson": "排队"}, now=NOW)
MEASURE: Facts = {"at": "2020-04-11", "owner": "DQ-0300", "due_on": "2020-05-01"}
NOTHING = effect(0, 0)


def state(*events: Event) -> Improvement:
    return improvements([OPENED, *events])[NUMBER]


def planned(*events: Event, **facts: str) -> Event:
    return plan(state(*events), {**MEASURE, **facts}, {"plan": "加开窗口"}, now=NOW)


FIRST = planned()
SECOND = planned(FIRST, due_on="2020-06-01")


def done(step: int, day: str) -> ImprovementDone:
    return carry_out(state(FIRST, SECOND), step, {"at": day}, {"evidence": "已开"}, now=NOW)


def test_a_lesson_becomes_an_issue_with_cases_and_scope() -> None:
    found = state()
    assert (found.cases, found.scope) == (("2020-0001", "2020-0002"), {"cause": "service"})
    assert (found.lesson, found.status, found.done_on) == ("排队", "not_started", "")


def test_measures_make_progress() -> None:
    assert state(FIRST).status == "in_progress"
    first = Measure(1, "加开窗口", "DQ-0300", "2020-04-11", "2020-05-01")
    assert state(FIRST).measures == (first,)
    half = state(FIRST, SECOND, done(2, "2020-05-20"))
    assert (half.status, half.done_on) == ("in_progress", "")
    assert half.measures[1] == Measure(
        2, "加开窗口", "DQ-0300", "2020-04-11", "2020-06-01", "2020-05-20", "已开"
    )
    whole = state(FIRST, SECOND, done(2, "2020-05-20"), done(1, "2020-05-02"))
    assert (whole.status, whole.done_on, last_day(whole)) == ("done", "2020-05-20", "2020-08-18")


@pytest.mark.parametrize(
    ("today", "done_on", "late"),
    [("2020-05-01", "", False), ("2020-05-02", "", True), ("2020-05-02", "2020-05-09", False)],
)
def test_a_measure_is_overdue_the_day_after(today: str, done_on: str, *, late: bool) -> None:
    measure = Measure(1, "", "", "2020-04-11", "2020-05-01", done_on)
    assert measure.overdue(today) is late


def test_taking_back_a_measure_leaves_the_numbers_of_the_others() -> None:
    found = state(SECOND, done(2, "2020-05-20"))
    assert [(each.step, each.done_on) for each in found.measures] == [(2, "2020-05-20")]
    assert found.next_step == 3


def test_further_cases_are_linked_once() -> None:
    event = link(state(), {"at": NOW, "cases": ["2020-0002", "2020-0003"]}, now=NOW)
    assert event.facts()["cases"] == ["2020-0003"]
    assert state(event).cases == ("2020-0001", "2020-0002", "2020-0003")
    with pytest.raises(NothingChanges):
        link(state(), {"at": NOW, "cases": ["2020-0001"]}, now=NOW)


def test_the_only_measure_needs_no_number() -> None:
    event = carry_out(state(FIRST), None, {"at": NOW}, {}, now=NOW)
    assert event.facts()["step"] == 1
    with pytest.raises(EmptyValue):
        carry_out(state(FIRST, SECOND), None, {"at": NOW}, {}, now=NOW)
    with pytest.raises(MeasureDone):
        carry_out(state(FIRST, event), None, {"at": NOW}, {}, now=NOW)
    with pytest.raises(NoSuchMeasure):
        carry_out(state(), None, {"at": NOW}, {}, now=NOW)
    with pytest.raises(NoSuchMeasure):
        carry_out(state(FIRST), 2, {"at": NOW}, {}, now=NOW)


def test_the_effect_is_verified_once_for_the_measures_there_are() -> None:
    carried = [FIRST, SECOND, done(1, "2020-05-02"), done(2, "2020-05-20")]
    event = verify(state(*carried), effect(7, 0), {"at": NOW, "by": "DQ-0201"}, now=NOW)
    found = state(*carried, event)
    assert found.status == "verified"
    assert found.verified == Verified("2020-09-20", "2020-05-20", 7, 0, "0.0156", "fewer")
    with pytest.raises(AlreadyVerified):
        verify(found, effect(7, 0), {"at": NOW}, now=NOW)
    third = planned(*carried, event, at=NOW, due_on="2020-10-01")
    assert state(*carried, event, third).status == "in_progress"
    assert state(*carried, event, third).verification is None


def test_an_effect_is_not_verified_before_its_time() -> None:
    with pytest.raises(NotYetDone) as refusal:
        verify(state(FIRST), None, {"at": NOW}, now=NOW)
    assert (refusal.value.values["whole"], refusal.value.values["done"]) == (1, 0)
    finished = state(FIRST, carry_out(state(FIRST), 1, {"at": "2020-06-22"}, {}, now=NOW))
    last = last_day(finished)
    assert last == "2020-09-20"
    with pytest.raises(TooEarly):
        verify(finished, NOTHING, {"at": NOW}, now=NOW)
    tomorrow = "2020-09-21T09:00"
    assert verify(finished, NOTHING, {"at": tomorrow}, now=tomorrow)
    with pytest.raises(BeforeItBegan):
        verify(finished, NOTHING, {"at": "2020-09-19"}, now=tomorrow)


@pytest.mark.parametrize(
    ("facts", "words", "refusal"),
    [
        ({"owner": ""}, {"plan": "x"}, EmptyValue),
        ({"due_on": ""}, {"plan": "x"}, EmptyValue),
        ({}, {}, EmptyValue),
        ({"at": "2020-04-09"}, {"plan": "x"}, BeforeItBegan),
        ({"due_on": "2020-04-10"}, {"plan": "x"}, BeforeItBegan),
        ({"at": "2020-09-21"}, {"plan": "x"}, FutureDate),
    ],
)
def test_a_measure_is_refused(
    facts: dict[str, str], words: dict[str, str], refusal: type[LedgerError]
) -> None:
    with pytest.raises(refusal):
        plan(state(), {**MEASURE, **facts}, words, now=NOW)


def test_a_measure_may_be_due_in_the_future_and_on_the_day_it_is_set() -> None:
    assert planned(due_on="2030-01-01")
    assert planned(due_on="2020-04-11")


def test_an_issue_needs_its_lesson() -> None:
    with pytest.raises(EmptyValue):
        open_issue(NUMBER, FACTS, {}, now=NOW)
    with pytest.raises(FutureDate):
        open_issue(NUMBER, {**FACTS, "at": "2020-09-21"}, {"lesson": "x"}, now=NOW)


def test_what_does_not_belong_to_it_changes_nothing() -> None:
    assert improvements([ImprovementDone({"improvement": NUMBER, "step": 1}, {})]) == {}
    assert state(ComplaintNoted("2020-0001", NOW, "x")) == state()
    strange = OPENED.load(None, {"improvement": NUMBER}, {})
    assert state(strange) == state()

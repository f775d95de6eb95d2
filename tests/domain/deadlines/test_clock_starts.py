"""Events × clocks: what begins a clock and what begins it anew is said by its policy, and acted on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.days.policies import RESTARTS, SHIPPED, STARTS_OF, Policy, Rulebook, rulebook
from ledgerctl.domain.deadlines import clocks, policy_sets, timing
from ledgerctl.domain.deadlines.explaining import explain
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.handling import assisting, decisions
from ledgerctl.domain.register.register import row_of
from ledgerctl.errors.clocks import BadPolicy
from ledgerctl.errors.house import FutureDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from ledgerctl.domain.events.base import ComplaintEvent, Fact

NUMBER, NOW = "2020-0001", "2021-01-01T09:00"


class Case:
    """A case received on 4 March 2020, registered the day after, forwarded on the 6th, under some rules."""

    def __init__(self, rules: Rulebook, **facts: Fact) -> None:
        given: dict[str, Fact] = {
            "channel": "hotline",
            "received_at": "2020-03-04",
            "registered_at": "2020-03-05",
            "forwarded_at": "2020-03-06",
            "first_receiver": "w01",
            **facts,
        }
        self.rules = rules
        self.events: list[ComplaintEvent] = []
        self.state = Complaint(NUMBER)
        self.apply(ComplaintReceived(NUMBER, clocks.at_receipt(given, rules), {}))

    def apply(self, event: ComplaintEvent) -> None:
        self.events.append(event)
        self.state = event.apply(self.state)

    def due(self, step: str) -> str:
        return str(self.state.facts.get(clocks.FACTS[step][0], ""))

    def explained(self, step: str) -> tuple[str, list[str]]:
        found = explain(self.state, self.events, self.rules, "2020-03-06")
        clock = next(each for each in found if each.step == step)
        return clock.state, [each.what for each in clock.steps]


def note(case: Case, at: str, contact: str = "", *, new_facts: bool = False) -> None:
    case.apply(
        decisions.note(
            *(case.state, "x"),
            at=at,
            now=NOW,
            contact=contact,
            new_facts=new_facts,
            rules=case.rules,
        )
    )


def contacted(case: Case) -> None:
    note(case, "2020-03-10", "phone")


def contacted_again(case: Case) -> None:
    contacted(case)
    note(case, "2020-03-12", "phone")


def accepted(case: Case) -> None:
    event = assisting.accept(
        case.state, "w01", reason="", at="2020-03-11", now=NOW, rules=case.rules
    )
    case.apply(event)


def new_facts(case: Case) -> None:
    note(case, "2020-03-13", new_facts=True)


def accepted_then_new_facts(case: Case) -> None:
    accepted(case)
    new_facts(case)


def reopened(case: Case) -> None:
    closing = {"resolved_at": "2020-03-12", "finding": "upheld"}
    case.apply(decisions.resolve(case.state, closing, {}, closer="w01", now=NOW))
    case.apply(decisions.reopen(case.state, "x", at="2020-03-20", now=NOW, rules=case.rules))


def nothing(case: Case) -> None:
    pass


def decide(start: str, *restarts: str) -> Rulebook:
    return rulebook([Policy("own.decide", "decision", 10, start=start, restarts=restarts)])


@pytest.mark.parametrize(
    ("start", "happened", "due"),
    [
        ("received", nothing, "2020-03-14"),
        ("received", contacted, "2020-03-14"),
        ("received", accepted, "2020-03-14"),
        ("registered", nothing, "2020-03-15"),
        ("registered", contacted, "2020-03-15"),
        ("forwarded", nothing, "2020-03-16"),
        ("forwarded", contacted, "2020-03-16"),
        ("contacted", nothing, ""),
        ("contacted", contacted, "2020-03-20"),
        ("contacted", contacted_again, "2020-03-20"),
        ("contacted", accepted, ""),
        ("contacted", new_facts, ""),
        ("accepted", nothing, ""),
        ("accepted", contacted, ""),
        ("accepted", accepted, "2020-03-21"),
        ("accepted", new_facts, ""),
        ("accepted", accepted_then_new_facts, "2020-03-21"),
    ],
)
def test_what_begins_the_clock_of_the_decision(
    start: str, happened: Callable[[Case], None], due: str
) -> None:
    case = Case(decide(start))
    happened(case)
    assert case.due("decision") == due
    assert case.state.facts["policy"] == "own.decide"
    if not due:
        assert case.explained("decision")[0] == "waiting"


@pytest.mark.parametrize(
    ("restarts", "happened", "due"),
    [
        ((), new_facts, "2020-03-14"),
        (("new_facts",), new_facts, "2020-03-23"),
        (("reopened",), new_facts, "2020-03-14"),
        ((), reopened, "2020-03-14"),
        (("new_facts",), reopened, "2020-03-14"),
        (("reopened",), reopened, "2020-03-30"),
        (RESTARTS, reopened, "2020-03-30"),
        (RESTARTS, contacted, "2020-03-14"),
        (RESTARTS, accepted, "2020-03-14"),
    ],
)
def test_what_begins_the_clock_of_the_decision_anew(
    restarts: tuple[str, ...], happened: Callable[[Case], None], due: str
) -> None:
    case = Case(decide("received", *restarts))
    happened(case)
    assert case.due("decision") == due


def test_the_order_of_2020_begins_anew_with_new_facts_and_not_with_a_repeat() -> None:
    first, repeat = Case(SHIPPED), Case(SHIPPED, received_at="2020-03-10")
    assert (first.due("decision"), repeat.due("decision")) == ("2020-03-19", "2020-03-25")
    note(first, "2020-03-10", "phone")
    assert first.due("decision") == "2020-03-19"
    new_facts(first)
    assert first.due("decision") == "2020-03-28"


@pytest.mark.parametrize(
    ("start", "restarts", "happened", "due"),
    [
        ("last_note", (), contacted, "2020-03-13"),
        ("last_note", (), new_facts, "2020-03-16"),
        ("received", (), contacted, "2020-03-07"),
        ("received", (), new_facts, "2020-03-07"),
        ("received", ("new_facts",), new_facts, "2020-03-16"),
        ("contacted", (), contacted, "2020-03-13"),
        ("accepted", (), accepted, "2020-03-14"),
    ],
)
def test_the_clock_of_notes(
    start: str, restarts: tuple[str, ...], happened: Callable[[Case], None], due: str
) -> None:
    rules = rulebook([Policy("own.progress", "progress", 3, start=start, restarts=restarts)])
    case = Case(rules)
    happened(case)
    assert case.due("progress") == due


def test_the_clock_of_the_first_contact_may_begin_with_the_acceptance() -> None:
    case = Case(rulebook([Policy("own.contact", "contact", 1, start="accepted")]))
    assert case.due("contact") == ""
    accepted(case)
    assert case.due("contact") == "2020-03-12"
    contacted(case)
    row = row_of(case.state, batch="", recorded_at="", received_seq=1)
    assert row.contact_timeliness == "on_time"


def test_where_the_customer_was_spoken_to_the_receipt_is_the_first_contact() -> None:
    assert Case(decide("contacted"), channel="counter").due("decision") == "2020-03-14"


def test_a_policy_adopted_later_does_not_rule_a_clock_that_waits() -> None:
    case = Case(decide("accepted"))
    case.rules = rulebook(
        [
            Policy("own.decide", "decision", 10, start="accepted"),
            Policy("own.decide", "decision", 99, start="accepted", version=2),
        ]
    )
    accepted(case)
    assert (case.due("decision"), case.state.facts["policy"]) == ("2020-03-21", "own.decide")


def test_a_clock_that_stands_still_or_a_closed_case_begins_nothing() -> None:
    case = Case(decide("contacted"))
    case.state = case.state._replace(spells=(case.state.spells[0]._replace(closed="2020-03-09"),))
    assert clocks.begun(case.state, "contacted", "2020-03-10", case.rules) == {}


def test_a_resumed_clock_leaves_a_progress_clock_that_counts_otherwise_alone() -> None:
    own = Policy("own.progress", "progress", 3, start="received")
    case = Case(rulebook([own]))
    case.apply(
        timing.pause(
            *(case.state, case.rules),
            cause="external_appraisal",
            told_at="",
            reason="",
            at="2020-03-06",
            now=NOW,
        )
    )
    case.apply(timing.resume(case.state, case.rules, reason="", at="2020-03-09", now=NOW))
    assert case.due("progress") == "2020-03-07"
    assert case.due("decision") == "2020-03-22"


@pytest.mark.parametrize(
    ("start", "happened", "what"),
    [
        ("received", nothing, "received"),
        ("registered", nothing, "registered"),
        ("forwarded", nothing, "forwarded"),
        ("contacted", contacted, "first_contact"),
        ("accepted", accepted, "accepted"),
    ],
)
def test_the_story_tells_what_began_the_clock(
    start: str, happened: Callable[[Case], None], what: str
) -> None:
    case = Case(decide(start))
    happened(case)
    state, steps = case.explained("decision")
    assert state == "running"
    assert steps == [what, "due"]


@pytest.mark.parametrize("step", STARTS_OF)
def test_a_policy_of_ones_own_begins_with_what_makes_sense(step: str) -> None:
    given: dict[str, object] = {"key": "own.x", "step": step, "amount": 3}
    usual = "last_note" if step == "progress" else "received"
    assert policy_sets.own(given).start == usual
    for start in STARTS_OF[step]:
        assert policy_sets.own({**given, "start": start}).start == start
    with pytest.raises(BadPolicy) as refusal:
        policy_sets.own({**given, "start": "full_moon"})
    assert refusal.value.values["accepted"] == ", ".join(STARTS_OF[step])


def test_no_clock_begins_before_the_receipt() -> None:
    case = Case(decide("forwarded"), forwarded_at="2020-02-20")
    assert case.due("decision") == "2020-03-14"
    assert case.explained("decision")[1] == ["received", "due"]


@pytest.mark.parametrize("start", ["registered", "forwarded"])
def test_a_start_whose_day_is_not_known_is_the_receipt(start: str) -> None:
    case = Case(decide(start), registered_at="", forwarded_at="")
    assert case.due("decision") == "2020-03-14"
    assert case.explained("decision")[1] == ["received", "due"]


def test_the_portal_of_the_cfpb_counts_from_the_day_it_sent_the_complaint() -> None:
    case = Case(rulebook(policy_sets.SETS["us"]))
    assert (case.state.facts["policy"], case.due("decision")) == ("us.cfpb.response", "2020-03-21")


def test_a_complaint_is_not_forwarded_tomorrow() -> None:
    facts: dict[str, Fact] = {
        "channel": "nfra",
        "received_at": "2020-03-04",
        "forwarded_at": "2020-03-06",
    }
    with pytest.raises(FutureDate):
        decisions.receive(NUMBER, facts, {"summary": "x"}, now="2020-03-05T09:00")

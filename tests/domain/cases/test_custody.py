from __future__ import annotations

from ledgerctl.domain.cases.custody import ASSISTANT, OWNER, Holding, custody
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.reopened import ComplaintReopened
from ledgerctl.domain.events.resolved import ComplaintResolved

NUMBER = "2020-0001"
RECEIPT = ComplaintReceived(
    NUMBER, {"received_at": "2020-03-04T09:30", "channel": "counter", "first_receiver": "A"}, {}
)


def told(*events: object) -> list[Holding]:
    return custody(NUMBER, [(event, "2020-12-31") for event in (RECEIPT, *events)])  # type: ignore[misc]  # events of several kinds


def test_the_first_receiver_has_it_first() -> None:
    assert told() == [Holding("A", OWNER, "2020-03-04T09:30")]


def test_a_note_changes_nothing() -> None:
    assert told(ComplaintNoted(NUMBER, "2020-03-05", "x")) == told()


def test_hands_and_helpers_until_it_is_closed_and_again() -> None:
    found = told(
        ComplaintAssigned(NUMBER, "2020-03-05", "B"),
        ComplaintAssigned(NUMBER, "2020-03-06", "B", assignment="accepted"),
        ComplaintAssigned(NUMBER, "2020-03-07", "C", assignment="assisting"),
        ComplaintEscalated(NUMBER, "2020-03-08", "first_receiver", "president", "D"),
        ComplaintResolved(NUMBER, {"resolved_at": "2020-03-09", "finding": "upheld"}, {}),
        ComplaintReopened(NUMBER, "2020-04-01", "2020-04-16", "policy", "new"),
    )
    assert found == [
        Holding("A", OWNER, "2020-03-04T09:30", "2020-03-05"),
        Holding("B", OWNER, "2020-03-05", "2020-03-08", "2020-03-06"),
        Holding("C", ASSISTANT, "2020-03-07", "2020-03-09"),
        Holding("D", OWNER, "2020-03-08", "2020-03-09"),
        Holding("D", OWNER, "2020-04-01"),
        Holding("C", ASSISTANT, "2020-04-01"),
    ]


def test_a_correction_without_a_moment_counts_from_its_recording() -> None:
    found = told(ComplaintCorrected(NUMBER, {"first_receiver": "Z"}, {}))
    assert found[-1] == Holding("Z", OWNER, "2020-12-31")


def test_nobody_has_a_case_whose_receiver_is_complained_about() -> None:
    facts = {**RECEIPT.facts(), "complained": ["A"]}
    receipt = ComplaintReceived(NUMBER, facts, {})
    assert custody(NUMBER, [(receipt, "2020-03-04")]) == []

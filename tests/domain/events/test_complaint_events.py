from __future__ import annotations

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.events import load_event
from ledgerctl.domain.events.assigned import ComplaintAssigned
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.escalated import ComplaintEscalated
from ledgerctl.domain.events.noted import ComplaintNoted
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.events.reopened import ComplaintReopened
from ledgerctl.domain.events.resolved import ComplaintResolved
from ledgerctl.domain.events.withdrawn import ComplaintWithdrawn

NUMBER = "2020-0001"
OPEN = Complaint(
    NUMBER,
    {"received_at": "2020-03-04T09:30", "channel": "hotline", "due_on": "2020-03-19"},
    {"summary": "排队", "phone": "19900000001"},
    (Spell("2020-03-04", None),),
)
CLOSED = OPEN._replace(
    facts={**OPEN.facts, "resolved_at": "2020-03-07", "finding": "upheld"},
    spells=(Spell("2020-03-04", "2020-03-07"),),
)
REOPENED = ComplaintReopened(NUMBER, "2020-04-01T08:00", "2020-04-16", "policy", "新证据").apply(
    CLOSED
)


class TestReceived:
    def test_opens_the_case(self) -> None:
        event = ComplaintReceived(NUMBER, OPEN.facts, OPEN.sealed)
        assert event.apply(Complaint(NUMBER)) == OPEN

    @pytest.mark.parametrize(
        ("outcome", "closed"),
        [
            ({}, None),
            ({"resolved_at": "2020-03-09"}, None),
            ({"closed": False, "resolved_at": "2020-03-09"}, None),
            ({"closed": True, "resolved_at": "2020-03-09T10:00"}, "2020-03-09"),
            ({"closed": True}, "2020-03-04"),
        ],
    )
    def test_may_arrive_closed(self, outcome: dict[str, str | bool], closed: str | None) -> None:
        event = ComplaintReceived(NUMBER, {**OPEN.facts, **outcome}, {})
        assert event.apply(Complaint(NUMBER)).spells == (Spell("2020-03-04", closed),)

    def test_may_arrive_assigned_or_from_the_superior_institution(self) -> None:
        plain = ComplaintReceived(NUMBER, OPEN.facts, {}).apply(Complaint(NUMBER))
        facts = {**OPEN.facts, "handler": "C-02", "level": "superior"}
        climbed = ComplaintReceived(NUMBER, facts, {}).apply(Complaint(NUMBER))
        assert (plain.assigned, plain.reached_superior) == (False, False)
        assert (climbed.assigned, climbed.reached_superior) == (True, True)


def test_a_note_moves_nothing() -> None:
    assert ComplaintNoted(NUMBER, "2020-03-05", "已致电").apply(OPEN) is OPEN


class TestAssigned:
    def test_names_the_owner(self) -> None:
        after = ComplaintAssigned(NUMBER, "2020-03-05", "C-02").apply(OPEN)
        assert after == OPEN._replace(facts={**OPEN.facts, "handler": "C-02"}, assigned=True)

    def test_keeps_the_department_unless_it_names_one(self) -> None:
        first = ComplaintAssigned(NUMBER, "2020-03-05", "C-02", "营业部").apply(OPEN)
        second = ComplaintAssigned(NUMBER, "2020-03-06", "C-03").apply(first)
        assert first.facts["department"] == second.facts["department"] == "营业部"
        assert second.handler == "C-03"

    def test_version_1_knew_hand_overs_only(self) -> None:
        facts = {"at": "2020-03-05", "handler": "C-02"}
        event = load_event("complaint.assigned", 1, NUMBER, facts, {})
        assert event == ComplaintAssigned(NUMBER, "2020-03-05", "C-02")

    def test_a_helper_moves_neither_owner_nor_status(self) -> None:
        first = ComplaintAssigned(NUMBER, "2020-03-05", "C-03", assignment="assisting").apply(OPEN)
        both = ComplaintAssigned(NUMBER, "2020-03-06", "C-04", assignment="assisting").apply(first)
        assert (both.assistants, both.status) == (("C-03", "C-04"), OPEN.status)
        again = ComplaintAssigned(NUMBER, "2020-03-07", "C-03", assignment="assisting").apply(both)
        assert again.assistants == ("C-04", "C-03")

    def test_who_helped_and_takes_over_helps_no_more(self) -> None:
        helped = ComplaintAssigned(NUMBER, "2020-03-05", "C-03", assignment="assisting").apply(OPEN)
        after = ComplaintAssigned(NUMBER, "2020-03-06", "C-03").apply(helped)
        assert (after.handler, after.assistants) == ("C-03", ())

    def test_a_new_owner_has_not_accepted(self) -> None:
        word = ComplaintAssigned(NUMBER, "2020-03-06", "C-02", assignment="accepted").apply(OPEN)
        assert word.accepted_at == "2020-03-06"
        assert ComplaintAssigned(NUMBER, "2020-03-07", "C-05").apply(word).accepted_at == ""


class TestEscalated:
    def test_climbs(self) -> None:
        event = ComplaintEscalated(NUMBER, "2020-03-05", "first_receiver", "branch_head")
        after = event.apply(OPEN)
        assert after == OPEN._replace(facts={**OPEN.facts, "level": "branch_head"})

    def test_a_person_named_takes_over(self) -> None:
        event = ComplaintEscalated(NUMBER, "2020-03-05", "first_receiver", "president", "C-99")
        after = event.apply(OPEN)
        assert (after.handler, after.assigned, after.reached_superior) == ("C-99", True, False)

    def test_the_superior_institution_is_remembered(self) -> None:
        up = ComplaintEscalated(NUMBER, "2020-03-05", "president", "superior")
        assert not OPEN.escalated
        assert up.apply(OPEN).escalated


class TestResolved:
    def test_closes_with_the_outcome(self) -> None:
        event = ComplaintResolved(
            NUMBER, {"resolved_at": "2020-03-07", "finding": "upheld"}, {"resolution": "赔付"}
        )
        after = event.apply(OPEN)
        assert after == CLOSED._replace(sealed={**OPEN.sealed, "resolution": "赔付"})
        assert after.closed

    def test_closing_twice_moves_the_closing_day(self) -> None:
        event = ComplaintResolved(NUMBER, {"resolved_at": "2020-03-10"}, {})
        assert event.apply(CLOSED).spells == (Spell("2020-03-04", "2020-03-10"),)

    def test_closes_only_the_last_spell(self) -> None:
        event = ComplaintResolved(NUMBER, {"resolved_at": "2020-04-05T12:00"}, {})
        assert event.apply(REOPENED).spells == (
            Spell("2020-03-04", "2020-03-07"),
            Spell("2020-04-01", "2020-04-05"),
        )

    def test_a_row_of_another_register_may_correct_the_receipt_too(self) -> None:
        facts = {"resolved_at": "2020-03-07", "received_at": "2020-03-02", "level": "superior"}
        after = ComplaintResolved(NUMBER, facts, {}).apply(OPEN)
        assert after.spells == (Spell("2020-03-02", "2020-03-07"),)
        assert after.received_on == "2020-03-02"
        assert after.escalated


def test_reopening_starts_a_spell_and_forgets_the_closing_but_not_the_finding() -> None:
    closed = CLOSED._replace(
        facts={
            **CLOSED.facts,
            "closed": True,
            "resolved_by": "C-02",
            "notified_at": "2020-03-07",
            "notice_method": "phone",
        },
    )
    event = ComplaintReopened(NUMBER, "2020-04-01T08:00", "2020-04-16", "policy", "新证据")
    after = event.apply(closed)
    assert after.facts == {
        "received_at": "2020-03-04T09:30",
        "channel": "hotline",
        "finding": "upheld",
        "due_on": "2020-04-16",
        "policy": "policy",
    }
    assert after.spells == (Spell("2020-03-04", "2020-03-07"), Spell("2020-04-01", None))
    assert not after.closed


def test_an_ending_belongs_to_the_spell_that_it_ended() -> None:
    withdrawn = ComplaintWithdrawn(NUMBER, "2020-03-07T08:00", "w01").apply(OPEN)
    again = ComplaintReopened(NUMBER, "2020-04-01", "2020-04-16", "policy", "x").apply(withdrawn)
    first = Spell("2020-03-04", "2020-03-07", "withdrawn")
    assert again.spells == (first, Spell("2020-04-01", None))
    resolved = ComplaintResolved(NUMBER, {"resolved_at": "2020-04-02"}, {}).apply(again)
    assert resolved.spells == (first, Spell("2020-04-01", "2020-04-02"))
    closed_anew = ComplaintResolved(NUMBER, {"resolved_at": "2020-03-08"}, {}).apply(withdrawn)
    assert closed_anew.spells == (Spell("2020-03-04", "2020-03-08"),)


def test_where_the_closing_was_taken_back_reopening_starts_no_second_spell() -> None:
    event = ComplaintReopened(NUMBER, "2020-04-01T08:00", "2020-04-16", "policy", "新证据")
    after = event.apply(OPEN)
    assert after.spells == OPEN.spells
    assert (after.reopenings, after.facts["due_on"]) == (0, "2020-04-16")


class TestCorrected:
    def test_values_are_replaced_and_cleared(self) -> None:
        event = ComplaintCorrected(
            NUMBER, {"channel": "counter"}, {"summary": "更正"}, ("phone", "due_on"), "录入有误"
        )
        assert event.apply(OPEN) == OPEN._replace(
            facts={"received_at": "2020-03-04T09:30", "channel": "counter"},
            sealed={"summary": "更正"},
        )

    def test_the_first_day_follows_the_receipt(self) -> None:
        event = ComplaintCorrected(NUMBER, {"received_at": "2020-03-02T10:00"}, {})
        assert event.apply(OPEN).spells == (Spell("2020-03-02", None),)
        assert event.apply(CLOSED).spells == (Spell("2020-03-02", "2020-03-07"),)
        assert event.apply(REOPENED).spells == (
            Spell("2020-03-02", "2020-03-07"),
            Spell("2020-04-01", None),
        )

    def test_a_closing_day_that_nobody_knows_follows_the_receipt(self) -> None:
        undated = OPEN._replace(spells=(Spell("2020-03-04", "2020-03-04"),))
        event = ComplaintCorrected(NUMBER, {"received_at": "2020-03-06"}, {})
        assert event.apply(undated).spells == (Spell("2020-03-06", "2020-03-06"),)

    def test_the_last_day_follows_the_closing_of_a_closed_case_only(self) -> None:
        event = ComplaintCorrected(NUMBER, {"resolved_at": "2020-03-09"}, {})
        assert event.apply(CLOSED).spells == (Spell("2020-03-04", "2020-03-09"),)
        assert event.apply(OPEN).spells == OPEN.spells

    def test_an_owner_or_the_superior_institution_may_come_with_a_newer_row(self) -> None:
        after = ComplaintCorrected(NUMBER, {"handler": "C-02", "level": "superior"}, {}).apply(OPEN)
        plain = ComplaintCorrected(NUMBER, {"product": "存单"}, {}).apply(OPEN)
        assert (after.assigned, after.reached_superior) == (True, True)
        assert (plain.assigned, plain.reached_superior) == (False, False)

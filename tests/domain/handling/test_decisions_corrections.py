from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.codes.fields import FIELDS, OUTCOME
from ledgerctl.domain.events.corrected import ComplaintCorrected
from ledgerctl.domain.events.resolved import ComplaintResolved
from ledgerctl.domain.handling import decisions
from ledgerctl.errors.house import (
    BeforeReceipt,
    FutureDate,
    NotClosed,
    NotCorrectable,
    NothingChanges,
    ReasonNeeded,
    Recused,
    ReversedCase,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts, Sealed
    from ledgerctl.errors.base import LedgerError

NOW = "2020-03-10T12:00"
NUMBER = "2020-0001"
OPEN = Complaint(
    NUMBER,
    {
        "channel": "hotline",
        "received_at": "2020-03-04",
        "first_receiver": "DQ-0201",
        "handler": "DQ-0108",
        "product": "存单",
        "complained": ["DQ-0305"],
    },
    {"summary": "排队两个小时", "phone": "19900000001"},
    (Spell("2020-03-04", None),),
)
CLOSED = OPEN._replace(
    facts={**OPEN.facts, "resolved_at": "2020-03-06", "finding": "upheld", "resolved_by": "DQ-1"},
    spells=(Spell("2020-03-04", "2020-03-06"),),
)
REOPENED = OPEN._replace(spells=(Spell("2020-03-04", "2020-03-06"), Spell("2020-03-09", None)))
NOTHING: Sealed = {}


def correct(
    complaint: Complaint,
    facts: Facts | None = None,
    sealed: Sealed = NOTHING,
    cleared: tuple[str, ...] = (),
    reason: str = "录入有误",
) -> ComplaintCorrected:
    return decisions.correct(
        complaint, facts or {}, sealed, cleared=cleared, reason=reason, now=NOW
    )


class TestCorrect:
    def test_records_only_what_changes(self) -> None:
        event = correct(
            OPEN,
            {"channel": "hotline", "product": "理财"},
            {"summary": "排队两个小时", "phone": "19900000002"},
            ("demand", "department"),
            " 录入有误 ",
        )
        assert event == ComplaintCorrected(
            NUMBER, {"product": "理财"}, {"phone": "19900000002"}, (), "录入有误"
        )

    @pytest.mark.parametrize(
        ("facts", "sealed", "cleared"),
        [
            ({"product": "存单"}, {}, ()),
            ({"complained": ["DQ-0305"]}, {}, ()),
            ({}, {"phone": "19900000001"}, ()),
            ({}, {}, ("demand",)),
            ({}, {}, ()),
        ],
    )
    def test_to_the_same_value_is_refused(
        self, facts: Facts, sealed: Sealed, cleared: tuple[str, ...]
    ) -> None:
        with pytest.raises(NothingChanges) as refusal:
            correct(OPEN, facts, sealed, cleared)
        assert refusal.value.values["field"] == ", ".join((*facts, *sealed, *cleared))
        assert correct(OPEN, {**facts, "product": "理财"}, sealed, cleared)

    @pytest.mark.parametrize("name", ["handler", "level"])
    def test_what_another_command_owns_is_not_corrected(self, name: str) -> None:
        with pytest.raises(NotCorrectable) as refusal:
            correct(OPEN, {name: "DQ-0109"})
        assert refusal.value.values["field"] == name
        assert str(refusal.value.values["command"]).startswith("ledgerctl ")
        with pytest.raises(NotCorrectable):
            correct(OPEN, cleared=(name,))

    @pytest.mark.parametrize("name", [field.name for field in OUTCOME])
    def test_the_outcome_of_an_open_case_is_not_corrected(self, name: str) -> None:
        sealed = FIELDS[name].sealed
        values = {} if sealed else {name: "2020-03-07"}
        texts = {name: "2020-03-07"} if sealed else {}
        for complaint in (OPEN, REOPENED):
            with pytest.raises(NotClosed):
                correct(complaint, values, texts)
        event = correct(CLOSED, values, texts)
        assert {**event.values, **event.private} == {name: "2020-03-07"}

    @pytest.mark.parametrize("name", ["received_at", "channel", "summary", "resolved_at"])
    def test_a_required_field_is_not_cleared(self, name: str) -> None:
        with pytest.raises(EmptyValue) as refusal:
            correct(CLOSED, cleared=(name,))
        assert refusal.value.values == {"field": name}

    @pytest.mark.parametrize("name", ["product", "phone", "finding", "complained"])
    def test_any_other_field_is_cleared(self, name: str) -> None:
        assert correct(CLOSED, cleared=(name,)).cleared == (name,)

    @pytest.mark.parametrize("reason", ["", "  "])
    def test_needs_a_reason(self, reason: str) -> None:
        with pytest.raises(ReasonNeeded):
            correct(OPEN, {"product": "理财"}, reason=reason)

    def test_a_case_taken_back_is_not_corrected(self) -> None:
        with pytest.raises(ReversedCase):
            correct(OPEN._replace(reversed=True), {"product": "理财"})
        assert correct(CLOSED, {"product": "理财"})

    @pytest.mark.parametrize(
        ("facts", "error"),
        [
            ({"received_at": "2020-03-06"}, None),
            ({"received_at": "2020-03-01T10:00"}, None),
            ({"received_at": "2020-03-07"}, BeforeReceipt),
            ({"received_at": "2020-03-11"}, FutureDate),
            ({"resolved_at": "2020-03-04"}, None),
            ({"resolved_at": "2020-03-10T12:00"}, None),
            ({"resolved_at": "2020-03-03"}, BeforeReceipt),
            ({"resolved_at": "2020-03-10T12:01"}, FutureDate),
            ({"notified_at": "2020-03-04"}, None),
            ({"notified_at": "2020-03-03"}, BeforeReceipt),
            ({"notified_at": "2020-03-11"}, FutureDate),
        ],
    )
    def test_days_stay_in_order(self, facts: Facts, error: type[LedgerError] | None) -> None:
        if error is None:
            assert correct(CLOSED, facts).values == facts
        else:
            with pytest.raises(error):
                correct(CLOSED, facts)

    def test_a_spell_does_not_end_before_it_begins(self) -> None:
        with pytest.raises(BeforeReceipt):
            correct(REOPENED, {"received_at": "2020-03-07"})
        assert correct(REOPENED, {"received_at": "2020-03-06"})
        closed_again = CLOSED._replace(
            spells=(Spell("2020-03-04", "2020-03-06"), Spell("2020-03-08", "2020-03-09"))
        )
        with pytest.raises(BeforeReceipt):
            correct(closed_again, {"resolved_at": "2020-03-07"})
        assert correct(closed_again, {"resolved_at": "2020-03-08"})

    @pytest.mark.parametrize(
        ("facts", "role"),
        [
            ({"complained": ["dq-0108"]}, "handler"),
            ({"complained": ["DQ-9", "ＤＱ-1"]}, "closer"),
            ({"resolved_by": "DQ 0305"}, None),
            ({"resolved_by": "DQ - 0305"}, "closer"),
            ({"complained": ["DQ-0201"]}, None),
            ({"first_receiver": "DQ-0305"}, None),
        ],
    )
    def test_nobody_complained_about_becomes_handler_or_closer(
        self, facts: Facts, role: str | None
    ) -> None:
        if role is None:
            assert correct(CLOSED, facts).values == facts
        else:
            with pytest.raises(Recused) as refusal:
                correct(CLOSED, facts)
            assert refusal.value.values["role"] == role


class TestTakeOver:
    def test_a_newer_row_corrects_an_open_case(self) -> None:
        event = decisions.take_over(OPEN, {"product": "理财"}, {"demand": "道歉"}, now=NOW)
        assert event == ComplaintCorrected(
            NUMBER, {"product": "理财"}, {"demand": "道歉"}, (), "import"
        )

    @pytest.mark.parametrize(
        ("complaint", "facts", "resolved_at"),
        [
            (OPEN, {"resolved_at": "2020-03-07"}, "2020-03-07"),
            (OPEN, {}, "2020-03-04"),
            (OPEN, {"received_at": "2020-03-02"}, "2020-03-02"),
            (OPEN, {"received_at": "2020-03-02", "resolved_at": "2020-03-03"}, "2020-03-03"),
            (REOPENED, {}, "2020-03-09"),
            (REOPENED, {"resolved_at": "2020-03-10"}, "2020-03-10"),
        ],
    )
    def test_a_newer_row_closes_an_open_case(
        self, complaint: Complaint, facts: dict[str, str], resolved_at: str
    ) -> None:
        event = decisions.take_over(complaint, {**facts, "closed": True}, {}, now=NOW)
        assert isinstance(event, ComplaintResolved)
        assert event.outcome == {**facts, "closed": True, "resolved_at": resolved_at}
        after = event.apply(complaint)
        assert after.closed
        assert all(each.opened <= str(each.closed) for each in after.spells)

    def test_a_row_from_before_the_reopening_does_not_close_the_case_again(self) -> None:
        with pytest.raises(BeforeReceipt):
            decisions.take_over(
                REOPENED, {"closed": True, "resolved_at": "2020-03-06"}, {}, now=NOW
            )

    def test_a_closed_case_is_corrected_even_by_a_row_that_says_closed(self) -> None:
        event = decisions.take_over(CLOSED, {"closed": True, "product": "理财"}, {}, now=NOW)
        assert isinstance(event, ComplaintCorrected)

    def test_the_rules_hold_for_rows_too(self) -> None:
        refused: list[tuple[Complaint, Facts, type[LedgerError]]] = [
            (OPEN._replace(reversed=True), {"product": "理财"}, ReversedCase),
            (OPEN, {"handler": "dq-0305"}, Recused),
            (OPEN, {"resolved_by": "DQ-0305", "closed": True}, Recused),
            (OPEN, {"complained": ["DQ-0108"]}, Recused),
            (OPEN, {"received_at": "2020-03-11"}, FutureDate),
            (CLOSED, {"resolved_at": "2020-03-01"}, BeforeReceipt),
            (CLOSED, {"received_at": "2020-03-07"}, BeforeReceipt),
        ]
        for complaint, facts, error in refused:
            with pytest.raises(error):
                decisions.take_over(complaint, facts, {}, now=NOW)
        assert decisions.take_over(OPEN, {"handler": "DQ-0306"}, {}, now=NOW)

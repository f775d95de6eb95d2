from __future__ import annotations

import pytest

from ledgerctl.domain.cases.complaint import Complaint, Spell
from ledgerctl.domain.events.called_back import ComplaintCalledBack

CLOSED_AGAIN = Complaint(
    "2020-0001",
    {"received_at": "2020-01-01"},
    spells=(Spell("2020-01-01", "2020-02-01"), Spell("2020-03-02", "2020-03-05")),
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "2020-03-09T10:00"),
        ("2020-02-03T10:00", "2020-03-09T10:00"),
        ("2020-03-05T17:00", "2020-03-05T17:00"),
        ("2020-03-06", "2020-03-06"),
    ],
)
def test_the_first_call_after_the_last_closing_is_kept(before: str, after: str) -> None:
    facts = {**CLOSED_AGAIN.facts, **({"called_back_at": before} if before else {})}
    event = ComplaintCalledBack("2020-0001", "2020-03-09T10:00", "reached", "C-02", "4", "", "")
    called = event.apply(CLOSED_AGAIN._replace(facts=facts))
    assert called.facts["called_back_at"] == after

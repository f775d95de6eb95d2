from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ledgerctl.domain.cases import chain
from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.events.received import ComplaintReceived
from ledgerctl.domain.imports.prepared import prepare
from ledgerctl.domain.register.register import row_of

if TYPE_CHECKING:
    from ledgerctl.domain.events.base import Facts, Sealed

OPEN: Facts = {"channel": "hotline", "received_at": "2020-03-04T09:30", "due_on": "2020-03-19"}
CLOSED: Facts = {**OPEN, "closed": True, "resolved_at": "2020-03-06", "complained": ["C-1"]}


@pytest.mark.parametrize("facts", [OPEN, CLOSED], ids=["open", "closed"])
@pytest.mark.parametrize("sealed", [{}, {"summary": "e\u0301 排队"}], ids=["bare", "sealed"])
def test_a_receipt_made_ready_is_the_receipt_itself(facts: Facts, sealed: Sealed) -> None:
    ready = prepare(facts, sealed)
    complaint = ComplaintReceived("2020-0007", facts, sealed).apply(Complaint("2020-0007"))
    row = row_of(complaint, batch="import-1", recorded_at="2020-03-07T00:00Z", received_seq=9)
    assert ready.placed("2020-0007", "import-1", "", 9) == tuple(row)
    assert ready.facts == chain.canonical(facts)
    assert ready.sealed == (chain.canonical(sealed) if sealed else "")

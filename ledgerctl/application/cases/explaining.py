"""Asking a case for its deadlines 期限说明."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import branch_now
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.application.desk.standing import complaint_events
from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.deadlines.explaining import explain
from ledgerctl.errors.house import NoSuchCase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.deadlines.explaining import Clock


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The clocks of one case, explained as of ``today``."""

    complaint: Complaint
    clocks: Sequence[Clock]
    today: str


def deadlines(desk: Desk, number: str) -> Deadlines:
    """Return the clocks of a case with every step.

    Raises:
        NoSuchCase: there is none of this number.
    """
    store = desk.store
    complaint = store.complaint(number)
    if complaint is None:
        raise NoSuchCase(number=number)
    ledger = store.ledger()
    today = branch_now(desk, ledger.settings).local[:10]
    kept = standing(store.history(number), store.taken_back())
    events = complaint_events(kept)
    return Deadlines(complaint, explain(complaint, events, rules_of(store), today), today)

"""Looking at cases 查询: one card, or a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE
from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.standing import custody_of
from ledgerctl.application.reports.results import Card, CaseList
from ledgerctl.domain.cases.reversal import about
from ledgerctl.errors.house import NoSuchCase

if TYPE_CHECKING:
    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import CaseFilter


def card(desk: Desk, number: str) -> Card:
    """Return one case with its whole story.

    Raises:
        NoSuchCase: there is none of this number.
    """
    # A list, which this module serves too, needs none of the families.
    from ledgerctl.application.learning.naming import naming

    complaint = desk.store.complaint(number)
    row = desk.store.row(number)
    if complaint is None or row is None:
        raise NoSuchCase(number=number)
    others = desk.store.person_cases(row.person) if row.person else []
    history = desk.store.history(number)
    reversals = [*desk.store.every("batch"), *desk.store.every("events")]
    back = desk.store.taken_back()
    return Card(
        complaint,
        row,
        history,
        back,
        [other for other in others if other.number != number],
        about(history, sorted(reversals)),
        desk.store.ledger().settings.get("timezone", DEFAULT_TIMEZONE),
        custody_of(number, history, back),
        naming(desk.store, number),
    )


def case_list(desk: Desk, query: CaseFilter, *, overdue: bool = False) -> CaseList:
    """Return the cases that a filter selects, with their texts; ``overdue`` as of the branch's today."""
    day = today(desk)
    if overdue:
        query = query._replace(overdue_on=day)
    page = desk.store.cases(query)
    texts = desk.store.texts([row.number for row in page.rows])
    return CaseList(page.rows, texts, page.total, day)

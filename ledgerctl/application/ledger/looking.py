"""Looking at cases 查询: one card, or a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE
from ledgerctl.application.desk.moments import today
from ledgerctl.application.desk.standing import custody_of
from ledgerctl.domain.cases.reversal import about
from ledgerctl.domain.complainants.known_names import names_in
from ledgerctl.errors.house import NoSuchCase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.records import CaseFilter, Recorded
    from ledgerctl.application.learning.naming import Naming
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.custody import Holding
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.events.base import Sealed
    from ledgerctl.domain.register.register import Row


@dataclass(frozen=True, slots=True)
class Card:
    """One case with its whole story 卡片: state, register row, timeline.

    ``reversals`` took something of the history back, or took such a reversal back; ``timezone`` is the
    branch's offset from UTC. ``naming`` are the suggestions, improvements and opportunities of the case.
    """

    complaint: Complaint
    row: Row
    history: Sequence[Recorded]
    taken_back: TakenBack
    earlier: Sequence[Row] = ()
    reversals: Sequence[Recorded] = ()
    timezone: str = DEFAULT_TIMEZONE
    custody: Sequence[Holding] = ()
    naming: Sequence[Naming] = ()

    @property
    def names(self) -> Sequence[str]:
        """Every name that the case ever held, longest first."""
        return names_in([self.complaint.sealed, *(each.sealed for each in self.history)])


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases a list shows, with their texts, and how many there are in all."""

    rows: Sequence[Row]
    texts: Mapping[str, Sealed]
    total: int
    today: str


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

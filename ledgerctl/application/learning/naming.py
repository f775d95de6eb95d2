"""What names a case 相关事项: the suggestions, improvements and opportunities that came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.learning.entries import events_of
from ledgerctl.domain.learning.improvements import improvements
from ledgerctl.domain.learning.opportunities import opportunities
from ledgerctl.domain.learning.suggestions import suggestions

if TYPE_CHECKING:
    from ledgerctl.application.desk.ports import Reader


class Naming(NamedTuple):
    """An entry that names a case: its family, its number, its state, and its first words, not masked.

    ``status`` is a code of the family's own vocabulary; ``words`` are the proposal of a suggestion, the
    lesson of an improvement, the need of an opportunity.
    """

    family: str
    number: str
    status: str
    words: str


def naming(reader: Reader, case: str) -> list[Naming]:
    """Return the entries that name a case, by family, in the order in which they were made.

    A complaint that an improvement counts by its scope only is not named by it.
    """
    return [
        *(
            Naming("suggestion", each.number, each.status, each.proposal)
            for each in suggestions(events_of(reader, "suggestion")).values()
            if each.case == case
        ),
        *(
            Naming("improvement", each.number, each.status, each.lesson)
            for each in improvements(events_of(reader, "improvement")).values()
            if case in each.cases
        ),
        *(
            Naming("opportunity", each.number, each.status, each.need)
            for each in opportunities(events_of(reader, "opportunity")).values()
            if each.case == case
        ),
    ]

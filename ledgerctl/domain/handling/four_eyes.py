"""Four eyes 四眼原则: a complaint rejected, wholly or partly, is closed by more than its own handler.

The branch's own rule, after the Reserve Bank of India's directions of January 2026 (the unit that handled
a complaint may not alone reject it); no Chinese order asks for it. The setting ``four_eyes`` switches it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.guards import not_recused
from ledgerctl.domain.events.base import text
from ledgerctl.domain.handling.assisting import same_person
from ledgerctl.errors.people import NotSecondPerson, SecondPersonNeeded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts

#: The name of the setting, and what switches it on.
SETTING, ON = "four_eyes", "on"
#: Findings against the complainant.
REJECTIONS = frozenset({"partly_upheld", "not_upheld"})


def asked_about(outcome: Facts) -> bool:
    """Whether an outcome is one about which ``check`` has anything to say."""
    return bool(text(outcome, "second_person")) or text(outcome, "finding") in REJECTIONS


def check(
    complaint: Complaint, outcome: Facts, had: Sequence[str], *, closer: str, required: bool
) -> None:
    """Refuse a second person who is none, and a rejection that one person alone stands for.

    Args:
        complaint: the case before the outcome.
        outcome: the outcome's facts, ``finding`` and ``second_person`` among them.
        had: everybody who ever owned the case or helped with it.
        closer: who closes, or closed, the case.
        required: whether the branch asks for four eyes.

    Raises:
        Recused, NotSecondPerson, SecondPersonNeeded.
    """
    number, second = complaint.number, text(outcome, "second_person")
    if second:
        not_recused(complaint, second, "second person", number)
        for role, people in (
            ("handler", (complaint.handler,)),
            ("assistant", complaint.assistants),
            ("closer", (closer,)),
            ("former handler", had),
        ):
            if same_person(second, *people):
                raise NotSecondPerson(person=second, number=number, role=role)
        return
    finding = text(outcome, "finding")
    if required and finding in REJECTIONS and not _independent(complaint, had, closer):
        raise SecondPersonNeeded(number=number, person=closer, finding=finding)


def _independent(complaint: Complaint, had: Sequence[str], closer: str) -> bool:
    """Whether the closer is somebody else than all who ever handled the case."""
    handler = complaint.handler
    return bool(handler) and not same_person(closer, handler, *complaint.assistants, *had)

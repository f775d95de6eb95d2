"""Following up a case 跟进: call-backs, relationship repair, and which cases wait for either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.cases.handling import on_case
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.handling import following
from ledgerctl.domain.text.reading import read_moment
from ledgerctl.errors.usage import UnknownCode

if TYPE_CHECKING:
    from datetime import date

    from ledgerctl.application.desk.desk import Desk
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import ComplaintEvent

#: What a customer who was reached may answer.
SCORES = ("1", "2", "3", "4", "5")


def call_back(
    desk: Desk,
    number: str,
    outcome: str,
    meta: Meta,
    *,
    score: str = "",
    note: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Record a call-back 回访 by the acting person; the score is the customer's satisfaction.

    Raises:
        LedgerError: no such case, still open, a bad outcome or score, or the caller is recused.
    """
    code = VOCABULARIES["call_back"].parse(outcome)
    points = read_score(score) if score.strip() else ""

    def decide(complaint: Complaint, when: str, now: str) -> ComplaintEvent:
        return following.call_back(
            complaint, code, score=points, caller=meta.person, note=note, at=when, now=now
        )

    return on_case(desk, number, meta, "complaint.called_back", decide, at=at, dry_run=dry_run)


def repair(
    desk: Desk,
    number: str,
    done: str,
    meta: Meta,
    *,
    result: str = "",
    next_on: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Record a step of relationship repair 关系修复 by the acting person.

    Raises:
        LedgerError: no such case, nothing said, a bad result or day, or the person is recused.
    """
    code = VOCABULARIES["repair"].parse(result) if result.strip() else ""

    def decide(complaint: Complaint, when: str, now: str) -> ComplaintEvent:
        following_day = _day(next_on, now)
        return following.repair(
            complaint,
            done,
            result=code,
            next_on=following_day,
            repairer=meta.person,
            at=when,
            now=now,
        )

    return on_case(desk, number, meta, "complaint.repaired", decide, at=at, dry_run=dry_run)


def read_score(text: str) -> str:
    """Return a score of a call-back, ``1`` to ``5``; its words are accepted.

    Raises:
        UnknownCode: it is none of the five.
    """
    key = VOCABULARIES["satisfaction"].parse(text)
    if key not in SCORES:
        nearest = ", ".join(SCORES)
        raise UnknownCode(value=text, field="score", vocabulary="satisfaction", nearest=nearest)
    return key


def _day(text: str, now: str) -> str:
    if not text.strip():
        return ""
    from datetime import date as day_class

    today: date = day_class.fromisoformat(now[:10])
    return read_moment("next_on", text, today)[:10]

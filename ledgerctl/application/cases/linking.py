"""Linking two cases 关联, and taking a link away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.cases.handling import moment_of
from ledgerctl.application.desk.desk import case_of, record
from ledgerctl.domain.cases.guards import not_own_case
from ledgerctl.domain.codes.vocabulary import VOCABULARIES
from ledgerctl.domain.handling import linking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.receipt import Receipt
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Event

_RELATIONS = VOCABULARIES["relation"]


def link(
    desk: Desk,
    number: str,
    other: str,
    relation: str,
    meta: Meta,
    *,
    reason: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Link ``number`` to ``other`` as a ``relation`` in either language; both cards show it.

    Raises:
        LedgerError: no such case or relation, or the two cannot be related this way.
    """
    code = _RELATIONS.parse(relation)

    def decide(first: Complaint, second: Complaint, when: str, now: str) -> Sequence[Event]:
        return linking.link(first, second, code, reason=reason, at=when, now=now)

    pair = (number, other)
    return _on_both(desk, pair, meta, "complaint.linked", decide, at=at, dry_run=dry_run)


def unlink(
    desk: Desk,
    number: str,
    other: str,
    relation: str,
    meta: Meta,
    *,
    reason: str,
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Take a link away; without a ``relation`` the only one there is between the two.

    Raises:
        LedgerError: no such case, relation or link, or no reason.
    """
    code = _RELATIONS.parse(relation) if relation.strip() else ""

    def decide(first: Complaint, second: Complaint, when: str, now: str) -> Sequence[Event]:
        return linking.unlink(first, second, code, reason=reason, at=when, now=now)

    pair = (number, other)
    return _on_both(desk, pair, meta, "complaint.unlinked", decide, at=at, dry_run=dry_run)


def _on_both(
    desk: Desk,
    pair: tuple[str, str],
    meta: Meta,
    kind: str,
    decide: Callable[[Complaint, Complaint, str, str], Sequence[Event]],
    *,
    at: str,
    dry_run: bool,
) -> Receipt:
    """Record what ``decide`` makes of two cases, the moment it happened, and now."""

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        first, second = (case_of(transaction, number) for number in pair)
        for case in (first, second):
            not_own_case(case, meta.person)
        return decide(first, second, moment_of(at, moment), moment.local), None

    return record(desk, meta, kind, work, dry_run=dry_run, number=pair[0])

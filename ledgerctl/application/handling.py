"""Handling a case 办理: notes, hand-overs, the ladder, closing, reopening, corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledgerctl.application.desk import case_of, record
from ledgerctl.application.differences import differences, differences_made
from ledgerctl.application.receipt import Receipt
from ledgerctl.application.values import field_named, read_values
from ledgerctl.domain import decisions
from ledgerctl.domain.fields import PERSONAL
from ledgerctl.domain.people import identifiers
from ledgerctl.domain.reading import read_moment
from ledgerctl.domain.vocabulary import LEVEL
from ledgerctl.errors import NamedTwice, NotCorrectable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ledgerctl.application.desk import Desk, Moment
    from ledgerctl.application.ports import Meta, Transaction
    from ledgerctl.domain.events.base import Event


def note(
    desk: Desk, number: str, words: str, meta: Meta, *, at: str = "", dry_run: bool = False
) -> Receipt:
    """Write a progress note 跟进记录 on a case.

    Raises:
        LedgerError: no such case, a bad date, or an empty note.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        complaint = case_of(transaction, number)
        when = _when(at, moment)
        return [decisions.note(complaint, words, at=when, now=moment.local)], None

    return record(desk, meta, "complaint.noted", work, dry_run=dry_run, number=number)


def assign(
    desk: Desk,
    number: str,
    handler: str,
    meta: Meta,
    *,
    department: str = "",
    reason: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Hand a case over 转办 to ``handler``, who owns it from now on.

    Raises:
        LedgerError: no such case, closed, or the handler is recused (回避).
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        complaint = case_of(transaction, number)
        event = decisions.assign(
            complaint,
            handler,
            department=department,
            reason=reason,
            at=_when(at, moment),
            now=moment.local,
        )
        return [event], None

    return record(desk, meta, "complaint.assigned", work, dry_run=dry_run, number=number)


def escalate(
    desk: Desk,
    number: str,
    level: str,
    meta: Meta,
    *,
    person: str = "",
    reason: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Send a case up the ladder 升级; ``level`` is a rung in either language.

    Raises:
        LedgerError: no such case or rung, closed, downward, skipping without a reason, recused.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        target = LEVEL.parse(level)
        complaint = case_of(transaction, number)
        event = decisions.escalate(
            complaint,
            target,
            person=person,
            reason=reason,
            at=_when(at, moment),
            now=moment.local,
        )
        return [event], None

    return record(desk, meta, "complaint.escalated", work, dry_run=dry_run, number=number)


def resolve(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Close a case 办结 with its outcome, by field name; the acting person is the closer.

    Raises:
        LedgerError: no such case, already closed, a bad value, no finding, or the closer is recused.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, sealed = read_values(texts, moment.today)
        facts.setdefault("resolved_at", moment.local)
        closer = str(facts.pop("resolved_by", meta.person))
        complaint = case_of(transaction, number)
        event = decisions.resolve(complaint, facts, sealed, closer=closer, now=moment.local)
        return [event], None

    return record(desk, meta, "complaint.resolved", work, dry_run=dry_run, number=number)


def reopen(
    desk: Desk, number: str, reason: str, meta: Meta, *, at: str = "", dry_run: bool = False
) -> Receipt:
    """Take a closed case up again 重新启动, because new facts came up.

    Raises:
        LedgerError: no such case, still open, or no reason.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        complaint = case_of(transaction, number)
        when = _when(at, moment)
        return [decisions.reopen(complaint, reason, at=when, now=moment.local)], None

    return record(desk, meta, "complaint.reopened", work, dry_run=dry_run, number=number)


def amend(
    desk: Desk,
    number: str,
    texts: Mapping[str, str],
    meta: Meta,
    *,
    reason: str,
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Correct fields of a case 更正 together, by name; a blank value makes a field unknown.

    The old values stay in the history; the receipt holds them beside the new ones. The due day was
    frozen when the case was received and is not moved.

    Raises:
        LedgerError: no such case or field, a field named twice, a bad value, no reason, nothing
            changes, recused.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], Receipt]:
        complaint = case_of(transaction, number)
        values = _named_once(texts)
        facts, sealed = read_values(values, moment.today)
        cleared = tuple(name for name, value in values.items() if not value.strip())
        if values.keys() & {each.name for each in PERSONAL}:
            merged = {k: v for k, v in {**complaint.sealed, **sealed}.items() if k not in cleared}
            found = identifiers(merged)
            if found:
                facts["person"] = transaction.person(found, desk.entropy.token())
            else:
                cleared = (*cleared, "person")
        event = decisions.correct(
            complaint,
            facts,
            sealed,
            cleared=cleared,
            reason=reason,
            at=_when(at, moment) if at.strip() else "",
            now=moment.local,
        )
        changes = differences(complaint, event.apply(complaint))
        head = transaction.head()
        return [event], Receipt(event.kind, number, 0, "", head, changes=changes)

    receipt = record(desk, meta, "complaint.corrected", work, dry_run=dry_run, number=number)
    if not receipt.repeated:
        return receipt
    return replace(receipt, changes=differences_made(desk.store, number, receipt.seq))


def _named_once(texts: Mapping[str, str]) -> dict[str, str]:
    """Return texts by the names of the catalogue, of fields that a correction may change."""
    values: dict[str, str] = {}
    for typed, value in texts.items():
        name = field_named(typed).name
        if name in values:
            raise NamedTwice(field=name)
        if name == "source_id":
            raise NotCorrectable(field=name, command="ledgerctl undo BATCH")
        values[name] = value
    return values


def _when(text: str, moment: Moment) -> str:
    return read_moment("at", text, moment.today) if text.strip() else moment.local

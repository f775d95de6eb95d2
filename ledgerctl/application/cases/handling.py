"""Handling a case 办理: notes, hand-overs, the ladder, closing, reopening, corrections."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import case_of, record
from ledgerctl.application.desk.differences import differences, differences_made
from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.application.desk.standing import custody_of
from ledgerctl.application.desk.values import field_named, read_values
from ledgerctl.domain.cases.guards import not_own_case
from ledgerctl.domain.codes.clock_terms import CONTACT_METHOD
from ledgerctl.domain.codes.fields import PERSONAL
from ledgerctl.domain.codes.vocabulary import LEVEL
from ledgerctl.domain.complainants import joint
from ledgerctl.domain.complainants.people import identifiers
from ledgerctl.domain.events.base import text
from ledgerctl.domain.handling import assisting, decisions, four_eyes
from ledgerctl.domain.text.reading import read_moment
from ledgerctl.errors.house import NotCorrectable
from ledgerctl.errors.reversal import NamedTwice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import ComplaintEvent, Event, Facts


def note(
    desk: Desk,
    number: str,
    words: str,
    meta: Meta,
    *,
    contact: str = "",
    new_facts: bool = False,
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Write a progress note 跟进记录 on a case.

    ``contact`` (a code of ``contact_method``) says how the complainant was reached; ``new_facts`` starts
    the legal clock anew.

    Raises:
        LedgerError: no such case, a bad date or code, an empty note, new facts to a closed case.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        method = CONTACT_METHOD.parse(contact) if contact.strip() else ""
        complaint = case_of(transaction, number)
        if method or new_facts:
            not_own_case(complaint, meta.person)
        event = decisions.note(
            complaint,
            words,
            at=moment_of(at, moment),
            now=moment.local,
            contact=method,
            new_facts=new_facts,
            rules=rules_of(transaction),
        )
        return [event], None

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

    def decide(complaint: Complaint, when: str, now: str) -> ComplaintEvent:
        return decisions.assign(
            complaint, handler, department=department, reason=reason, at=when, now=now
        )

    return on_case(desk, number, meta, "complaint.assigned", decide, at=at, dry_run=dry_run)


def assist(
    desk: Desk,
    number: str,
    person: str,
    meta: Meta,
    *,
    reason: str = "",
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Let ``person`` help with a case 协办; its owner stays.

    Raises:
        LedgerError: no such case, closed, already on it, or recused.
    """

    def decide(complaint: Complaint, when: str, now: str) -> ComplaintEvent:
        return assisting.assist(complaint, person, reason=reason, at=when, now=now)

    return on_case(desk, number, meta, "complaint.assigned", decide, at=at, dry_run=dry_run)


def accept(
    desk: Desk, number: str, meta: Meta, *, reason: str = "", at: str = "", dry_run: bool = False
) -> Receipt:
    """Accept a case 接办; the acting person is its owner.

    Raises:
        LedgerError: no such case, closed, already accepted, or somebody else's.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        event = assisting.accept(
            case_of(transaction, number),
            meta.person,
            reason=reason,
            at=moment_of(at, moment),
            now=moment.local,
            rules=rules_of(transaction),
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
    target = LEVEL.parse(level)

    def decide(complaint: Complaint, when: str, now: str) -> ComplaintEvent:
        return decisions.escalate(complaint, target, person=person, reason=reason, at=when, now=now)

    return on_case(desk, number, meta, "complaint.escalated", decide, at=at, dry_run=dry_run)


def resolve(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Close a case 办结 with its outcome, by field name; the acting person is the closer.

    Raises:
        LedgerError: no such case, already closed, a bad value, no finding, somebody is recused, or a
            rejection without a second person where the branch asks for four eyes.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        facts, sealed = read_values(texts, moment.today)
        facts.setdefault("resolved_at", moment.local)
        closer = str(facts.pop("resolved_by", meta.person))
        complaint = case_of(transaction, number)
        event = decisions.resolve(complaint, facts, sealed, closer=closer, now=moment.local)
        _check_four_eyes(transaction, complaint, facts, closer)
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
        when = moment_of(at, moment)
        rules = rules_of(transaction)
        return [decisions.reopen(complaint, reason, at=when, now=moment.local, rules=rules)], None

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
        not_own_case(complaint, meta.person)
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
        joint.check_representatives(sealed)
        if facts.keys() & joint.COUNTED and joint.makes_major({**complaint.facts, **facts}):
            facts["severity"] = joint.MAJOR
        _check_second_person(transaction, complaint, facts, cleared)
        event = decisions.correct(
            complaint,
            facts,
            sealed,
            cleared=cleared,
            reason=reason,
            at=moment_of(at, moment) if at.strip() else "",
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


def _check_four_eyes(
    transaction: Transaction, complaint: Complaint, outcome: Facts, closer: str
) -> None:
    """Refuse an outcome that rests on one person alone where the branch asks for two."""
    if not four_eyes.asked_about(outcome):
        return
    required = transaction.ledger().settings.get(four_eyes.SETTING) == four_eyes.ON
    history = transaction.history(complaint.number)
    holdings = custody_of(complaint.number, history, transaction.taken_back())
    had = [each.person for each in holdings]
    four_eyes.check(complaint, outcome, had, closer=closer, required=required)


def _check_second_person(
    transaction: Transaction, complaint: Complaint, facts: Facts, cleared: tuple[str, ...]
) -> None:
    """Refuse a correction by which a rejection would stand on one person alone."""
    if complaint.closed and {"finding", "second_person"} & {*facts, *cleared}:
        after = {k: v for k, v in {**complaint.facts, **facts}.items() if k not in cleared}
        _check_four_eyes(transaction, complaint, after, text(after, "resolved_by"))


def on_case(
    desk: Desk,
    number: str,
    meta: Meta,
    kind: str,
    decide: Callable[[Complaint, str, str], ComplaintEvent],
    *,
    at: str = "",
    dry_run: bool = False,
) -> Receipt:
    """Record what ``decide`` makes of a case, the moment it happened, and now.

    Raises:
        NoSuchCase, BadDate, KeyReused, and whatever ``decide`` refuses.
    """

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], None]:
        complaint = case_of(transaction, number)
        return [decide(complaint, moment_of(at, moment), moment.local)], None

    return record(desk, meta, kind, work, dry_run=dry_run, number=number)


def moment_of(typed: str, moment: Moment) -> str:
    """Return when something happened: as typed, else now.

    Raises:
        BadDate, ImpossibleDate.
    """
    return read_moment("at", typed, moment.today) if typed.strip() else moment.local

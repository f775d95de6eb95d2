"""Working with the clocks of a case 时限办理: extend, stop, let run, answer, withdraw, decline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.desk import case_of, record
from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.domain.cases.guards import not_own_case
from ledgerctl.domain.codes.clock_terms import APPROVAL, DECLINE_CAUSE, PAUSE_CAUSE, TOLD
from ledgerctl.domain.codes.vocabulary import NOTICE_METHOD
from ledgerctl.domain.deadlines import timing
from ledgerctl.domain.text.reading import read_moment, split_staff
from ledgerctl.errors.base import N_
from ledgerctl.errors.usage import BadNumber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Transaction
    from ledgerctl.application.desk.records import Meta
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.codes.terms import Vocabulary
    from ledgerctl.domain.days.policies import Rulebook
    from ledgerctl.domain.events.base import Event

    #: Decides with the case, the ledger's policies, the moment of the step and now.
    Decision = Callable[[Complaint, Rulebook, str, Moment], Event]

#: Steps of which the order 2020 No. 3 wants the complainant told, and the fact that says when that was.
_TOLD = {
    "complaint.extended": "told_at",
    "complaint.paused": "told_at",
    "complaint.declined": "notified_at",
}
#: Steps that nobody takes in a case about himself; who ends one is checked as its closer.
_OTHERS_STEPS = frozenset(
    {"complaint.extended", "complaint.paused", "complaint.resumed", "complaint.notified"}
)
#: No extension is longer than a number of this length says.
_DIGITS = 3


def extend(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Extend the handling period 延期; ``texts``: days, approved_by, approval, told_at, reason, at.

    Raises:
        LedgerError: no such case, a bad value, or the policy does not allow it (E42x).
    """

    def decide(complaint: Complaint, rules: Rulebook, at: str, moment: Moment) -> Event:
        return timing.extend(
            complaint,
            rules,
            days=read_days(texts.get("days", "")),
            approval=_code(APPROVAL, texts.get("approval", "")),
            approved_by=texts.get("approved_by", ""),
            told_at=_moment("told_at", texts, moment),
            reason=texts.get("reason", ""),
            at=at,
            now=moment.local,
        )

    return _record(desk, number, "complaint.extended", texts, meta, decide, dry_run=dry_run)


def pause(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Stop the clock 中止计时; ``texts``: cause (external appraisal by default), told_at, reason, at.

    Raises:
        LedgerError: no such case, a bad value, or the policy does not stop for it.
    """

    def decide(complaint: Complaint, rules: Rulebook, at: str, moment: Moment) -> Event:
        return timing.pause(
            complaint,
            rules,
            cause=_code(PAUSE_CAUSE, texts.get("cause", "")) or PAUSE_CAUSE.keys()[0],
            told_at=_moment("told_at", texts, moment),
            reason=texts.get("reason", ""),
            at=at,
            now=moment.local,
        )

    return _record(desk, number, "complaint.paused", texts, meta, decide, dry_run=dry_run)


def resume(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Let the clock run again 恢复计时; ``texts``: reason, at.

    Raises:
        LedgerError: no such case, or its clock runs.
    """

    def decide(complaint: Complaint, rules: Rulebook, at: str, moment: Moment) -> Event:
        reason = texts.get("reason", "")
        return timing.resume(complaint, rules, reason=reason, at=at, now=moment.local)

    return _record(desk, number, "complaint.resumed", texts, meta, decide, dry_run=dry_run)


def notify(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record that the decision was told 告知; ``texts``: told (a list), method, proof, at.

    Raises:
        LedgerError: no such case, a bad value, the notice leaves something out, told already.
    """

    def decide(complaint: Complaint, _rules: Rulebook, at: str, moment: Moment) -> Event:
        return timing.notify(
            complaint,
            told=[TOLD.parse(part) for part in split_staff(texts.get("told", ""))],
            method=_code(NOTICE_METHOD, texts.get("method", "")),
            proof=texts.get("proof", ""),
            at=at,
            now=moment.local,
        )

    return _record(desk, number, "complaint.notified", texts, meta, decide, dry_run=dry_run)


def withdraw(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Record that the complaint was taken back 撤回; ``texts``: reason, at.

    Raises:
        LedgerError: no such case, closed already, a bad date, or the acting person is recused.
    """

    def decide(complaint: Complaint, _rules: Rulebook, at: str, moment: Moment) -> Event:
        reason = texts.get("reason", "")
        return timing.withdraw(complaint, reason=reason, by=meta.person, at=at, now=moment.local)

    return _record(desk, number, "complaint.withdrawn", texts, meta, decide, dry_run=dry_run)


def decline(
    desk: Desk, number: str, texts: Mapping[str, str], meta: Meta, *, dry_run: bool = False
) -> Receipt:
    """Decline a complaint 不予办理; ``texts``: cause, reason, told_at, method, at.

    Raises:
        LedgerError: no such case, closed already, no cause or reason, a bad value, recused.
    """

    def decide(complaint: Complaint, _rules: Rulebook, at: str, moment: Moment) -> Event:
        return timing.decline(
            complaint,
            cause=_code(DECLINE_CAUSE, texts.get("cause", "")),
            told_at=_moment("told_at", texts, moment),
            method=_code(NOTICE_METHOD, texts.get("method", "")),
            reason=texts.get("reason", ""),
            by=meta.person,
            at=at,
            now=moment.local,
        )

    return _record(desk, number, "complaint.declined", texts, meta, decide, dry_run=dry_run)


def _record(
    desk: Desk,
    number: str,
    kind: str,
    texts: Mapping[str, str],
    meta: Meta,
    decide: Decision,
    *,
    dry_run: bool,
) -> Receipt:
    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], Receipt]:
        complaint = case_of(transaction, number)
        if kind in _OTHERS_STEPS:
            not_own_case(complaint, meta.person)
        at = _moment("at", texts, moment) or moment.local
        event = decide(complaint, rules_of(transaction), at, moment)
        warnings = list(_warnings(event))
        extras = Receipt(kind, number, 0, "", transaction.head(), warnings=warnings)
        return [event], extras

    return record(desk, meta, kind, work, dry_run=dry_run, number=number)


def _warnings(event: Event) -> Iterator[str]:
    """Yield what the clerk must know: an extension came too late, the complainant was not told."""
    facts = event.facts()
    if facts.get("in_time") is False:
        yield "extended_late"
    if event.kind in _TOLD and not facts.get(_TOLD[event.kind]):
        yield "untold"


def _moment(name: str, texts: Mapping[str, str], moment: Moment) -> str:
    text = texts.get(name, "").strip()
    return read_moment(name, text, moment.today) if text else ""


def _code(vocabulary: Vocabulary, text: str) -> str:
    return vocabulary.parse(text) if text.strip() else ""


def read_days(text: str) -> int | None:
    """Return by how many days an extension is asked for; None for all that its policy allows.

    Raises:
        BadNumber: it is no whole number above zero.
    """
    plain = text.strip()
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= _DIGITS):
        raise BadNumber(value=text, field="extra_days", expected=N_("A whole number above zero"))
    return int(plain)

"""What may be done to the clocks of a case: extend, stop, let run, answer, end without an outcome.

Each decision takes the state and a request, and returns an event or refuses. Sources: order 2020 No. 3 of
the CBIRC (extension with approval and notice, external appraisal not counted, withdrawal ends the
procedure the same day, a notice states facts, basis and remedies).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import Spell
from ledgerctl.domain.cases.guards import (
    clock_running,
    clock_stopped,
    in_life,
    in_spell,
    not_recused,
    still_open,
    untold,
)
from ledgerctl.domain.codes.clock_terms import TOLD
from ledgerctl.domain.days import calendars
from ledgerctl.domain.deadlines import deadlines
from ledgerctl.domain.deadlines.clocks import noted
from ledgerctl.domain.events.base import text
from ledgerctl.errors.clocks import (
    ApprovalNeeded,
    CannotPause,
    ExtensionTooLong,
    NoDeadline,
    NoExtension,
    NoticeIncomplete,
)
from ledgerctl.errors.house import BeforeReceipt, ReasonNeeded
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.days.policies import Policy, Rulebook
    from ledgerctl.domain.events.declined import ComplaintDeclined
    from ledgerctl.domain.events.extended import ComplaintExtended
    from ledgerctl.domain.events.notified import ComplaintNotified
    from ledgerctl.domain.events.paused import ComplaintPaused
    from ledgerctl.domain.events.resumed import ComplaintResumed
    from ledgerctl.domain.events.withdrawn import ComplaintWithdrawn

#: Days of the units that have any.
_DAYS_OF = {"day": 1, "week": 7}


def extend(
    complaint: Complaint,
    rules: Rulebook,
    *,
    days: int | None,
    approval: str,
    approved_by: str,
    told_at: str,
    reason: str,
    at: str,
    now: str,
) -> ComplaintExtended:
    """Return the extension of the period 延期; one that is recorded after the due day moves nothing.

    ``days`` is in the policy's unit, by default all that it allows. The extension of a plain case needs
    the notice to the complainant, the last one an approval from above.

    Raises:
        NoDeadline, NoExtension, ExtensionTooLong, ApprovalNeeded, ReasonNeeded, Suspended, Recused,
        AlreadyClosed, AlreadyNotified, ReversedCase, FutureDate, BeforeReceipt.
    """
    from ledgerctl.domain.events.extended import ComplaintExtended  # noqa: PLC0415 - one kind a command

    clock_running(complaint)
    in_spell(complaint, at, now, "at")
    if told_at:
        in_life(complaint, told_at, now, "told_at")
    policy = _decision_policy(complaint, rules)
    due = text(complaint.facts, "due_on")
    if not policy.extension or text(complaint.facts, "extended_under") == policy.reference:
        raise NoExtension(number=complaint.number, policy=policy.reference, due=due)
    more = policy.extension if days is None else days
    if not 0 < more <= policy.extension:
        raise ExtensionTooLong(days=more, policy=policy.reference, limit=policy.extension)
    if policy.approval == "superior" and not approved_by.strip():
        raise ApprovalNeeded(policy=policy.reference)
    if not reason.strip():
        raise ReasonNeeded(step="extend")
    not_recused(complaint, approved_by, "approver", complaint.number)
    until = deadlines.count(due, policy, _calendar(complaint, policy), amount=more).due
    longer = (policy.extends_to and rules.find(policy.extends_to)) or policy
    counting = next((each for each in (policy, longer) if each.day_type == "working"), None)
    return ComplaintExtended(
        complaint.number,
        at,
        now[:10],
        more,
        due,
        until,
        policy.extends_to or policy.reference,
        deadlines.met(now, due),
        approval,
        approved_by.strip(),
        told_at,
        reason.strip(),
        _whole_period(policy, longer),
        _calendar(complaint, counting) if counting is not None else "",
    )


def _whole_period(policy: Policy, longer: Policy) -> int:
    """Return the days of the whole period after an extension; 0 for one that is not of days."""
    amount = policy.amount + policy.extension if longer is policy else longer.amount
    return amount * _DAYS_OF.get(policy.unit, 0)


def pause(
    complaint: Complaint,
    rules: Rulebook,
    *,
    cause: str,
    told_at: str,
    reason: str,
    at: str,
    now: str,
) -> ComplaintPaused:
    """Return the stop of the clock 中止计时, from the day of ``at`` on.

    Raises:
        NoDeadline, CannotPause, Suspended, AlreadyClosed, AlreadyNotified, ReversedCase, FutureDate,
        BeforeReceipt.
    """
    from ledgerctl.domain.events.paused import ComplaintPaused  # noqa: PLC0415 - one kind a command

    clock_running(complaint)
    in_spell(complaint, at, now, "at")
    if complaint.pauses and at[:10] < (complaint.pauses[-1].closed or ""):
        raise BeforeReceipt(field="at", value=at, received=complaint.pauses[-1].closed)
    if told_at:
        in_life(complaint, told_at, now, "told_at")
    policy = _decision_policy(complaint, rules)
    if cause not in policy.pauses:
        raise CannotPause(
            number=complaint.number,
            cause=cause,
            policy=policy.reference,
            known=", ".join(policy.pauses) or "-",
        )
    return ComplaintPaused(complaint.number, at, cause, told_at, reason.strip())


def resume(
    complaint: Complaint, rules: Rulebook, *, reason: str, at: str, now: str
) -> ComplaintResumed:
    """Return the clock's going on 恢复计时: what was left at the stop is left from the day of ``at`` on.

    Raises:
        NotSuspended, AlreadyClosed, ReversedCase, FutureDate, BeforeReceipt.
    """
    from ledgerctl.domain.events.resumed import ComplaintResumed  # noqa: PLC0415 - one kind a command

    clock_stopped(complaint)
    in_life(complaint, at, now)
    begun = complaint.pauses[-1].opened
    if at[:10] < begun:
        raise BeforeReceipt(field="at", value=at, received=begun)
    clocks = noted(complaint, at, at[:10], rules)
    policy = rules.find(text(complaint.facts, "policy"))
    if policy is not None:
        calendar = _calendar(complaint, policy)
        due = text(complaint.facts, "due_on")
        clocks["due_on"] = deadlines.moved(due, policy, calendar, Spell(begun, at[:10])).due
    return ComplaintResumed(complaint.number, at, clocks, reason.strip())


def notify(
    complaint: Complaint,
    *,
    told: Sequence[str],
    method: str,
    proof: str,
    at: str,
    now: str,
) -> ComplaintNotified:
    """Return the notice of the decision 告知: facts, basis and remedies, or it is none.

    Raises:
        NoticeIncomplete, AlreadyNotified, EmptyValue (no method), Suspended, ReversedCase, FutureDate,
        BeforeReceipt.
    """
    from ledgerctl.domain.events.notified import ComplaintNotified  # noqa: PLC0415 - one kind a command

    untold(complaint)
    in_spell(complaint, at, now, "notified_at")
    all_told(told)
    if not method:
        raise EmptyValue(field="notice_method")
    return ComplaintNotified(complaint.number, at, method, tuple(TOLD.keys()), proof.strip())


def all_told(told: Sequence[str]) -> None:
    """Refuse a notice that leaves out what order 2020 No. 3 wants told.

    Raises:
        NoticeIncomplete.
    """
    missing = [part for part in TOLD.keys() if part not in told]  # noqa: SIM118 - a vocabulary
    if missing:
        raise NoticeIncomplete(missing=", ".join(missing))


def withdraw(
    complaint: Complaint, *, reason: str, by: str, at: str, now: str
) -> ComplaintWithdrawn:
    """Return the end of the procedure on the day the withdrawal 撤回 was received.

    Raises:
        AlreadyClosed, Recused, ReversedCase, FutureDate, BeforeReceipt.
    """
    from ledgerctl.domain.events.withdrawn import ComplaintWithdrawn  # noqa: PLC0415 - one kind a command

    still_open(complaint)
    in_spell(complaint, at, now, "at")
    not_recused(complaint, by, "closer", complaint.number)
    return ComplaintWithdrawn(complaint.number, at, by, reason.strip())


def decline(
    complaint: Complaint,
    *,
    cause: str,
    told_at: str,
    method: str,
    reason: str,
    by: str,
    at: str,
    now: str,
) -> ComplaintDeclined:
    """Return the refusal to handle 不予办理, with its cause; the complainant is told.

    Raises:
        EmptyValue (no cause), ReasonNeeded, AlreadyClosed, Recused, ReversedCase, FutureDate,
        BeforeReceipt.
    """
    from ledgerctl.domain.events.declined import ComplaintDeclined  # noqa: PLC0415 - one kind a command

    still_open(complaint)
    in_spell(complaint, at, now, "at")
    if told_at:
        in_spell(complaint, told_at, now, "notified_at")
    if not cause:
        raise EmptyValue(field="decline_cause")
    if not reason.strip():
        raise ReasonNeeded(step="decline")
    not_recused(complaint, by, "closer", complaint.number)
    return ComplaintDeclined(complaint.number, at, by, cause, told_at, method, reason.strip())


def _decision_policy(complaint: Complaint, rules: Rulebook) -> Policy:
    policy = rules.find(text(complaint.facts, "policy"))
    if policy is None or not text(complaint.facts, "due_on"):
        raise NoDeadline(number=complaint.number)
    return policy


def _calendar(complaint: Complaint, policy: Policy) -> str:
    return text(complaint.facts, "calendar") or calendars.newest(policy.calendar)

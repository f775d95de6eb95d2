"""What may be done: every decision takes the state and a request, and returns events or refuses.

A refusal is a coded rule error and nothing is written. Days and moments are ISO text in branch time;
the caller passes ``now``, so that no rule reads a clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.domain.cases.complaint import Complaint, same_person_key
from ledgerctl.domain.cases.guards import (
    in_hand,
    in_life,
    in_spell,
    not_in_future,
    not_recused,
    once_closed,
    standing,
    still_open,
)
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.codes.ladder import RUNGS, height, skipped
from ledgerctl.domain.days.policies import SHIPPED
from ledgerctl.domain.deadlines import clocks
from ledgerctl.domain.events.base import text
from ledgerctl.errors.house import (
    BeforeReceipt,
    ClimbsDown,
    FutureDate,
    NotClosed,
    NotCorrectable,
    NothingChanges,
    ReasonNeeded,
    Recused,
    SkipsRungs,
)
from ledgerctl.errors.usage import EmptyValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ledgerctl.domain.days.policies import Rulebook
    from ledgerctl.domain.events.assigned import ComplaintAssigned
    from ledgerctl.domain.events.base import ComplaintEvent, Fact, Facts, Sealed
    from ledgerctl.domain.events.corrected import ComplaintCorrected
    from ledgerctl.domain.events.escalated import ComplaintEscalated
    from ledgerctl.domain.events.noted import ComplaintNoted
    from ledgerctl.domain.events.received import ComplaintReceived
    from ledgerctl.domain.events.reopened import ComplaintReopened
    from ledgerctl.domain.events.resolved import ComplaintResolved
    from ledgerctl.errors.base import LedgerError

#: Fields that other commands own, and the command.
_OWNED_ELSEWHERE = {
    "handler": "ledgerctl assign NUMBER HANDLER",
    "level": "ledgerctl escalate NUMBER LEVEL",
}


def receive(
    number: str, facts: Facts, sealed: Sealed, *, now: str, rules: Rulebook = SHIPPED
) -> ComplaintReceived:
    """Return the receipt of a complaint 登记, its due days frozen into it.

    Args:
        number: the case number it gets.
        facts: intake (and, when it arrives closed, outcome) facts by field name.
        sealed: names, contacts and free text by field name.
        now: the moment of recording, branch time.
        rules: the deadline policies of the ledger.

    Raises:
        EmptyValue: channel or summary is missing.
        FutureDate, BeforeReceipt: dates that cannot be.
        Recused: a handler or closer is complained about.
    """
    from ledgerctl.domain.events.received import ComplaintReceived  # noqa: PLC0415 - one kind a command

    check_receipt(facts, sealed, now=now)
    if "forwarded_at" in facts:
        not_in_future("forwarded_at", text(facts, "forwarded_at"), now)
    return ComplaintReceived(number, clocks.at_receipt(facts, rules), sealed)


def check_receipt(facts: Facts, sealed: Sealed, *, now: str) -> None:
    """Refuse a receipt that breaks a rule; see ``receive`` for the errors."""
    for fault in receipt_faults(facts, sealed, now=now):
        raise fault


def receipt_faults(facts: Facts, sealed: Sealed, *, now: str) -> Iterator[LedgerError]:
    """Yield every rule that a receipt breaks; see ``receive`` for the errors."""
    if not facts.get("channel"):
        yield EmptyValue(field="channel")
    if not sealed.get("summary"):
        yield EmptyValue(field="summary")
    received = text(facts, "received_at")
    if not received:
        yield EmptyValue(field="received_at")
    for name in ("received_at", "registered_at", "resolved_at", "notified_at"):
        moment = text(facts, name) if name in facts else ""
        try:
            not_in_future(name, moment, now)
        except FutureDate as fault:
            yield fault
        if moment and moment[:10] < received[:10]:
            yield BeforeReceipt(field=name, value=moment, received=received)
    if "complained" in facts:
        state = Complaint("", facts)
        for role in ("handler", "resolved_by", "second_person"):
            try:
                not_recused(state, text(facts, role), role, "this case")
            except Recused as fault:
                yield fault


def note(
    complaint: Complaint,
    words: str,
    *,
    at: str,
    now: str,
    contact: str = "",
    new_facts: bool = False,
    rules: Rulebook = SHIPPED,
) -> ComplaintNoted:
    """Return a note 跟进记录; closed cases take notes too.

    ``contact`` says how the complainant was reached; ``new_facts`` starts the clocks of an open case anew.

    Raises:
        ReversedCase, FutureDate, BeforeReceipt, EmptyValue, AlreadyClosed (new facts).
    """
    from ledgerctl.domain.events.noted import ComplaintNoted  # noqa: PLC0415 - one kind a command

    (still_open if new_facts else standing)(complaint)
    in_life(complaint, at, now)
    if not words.strip():
        raise EmptyValue(field="note")
    started = (
        clocks.restarted(complaint, at, "new_facts", rules)
        if new_facts
        else clocks.sign_of_life(complaint, at, rules)
    )
    if contact:
        started |= clocks.begun(complaint, "contacted", at, rules)
    return ComplaintNoted(complaint.number, at, words.strip(), contact, new_facts, started)


def assign(
    complaint: Complaint, handler: str, *, department: str, reason: str, at: str, now: str
) -> ComplaintAssigned:
    """Return the hand-over of an open case 转办.

    Raises:
        AlreadyClosed, Recused, NothingChanges, ReversedCase, FutureDate, BeforeReceipt, EmptyValue.
    """
    from ledgerctl.domain.events.assigned import ComplaintAssigned  # noqa: PLC0415 - one kind a command

    still_open(complaint)
    in_life(complaint, at, now)
    if not handler.strip():
        raise EmptyValue(field="handler")
    not_recused(complaint, handler, "handler", complaint.number)
    current = text(complaint.facts, "handler")
    if current and same_person_key(current) == same_person_key(handler) and not department:
        raise NothingChanges(field="handler", number=complaint.number)
    return ComplaintAssigned(complaint.number, at, handler.strip(), department, reason)


def escalate(
    complaint: Complaint, target: str, *, person: str, reason: str, at: str, now: str
) -> ComplaintEscalated:
    """Return the climb of an open case up the ladder 升级; rungs are skipped only with a reason.

    Raises:
        AlreadyClosed, ClimbsDown, SkipsRungs, Recused, ReversedCase, FutureDate, BeforeReceipt.
    """
    from ledgerctl.domain.events.escalated import ComplaintEscalated  # noqa: PLC0415 - one kind a command

    still_open(complaint)
    in_life(complaint, at, now)
    level = complaint.level
    if height(target) <= height(level):
        ladder = " → ".join(RUNGS)
        raise ClimbsDown(number=complaint.number, level=level, target=target, ladder=ladder)
    left_out = skipped(level, target)
    if left_out and not reason.strip():
        raise SkipsRungs(level=level, target=target, skipped=", ".join(left_out))
    not_recused(complaint, person, "escalation target", complaint.number)
    return ComplaintEscalated(complaint.number, at, level, target, person.strip(), reason.strip())


def resolve(
    complaint: Complaint, facts: Facts, sealed: Sealed, *, closer: str, now: str
) -> ComplaintResolved:
    """Return the closing of an open case 办结 with its outcome.

    Raises:
        AlreadyClosed, Suspended, Recused, EmptyValue (no finding), ReversedCase, FutureDate,
        BeforeReceipt.
    """
    from ledgerctl.domain.events.resolved import ComplaintResolved  # noqa: PLC0415 - one kind a command

    in_hand(complaint)
    in_spell(complaint, text(facts, "resolved_at"), now, "resolved_at")
    if "notified_at" in facts:
        in_spell(complaint, text(facts, "notified_at"), now, "notified_at")
    if not facts.get("finding"):
        raise EmptyValue(field="finding")
    not_recused(complaint, closer, "closer", complaint.number)
    return ComplaintResolved(complaint.number, {**facts, "resolved_by": closer}, sealed)


def reopen(
    complaint: Complaint, reason: str, *, at: str, now: str, rules: Rulebook = SHIPPED
) -> ComplaintReopened:
    """Return the reopening of a closed case 重新启动; the legal clock starts anew with the new facts.

    Raises:
        NotClosed, ReasonNeeded, ReversedCase, FutureDate, BeforeReceipt.
    """
    from ledgerctl.domain.events.reopened import ComplaintReopened  # noqa: PLC0415 - one kind a command

    once_closed(complaint)
    if not reason.strip():
        raise ReasonNeeded(step="reopen")
    in_life(complaint, at, now)
    if at[:10] < complaint.closed_on:
        raise BeforeReceipt(field="at", value=at, received=complaint.closed_on)
    started = clocks.restarted(complaint, at, "reopened", rules)
    due_on, policy = (
        # A policy that does not start anew keeps the day that was frozen.
        str(started.pop(name, "") or text(complaint.facts, name))
        for name in clocks.FACTS["decision"]
    )
    return ComplaintReopened(complaint.number, at, due_on, policy, reason.strip(), started)


def correct(
    complaint: Complaint,
    facts: Facts,
    sealed: Sealed,
    *,
    cleared: tuple[str, ...] = (),
    reason: str,
    at: str = "",
    now: str,
) -> ComplaintCorrected:
    """Return the correction of one or more values 更正; the old ones stay in the history.

    Raises:
        NothingChanges, NotCorrectable, ReasonNeeded, NotClosed (outcome of an open case), Recused,
        FutureDate, BeforeReceipt, ReversedCase.
    """
    from ledgerctl.domain.events.corrected import ComplaintCorrected  # noqa: PLC0415 - one kind a command

    standing(complaint)
    if not reason.strip():
        raise ReasonNeeded(step="amend")
    for name in (*facts, *sealed, *cleared):
        if name in _OWNED_ELSEWHERE:
            raise NotCorrectable(field=name, command=_OWNED_ELSEWHERE[name])
        field = FIELDS.get(name)
        if field is not None and field.stage == "outcome" and not complaint.closed:
            raise NotClosed(number=complaint.number)
        if name in cleared and name in {"received_at", "channel", "summary", "resolved_at"}:
            raise EmptyValue(field=name)
    changed = {k: v for k, v in facts.items() if complaint.facts.get(k) != v}
    private = {k: v for k, v in sealed.items() if complaint.sealed.get(k) != v}
    gone = tuple(k for k in cleared if k in complaint.facts or k in complaint.sealed)
    if not changed and not private and not gone:
        names = ", ".join((*facts, *sealed, *cleared))
        raise NothingChanges(field=names, number=complaint.number)
    _check_corrected(complaint, changed, now)
    if at:
        in_life(complaint, at, now)
    correction = ComplaintCorrected(complaint.number, changed, private, gone, reason.strip(), at)
    _check_spells(complaint, correction)
    return correction


def take_over(
    complaint: Complaint, facts: Facts, sealed: Sealed, *, now: str
) -> ComplaintCorrected | ComplaintResolved:
    """Return what a newer row of the same source does to a case: correct it, or close it.

    Raises:
        ReversedCase, Recused, FutureDate, BeforeReceipt.
    """
    from ledgerctl.domain.events.corrected import ComplaintCorrected  # noqa: PLC0415 - one kind a command
    from ledgerctl.domain.events.resolved import ComplaintResolved  # noqa: PLC0415 - one kind a command

    standing(complaint)
    changed = dict(facts)
    _check_corrected(complaint, changed, now)
    if changed.get("closed") and not complaint.closed:
        reopened = complaint.spells[-1].opened if complaint.reopenings else ""
        changed.setdefault(
            "resolved_at", reopened or text({**complaint.facts, **changed}, "received_at")
        )
        closing = ComplaintResolved(complaint.number, changed, sealed)
        _check_spells(complaint, closing)
        return closing
    correction = ComplaintCorrected(complaint.number, changed, sealed, (), "import")
    _check_spells(complaint, correction)
    return correction


def _check_corrected(complaint: Complaint, changed: dict[str, Fact], now: str) -> None:
    facts = {**complaint.facts, **changed}
    if changed.keys() & {"received_at", "resolved_at", "notified_at"}:
        received = text(facts, "received_at")
        not_in_future("received_at", received, now)
        for name in ("resolved_at", "notified_at"):
            if name in facts:
                moment = text(facts, name)
                not_in_future(name, moment, now)
                if moment[:10] < received[:10]:
                    raise BeforeReceipt(field=name, value=moment, received=received)
    if changed.keys() & {
        *("complained", "first_receiver", "handler", "resolved_by", "second_person")
    }:
        state = Complaint(complaint.number, facts)
        not_recused(state, text(facts, "handler"), "handler", complaint.number)
        not_recused(state, text(facts, "resolved_by"), "closer", complaint.number)
        not_recused(state, text(facts, "second_person"), "second person", complaint.number)
        for person in state.assistants:
            not_recused(state, person, "assistant", complaint.number)


def _check_spells(complaint: Complaint, event: ComplaintEvent) -> None:
    # A case closed before it was opened would unbalance the books of two years for ever.
    spells = event.apply(complaint).spells
    for spell in spells if spells != complaint.spells else ():
        if spell.closed is not None and spell.closed < spell.opened:
            raise BeforeReceipt(field="resolved_at", value=spell.closed, received=spell.opened)

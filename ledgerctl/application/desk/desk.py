"""The clerk's desk: one shape for every write command, safe to repeat, nothing half-written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.rules import rules_of
from ledgerctl.domain.deadlines.clocks import provisional_years
from ledgerctl.domain.events.base import subject
from ledgerctl.errors.house import KeyReused, NoSuchCase

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ledgerctl.application.desk.ports import Clock, Entropy, Store, Transaction
    from ledgerctl.application.desk.records import Meta, Recorded
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Event, Facts

#: The branch's time zone when the ledger does not say otherwise.
DEFAULT_TIMEZONE = "+08:00"


class Desk(NamedTuple):
    """What a use case works with: the store, the clock, the source of fresh names."""

    store: Store
    clock: Clock
    entropy: Entropy


class Moment(NamedTuple):
    """Now, as the branch reckons: ``local`` is ``YYYY-MM-DDTHH:MM`` in its time zone."""

    local: str

    @property
    def today(self) -> date:
        """The branch's own day."""
        return date.fromisoformat(self.local[:10])


class _DryRunEnds(Exception):
    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self.receipt = receipt


def branch_now(desk: Desk, settings: Mapping[str, str]) -> Moment:
    """Return the present moment in the branch's time zone."""
    return Moment(desk.clock.local(settings.get("timezone", DEFAULT_TIMEZONE)))


def record(
    desk: Desk,
    meta: Meta,
    action: str,
    work: Callable[[Transaction, Moment], tuple[Sequence[Event], Receipt | None]],
    *,
    dry_run: bool = False,
    number: str | None = None,
) -> Receipt:
    """Run one write command in one transaction and return its receipt after the commit.

    Args:
        desk: store, clock, entropy.
        meta: who writes; its key makes a repetition harmless.
        action: the kind of the command's first event, for the receipt and the key's check.
        work: decides on events; may give a receipt whose extras (repeats, warnings) are kept.
        dry_run: do everything and take it back.
        number: the case or entry the command is about, for the key's check.

    Raises:
        KeyReused: the key stands for another command.
        LedgerError: whatever the rules or the store refuse.
    """
    try:
        with desk.store.writing() as transaction:
            known = transaction.keyed(meta.key) if meta.key else None
            if known is not None:
                return _repeated(transaction, known, action, number)
            moment = branch_now(desk, transaction.ledger().settings)
            events, extras = work(transaction, moment)
            # The key of its first event tells where a command begins.
            own = meta._replace(key=meta.key or desk.entropy.token())
            envelopes = transaction.append(events, own, desk.clock.utc())
            receipt = _receipt(transaction, action, events[0], extras)
            receipt = _replace(receipt, seq=envelopes[0].seq, event_hash=envelopes[0].hash)
            if dry_run:
                raise _DryRunEnds(_replace(receipt, dry_run=True))
            return receipt
    except _DryRunEnds as end:
        return end.receipt


def case_of(transaction: Transaction, number: str) -> Complaint:
    """Return an existing complaint.

    Raises:
        NoSuchCase: there is none of this number.
    """
    complaint = transaction.complaint(number)
    if complaint is None:
        raise NoSuchCase(number=number)
    return complaint


def _receipt(
    transaction: Transaction, action: str, event: Event, extras: Receipt | None
) -> Receipt:
    row = transaction.row(event.number) if event.number else None
    base = extras or Receipt(action, None, 0, "", transaction.head())
    facts = event.facts()
    counted = facts
    if event.kind == "complaint.resumed":
        # It moves the due day and does not name by which policy and calendar that is counted.
        counted = {**_decision_clock(case_of(transaction, str(event.number))), **facts}
    return _replace(
        base,
        number=subject(event),
        head=transaction.head(),
        row=row,
        details=base.details or dict(facts),
        repeat_of=row.repeat_of if row is not None else "",
        provisional=provisional_years(counted, rules_of(transaction))
        if "calendar" in counted
        else (),
    )


def _decision_clock(complaint: Complaint) -> Facts:
    """Return by which policy and calendar the due day of a case was counted."""
    return {
        name: complaint.facts[name] for name in ("policy", "calendar") if name in complaint.facts
    }


def _repeated(
    transaction: Transaction, known: Recorded, action: str, number: str | None
) -> Receipt:
    envelope = known.envelope
    if envelope.kind != action or (number is not None and subject(known.event) != number):
        raise KeyReused(key=envelope.key, seq=envelope.seq)
    receipt = _receipt(transaction, action, known.event, None)
    return _replace(receipt, seq=envelope.seq, event_hash=envelope.hash, repeated=True)


def _replace(receipt: Receipt, **changes: object) -> Receipt:
    from dataclasses import replace

    return replace(receipt, **changes)  # type: ignore[arg-type]  # names are checked by the dataclass

"""Taking back 撤销: what one command or one import wrote, seen before it is done, itself reversible."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, cast

from ledgerctl.application.desk.desk import DEFAULT_TIMEZONE, record
from ledgerctl.application.desk.differences import Difference, differences
from ledgerctl.application.desk.moments import past_moment
from ledgerctl.application.desk.receipt import Receipt
from ledgerctl.application.desk.standing import complaint_events, complaint_of
from ledgerctl.application.ledger.resting import steps_shaken
from ledgerctl.domain.cases.guards import not_own_case
from ledgerctl.domain.cases.ledger import Ledger
from ledgerctl.domain.cases.numbers import parse_number
from ledgerctl.domain.cases.reversal import (
    REVERSALS,
    Reversal,
    Span,
    reversals_among,
    standing,
    taken_back,
)
from ledgerctl.domain.events.base import subject
from ledgerctl.domain.events.batch_reversed import BatchReversed
from ledgerctl.domain.events.events_reversed import EventsReversed
from ledgerctl.domain.events.revealed import DataRevealed
from ledgerctl.domain.handling.dependence import Placed, shaken
from ledgerctl.errors.exporting import LookStays
from ledgerctl.errors.house import AlreadyReversed, NoSuchBatch, NoSuchCase, ReasonNeeded
from ledgerctl.errors.reversal import (
    BirthStays,
    LaterStands,
    NoSuchEvent,
    NotConfirmed,
    OthersCommand,
    RecordedAgain,
)
from ledgerctl.errors.usage import BadCaseNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgerctl.application.desk.desk import Desk, Moment
    from ledgerctl.application.desk.ports import Reader, Transaction
    from ledgerctl.application.desk.records import Meta, Recorded
    from ledgerctl.domain.cases.chain import Envelope
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.events.base import Event, LedgerEvent

#: Cases whose change is shown; of a large import the rest is counted.
MOST_CASES = 20
#: The families whose events make settings and denominators.
_BOOKS = ("ledger", "setting", "population")
#: Digits that a sequence number may have.
_LONGEST = 15


class Command(NamedTuple):
    """What is taken back together: the events of one command, or of one import.

    Of an import only the first event is at hand; ``numbers`` are the cases it touched.
    """

    span: Span
    events: Sequence[Recorded]
    numbers: Sequence[str]


class CaseChange(NamedTuple):
    """One case before and after, and what differs."""

    number: str
    before: Complaint
    after: Complaint
    differences: Sequence[Difference]

    @property
    def vanishes(self) -> bool:
        """Whether the case itself is taken back."""
        return self.after.reversed and not self.before.reversed


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking back would do.

    ``target`` names the first of the commands; ``changes`` are the first cases of ``case_count``;
    ``own`` are the ledger's settings and denominators that change; ``later`` are events that would
    have nothing to rest on; ``timezone`` is the branch's offset from UTC.
    """

    target: str
    commands: Sequence[Command]
    changes: Sequence[CaseChange]
    case_count: int
    own: Sequence[Difference]
    later: Sequence[Recorded]
    timezone: str

    @property
    def person(self) -> str:
        """Who recorded what was asked for."""
        envelope = self.commands[0].events[0].envelope
        return envelope.on_behalf_of or envelope.actor


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back; ``plan`` is None when the key was already recorded."""

    receipt: Receipt
    plan: Plan | None


def plan(reader: Reader, target: str, *, with_later: bool = False) -> Plan:
    """Return what taking back ``target`` would do; nothing is written.

    Args:
        reader: the ledger.
        target: an event's number, the name of a batch, a case number (its last command), or empty for
            the last command of the ledger.
        with_later: also take back the later commands that would have nothing to rest on.

    Raises:
        NoSuchEvent, NoSuchCase, NoSuchBatch, AlreadyReversed, BirthStays, LookStays, RecordedAgain.
    """
    back = reader.taken_back()
    span = _span(reader, target.strip(), back)
    spans = [span]
    while True:
        after = _back_after(reader, spans)
        events, numbers = _reach(reader, spans)
        changes, later, vanished = _cases(reader, numbers, back, after)
        later += steps_shaken(reader, events, vanished, back, after)
        if not (later and with_later):
            break
        spans += dict.fromkeys(_command_span(reader, each) for each in later)
    return Plan(
        span.batch or str(span.first),
        [_command(reader, each) for each in spans],
        changes,
        len(numbers),
        _own(reader, events, back, after),
        later,
        reader.ledger().settings.get("timezone", DEFAULT_TIMEZONE),
    )


def undo(
    desk: Desk,
    target: str,
    meta: Meta,
    *,
    reason: str,
    at: str = "",
    with_later: bool = False,
    seen: Plan | None = None,
    dry_run: bool = False,
) -> Undone:
    """Take back what one command or one import wrote; its numbers are not used again.

    Args:
        desk: store, clock, entropy.
        target: as for ``plan``.
        meta: who takes back.
        reason: why.
        at: when it was decided, now by default.
        with_later: also take back the later commands that would have nothing to rest on.
        seen: the plan that was agreed to; nothing else is taken back.
        dry_run: do everything and take it back.

    Raises:
        ReasonNeeded, LaterStands, OthersCommand, NotConfirmed (no longer what was seen), and whatever
        ``plan`` refuses.
    """
    if not reason.strip():
        raise ReasonNeeded(step="undo")
    plans: list[Plan] = []

    def work(transaction: Transaction, moment: Moment) -> tuple[Sequence[Event], Receipt]:
        made = plan(transaction, target, with_later=with_later)
        if not target.strip() and made.person != meta.person:
            raise OthersCommand(seq=made.target, person=made.person)
        if made.later:
            later = ", ".join(map(_named_event, made.later[:MOST_CASES]))
            raise LaterStands(target=made.target, later=later)
        for change in () if made.commands[0].span.batch else made.changes:
            not_own_case(change.before, meta.person)
        spans = [each.span for each in made.commands]
        if seen is not None and spans != [each.span for each in seen.commands]:
            raise NotConfirmed
        plans.append(made)
        when = past_moment(at, moment)
        events = [_reversal(span, reason.strip(), when) for span in spans]
        return events, Receipt(events[0].kind, None, 0, "", transaction.head())

    action = _recorded_kind(desk, meta) or EventsReversed.kind
    receipt = record(desk, meta, action, work, dry_run=dry_run)
    return Undone(receipt, plans[0] if plans else None)


def _named_event(recorded: Recorded) -> str:
    """Return an event's number, subject and kind; the edge says the kind in words."""
    envelope = recorded.envelope
    return " ".join(filter(None, (f"#{envelope.seq}", subject(recorded.event), envelope.kind)))


def repeated(desk: Desk, meta: Meta) -> bool:
    """Whether this very command, by its key, was recorded before."""
    return bool(_recorded_kind(desk, meta))


def _recorded_kind(desk: Desk, meta: Meta) -> str:
    known = desk.store.keyed(meta.key) if meta.key else None
    kind = known.envelope.kind if known is not None else ""
    return kind if kind in REVERSALS else ""


def _reversal(span: Span, reason: str, at: str) -> BatchReversed | EventsReversed:
    if span.batch:
        return BatchReversed(span.batch, reason, at)
    return EventsReversed(span.first, span.last, reason, at)


def _span(reader: Reader, target: str, back: TakenBack) -> Span:
    """Return what a target names."""
    event = _named(reader, target, back)
    if event is None:
        if not reader.batch_numbers(target):
            raise NoSuchBatch(batch=target)
        if target in back.batches:
            raise AlreadyReversed(target=target, seq=back.batches[target])
        return Span(batch=target)
    envelope = event.envelope
    if envelope.kind == "ledger.created":
        raise BirthStays
    if envelope.kind == DataRevealed.kind:
        raise LookStays(seq=envelope.seq)
    gone = back.reversal(envelope.seq, envelope.batch)
    if gone:
        raise AlreadyReversed(target=envelope.seq, seq=gone)
    return _command_span(reader, event)


def _named(reader: Reader, target: str, back: TakenBack) -> Recorded | None:
    """Return the event that a target names, None for a batch."""
    try:
        number = parse_number(target)
    except BadCaseNumber:
        number = ""
    if number:
        history = reader.history(number)
        if not history:
            raise NoSuchCase(number=number)
        return (standing(history, back) or history)[-1]
    digits = target.removeprefix("#") or str(reader.head().size)
    if target and not (digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST):
        return None
    event = reader.recorded(int(digits))
    if event is None:
        raise NoSuchEvent(seq=digits)
    return event


def _command_span(reader: Reader, event: Recorded) -> Span:
    """Return what was written together with an event: its batch, or what its command wrote."""
    envelope = event.envelope
    if envelope.batch is not None:
        return Span(batch=envelope.batch)
    first = envelope
    while first.key is None and first.seq > 1:
        before = reader.recorded(first.seq - 1)
        if before is None or before.envelope.batch is not None:
            break
        first = before.envelope
    last = envelope
    while (after := reader.recorded(last.seq + 1)) and _continues(after.envelope):
        last = after.envelope
    return Span(first.seq, last.seq)


def _continues(envelope: Envelope) -> bool:
    """Whether an event belongs to the command of the one before it: the first one bears the key."""
    return envelope.key is None and envelope.batch is None


def _command(reader: Reader, span: Span) -> Command:
    if span.batch:
        numbers = reader.batch_numbers(span.batch)
        history = reader.history(numbers[0])
        return Command(
            span, [each for each in history if each.envelope.batch == span.batch][:1], numbers
        )
    events = reader.between(span.first, span.last)
    numbers = [each.envelope.number for each in events if each.envelope.number is not None]
    return Command(span, events, list(dict.fromkeys(numbers)))


def _back_after(reader: Reader, spans: Sequence[Span]) -> TakenBack:
    """Return which events would not stand once these spans were taken back too."""
    stored = reversals_among([*reader.every("batch"), *reader.every("events")])
    size = reader.head().size
    further = [Reversal(size + place, span) for place, span in enumerate(spans, start=1)]
    return taken_back([*(reversal for _, reversal in stored), *further])


def _reach(reader: Reader, spans: Sequence[Span]) -> tuple[list[Recorded], list[str]]:
    """Return events (those of batches left out) and cases that spans reach, also through reversals."""
    queue = list(spans)
    events: list[Recorded] = []
    numbers: dict[str, None] = {}
    for span in queue:
        if span.batch:
            numbers |= dict.fromkeys(reader.batch_numbers(span.batch))
            continue
        found = reader.between(span.first, span.last)
        events += found
        own = [each.envelope.number for each in found]
        numbers |= {number: None for number in own if number is not None}
        queue += [reversal.span for _, reversal in reversals_among(found)]
    return events, list(numbers)


def _cases(
    reader: Reader, numbers: Iterable[str], back: TakenBack, after: TakenBack
) -> tuple[list[CaseChange], list[Recorded], set[str]]:
    """Return the first cases as they would change, the events that would hang in the air, the cases that go."""
    changes: list[CaseChange] = []
    later: list[Recorded] = []
    vanished: set[str] = set()
    for number in numbers:
        history = reader.history(number)
        _check_recorded_once(reader, history[0], back, after)
        place = (history[0].envelope.seq, history[0].envelope.batch)
        if after.reversal(*place) and not back.reversal(*place):
            vanished.add(number)
        loose = set(shaken(number, _placed(history, back), _placed(history, after)))
        later += [each for each in history if each.envelope.seq in loose]
        if len(changes) < MOST_CASES:
            now = cast("Complaint", complaint_of(number, history, back))
            then = cast("Complaint", complaint_of(number, history, after))
            changes.append(CaseChange(number, now, then, differences(now, then)))
    return changes, later, vanished


def _placed(history: Sequence[Recorded], back: TakenBack) -> list[Placed]:
    kept = standing(history, back)
    return [
        Placed(item.envelope.seq, event)
        for item, event in zip(kept, complaint_events(kept), strict=True)
    ]


def _check_recorded_once(
    reader: Reader, receipt: Recorded, back: TakenBack, after: TakenBack
) -> None:
    """Refuse to restore a row of an import that a later import has recorded anew."""
    envelope = receipt.envelope
    place = (envelope.seq, envelope.batch)
    if not back.reversal(*place) or after.reversal(*place) or not (envelope.key and envelope.batch):
        return
    root, tilde, life = envelope.key.rpartition("~")
    own = (root, int(life)) if tilde and life.isdigit() else (envelope.key, 1)
    for life_after in count(own[1] + 1):
        other = reader.keyed(f"{own[0]}~{life_after}")
        if other is None:
            return
        if not after.reversal(other.envelope.seq, other.envelope.batch):
            raise RecordedAgain(number=envelope.number, other=other.envelope.number)


def _own(
    reader: Reader, events: Iterable[Recorded], back: TakenBack, after: TakenBack
) -> list[Difference]:
    """Return the settings and denominators that change; a denominator is named with its year."""
    families = {each.envelope.kind.partition(".")[0] for each in events}
    if families.isdisjoint(_BOOKS):
        return []
    own = [each for name in _BOOKS for each in reader.every(name)]
    old, new = (_values(own, each) for each in (back, after))
    names = dict.fromkeys([*old, *new])
    pairs = [(name, old.get(name), new.get(name)) for name in names]
    return [Difference(*each) for each in pairs if each[1] != each[2]]


def _values(own: Sequence[Recorded], back: TakenBack) -> dict[str, str | int]:
    ledger = Ledger()
    for recorded in standing(own, back):
        ledger = cast("LedgerEvent", recorded.event).apply(ledger)
    sizes = {f"{of} {year}": each.size for (year, of), each in ledger.populations.items()}
    return {**ledger.settings, **sizes}

"""What an event rests on: whether it could still stand after something before it was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.codes.fields import FIELDS
from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ledgerctl.domain.events.base import ComplaintEvent

#: Kinds that happen to an open case only.
_NEED_OPEN = frozenset(
    {
        *("complaint.assigned", "complaint.escalated", "complaint.resolved", "complaint.extended"),
        *("complaint.paused", "complaint.withdrawn", "complaint.declined"),
    }
)
#: Kinds that happen while the clock runs only.
_NEED_RUNNING = frozenset(
    {"complaint.resolved", "complaint.extended", "complaint.paused", "complaint.notified"}
)
#: Kinds that happen to a closed case only.
_NEED_CLOSED = frozenset({"complaint.reopened"})


class Placed(NamedTuple):
    """An event of a case and its sequence number."""

    seq: int
    event: ComplaintEvent


def can_follow(complaint: Complaint, event: ComplaintEvent) -> bool:
    """Whether an event makes sense after what the case has become.

    Far less than ``decisions`` ask of a new command: only what the event itself says must hold.
    """
    if event.kind == "complaint.received":
        return not complaint.exists
    if not (complaint.exists and _in_its_time(complaint, event.kind)):
        return False
    if event.kind == "complaint.escalated":
        return text(event.facts(), "from") == complaint.level
    return event.kind != "complaint.corrected" or complaint.closed or not _outcome(event)


def _in_its_time(complaint: Complaint, kind: str) -> bool:
    """Whether a kind may happen to an open, closed, running or stopped case."""
    if kind == "complaint.resumed":
        return complaint.suspended
    closed, stopped = complaint.closed, complaint.suspended
    wrong = (closed and kind in _NEED_OPEN) or (not closed and kind in _NEED_CLOSED)
    return not (wrong or (stopped and kind in _NEED_RUNNING))


def shaken(number: str, before: Sequence[Placed], after: Sequence[Placed]) -> list[int]:
    """Return the sequence numbers of events that would lose what they rest on.

    Args:
        number: the case.
        before: its events that stand now, in order.
        after: those that would stand.
    """
    # What never made sense, for instance imported history, does not block anything either.
    loose = set(_loose(number, before))
    return [seq for seq in _loose(number, after) if seq not in loose]


def _loose(number: str, placed: Iterable[Placed]) -> list[int]:
    complaint = Complaint(number)
    found = []
    for seq, event in placed:
        if not can_follow(complaint, event):
            found.append(seq)
        complaint = event.apply(complaint)
    return found


def _outcome(event: ComplaintEvent) -> bool:
    cleared = event.facts().get("cleared", ())
    names = [*event.facts(), *event.sealed(), *(cleared if isinstance(cleared, list) else ())]
    fields = [FIELDS.get(name.removeprefix("new.")) for name in names]
    return any(field is not None and field.stage == "outcome" for field in fields)

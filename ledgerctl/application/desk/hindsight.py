"""Cases as they stood at the end of a day 时点状态: what happened later is left out of their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ledgerctl.application.desk.records import CaseFilter
from ledgerctl.application.desk.standing import complaint_events
from ledgerctl.domain.cases.complaint import Complaint
from ledgerctl.domain.cases.reversal import standing
from ledgerctl.domain.events.base import text
from ledgerctl.domain.handling.dependence import can_follow
from ledgerctl.domain.register.register import open_on, row_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ledgerctl.application.desk.ports import Reader
    from ledgerctl.application.desk.records import Recorded
    from ledgerctl.domain.cases.reversal import TakenBack
    from ledgerctl.domain.events.base import ComplaintEvent
    from ledgerctl.domain.register.register import Row


def changed_since(reader: Reader, day: str) -> Mapping[str, Row]:
    """Return the cases to which something happened after an ISO day, as they stood at its end, by number.

    A correction without a day of its own says what was true all along, so it applies, unless it
    corrects an outcome that there was not yet. What the rule of repeats says is as of now.
    """
    later = dict.fromkeys(
        recorded.envelope.number
        for recorded in reader.family("complaint")
        if recorded.envelope.number is not None and happened_on(recorded) > day
    )
    rows = (reader.row(number) for number in later)
    back = reader.taken_back()
    return {
        now.number: _row(reader, now, day, back)
        for now in rows
        if now is not None and now.status != "reversed"
    }


def overdue_on(
    reader: Reader, day: str, *, received_to: str, equal: Mapping[str, str]
) -> list[Row]:
    """Return the complaints that were open and past their due day at the end of an ISO day, by number.

    Rows are as they stood then. What counts as a complaint, of which department and received when is as of now,
    as in everything else that a report counts.

    Args:
        reader: the ledger.
        day: the ISO day.
        received_to: the last day of receipt, ISO.
        equal: only cases with these values by column.
    """
    query = CaseFilter(received_to=min(received_to, day), not_closed_by=day, equal=equal)
    back = reader.taken_back()
    # Few cases were open on a day, whatever the size of the ledger.
    rows = [_row(reader, row, day, back) for row in reader.cases(query).rows if row.counted]
    return sorted((row for row in rows if was_overdue(row, day)), key=lambda row: row.number)


def was_overdue(row: Row, day: str) -> bool:
    """Whether a case, as it stood at the end of an ISO day, was open, unanswered and past its due day then."""
    answered = "" < row.notified_at[:10] <= day
    return open_on(row, day) and "" < row.due_on[:10] < day and not answered


def happened_on(recorded: Recorded) -> str:
    """Return the ISO day on which something happened to a case; empty for what names no day."""
    facts = recorded.event.facts()
    kind = recorded.envelope.kind
    own = {"complaint.resolved": "resolved_at", "complaint.notified": "notified_at"}.get(kind, "at")
    return text(facts, own)[:10]


def _row(reader: Reader, now: Row, day: str, back: TakenBack) -> Row:
    history = standing(reader.history(now.number), back)
    complaint = _folded(now.number, complaint_events(history), history, day)
    first = history[0].envelope
    row = row_of(
        complaint,
        batch=first.batch or "",
        recorded_at=first.recorded_at,
        received_seq=first.seq,
    )
    # A link drawn later is no repetition yet; one that the rule found was one all along.
    by_rule = "" if now.repeat_linked else now.repeat_of
    return row._replace(repeat_of=row.repeat_linked or by_rule, repeated=now.repeated)


def _folded(
    number: str, events: Iterable[ComplaintEvent], history: Sequence[Recorded], day: str
) -> Complaint:
    complaint = Complaint(number)
    for event, recorded in zip(events, history, strict=True):
        when = happened_on(recorded)
        undated = not when and event.kind == "complaint.corrected"
        if when > day or (undated and not can_follow(complaint, event)):
            continue
        complaint = event.apply(complaint)
    return complaint

"""The register 台账 row: one flat row per case, as lists and statistics see it.

Everything here is derived from a ``Complaint``; stores keep the rows and ``verify`` derives them again.
"""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.links import BECAME_REGULATORY, REPEAT, target
from ledgerctl.domain.vocabulary import intake_class

if TYPE_CHECKING:
    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.events.base import Facts


class Row(NamedTuple):
    """One case in the register 台账.

    Days are ISO text, money integer minor units, flags 0 or 1; an empty text is *unknown*. ``days``
    counts from receipt to the end of the legal clock (told, else closed), None when unknown. The
    columns from ``source_id`` on are facts of the same name, copied.
    """

    number: str
    status: str
    received_on: str
    year: int
    month: int
    intake_class: str
    level: str
    handler: str
    complained: str
    vulnerability: str
    amount: int | None
    compensation: int | None
    timely: str
    closed_on: str
    days: int | None
    timeliness: str
    closed: int
    escalated: int
    skip_level: int
    reopenings: int
    counted: int
    repeat_of: str
    repeat_linked: str
    merged_into: str
    became_regulatory: int
    spells: str
    batch: str
    recorded_at: str
    received_seq: int
    source_id: str
    received_at: str
    person: str
    channel: str
    business: str
    handling_channel: str
    cause: str
    fault_nature: str
    severity: str
    complexity: str
    finding: str
    remedy: str
    settlement: str
    responsibility: str
    satisfaction: str
    institution: str
    department: str
    product: str
    issue: str
    first_receiver: str
    resolved_by: str
    resolved_at: str
    notified_at: str
    due_on: str
    filed_by: str
    third_party: str
    second_person: str
    called_back_at: str
    followup_due: str


_WHOLE = frozenset(
    {
        *("year", "month", "closed", "escalated", "skip_level", "reopenings", "counted"),
        "received_seq",
        "became_regulatory",
    }
)
_COPIED = Row._fields[Row._fields.index("source_id") :]
_BLANK: Facts = dict.fromkeys(_COPIED, "")
_copied = itemgetter(*_COPIED)

#: What a column holds when nothing is known, in the order of the columns; the schema's defaults.
BLANK_ROW = tuple(
    None if name in {"amount", "compensation", "days"} else 0 if name in _WHOLE else ""
    for name in Row._fields
)

#: Facts of a receipt that no rule and no other column looks at: they are copied, or only kept.
COPIED_ONLY = frozenset(
    {
        *(
            "source_id",
            "forwarded_by",
            "forward_number",
            "forwarded_at",
            "institution",
            "department",
        ),
        *("business", "handling_channel", "cause", "fault_nature", "product", "issue", "severity"),
        *("finding", "remedy", "settlement", "notice_method", "satisfaction"),
        *("complainants_count", "filed_by", "documents", "third_party"),
    }
)

#: Columns that a filter may ask for by value.
FILTERABLE = (
    *("channel", "intake_class", "business", "handling_channel", "cause", "fault_nature"),
    *("severity", "complexity", "level", "finding", "remedy", "settlement", "responsibility"),
    *("satisfaction", "institution", "department", "handler", "timeliness", "status"),
    *(
        "first_receiver",
        "product",
        "issue",
        "filed_by",
        "third_party",
        "batch",
        "source_id",
        "number",
    ),
)
#: Columns that a cross table may be split by.
CROSSABLE = (*FILTERABLE[:-3], "year", "month")

#: Responsibilities that take a case out of the complaint statistics 非投诉.
NOT_COUNTED = frozenset({"not_complaint"})


def row_of(complaint: Complaint, *, batch: str, recorded_at: str, received_seq: int) -> Row:
    """Return the register row of a complaint; the store's repeat rule adds to ``repeat_of``."""
    number, facts, _sealed, spells, _assigned, reached_superior, is_reversed, links = complaint
    get = facts.get
    opened, closed_on = spells[-1] if spells else ("", None)
    received_on = str(get("received_at", ""))[:10]
    closed = closed_on is not None
    skip_level = bool(get("skip_level"))
    days, timeliness = _clock(facts, opened) if closed else (None, "open")
    merged = complaint.merged_into if links else ""
    complained, vulnerability = get("complained"), get("vulnerability")
    timely = get("timely")
    return Row(
        number,
        # Most rows of a large import are closed: the common case is not worth a property's walk.
        "closed" if closed and not is_reversed and not merged else complaint.status,
        received_on,
        int(received_on[:4] or 0),
        int(received_on[5:7] or 0),
        intake_class(str(get("channel", ""))),
        complaint.level,
        complaint.handler,
        "; ".join(complained) if isinstance(complained, list) else "",
        "; ".join(vulnerability) if isinstance(vulnerability, list) else "",
        _money(facts, "amount"),
        _money(facts, "compensation"),
        "" if timely is None else "yes" if timely else "no",
        closed_on or "",
        days,
        timeliness,
        int(closed or bool(merged)),
        int(reached_superior or skip_level),
        int(skip_level),
        max(len(spells) - 1, 0),
        int(not is_reversed and not merged and get("responsibility") not in NOT_COUNTED),
        target(links, REPEAT) if links else "",
        target(links, REPEAT) if links else "",
        merged,
        int(bool(links) and bool(target(links, BECAME_REGULATORY))),
        ",".join([f"{start}/{end or ''}" for start, end in spells]),
        batch,
        recorded_at,
        received_seq,
        *_copied({**_BLANK, **facts}),
    )


def _clock(facts: Facts, started: str) -> tuple[int | None, str]:
    """Return the days that a closed case took and ``on_time``, ``late`` or ``undated``."""
    get = facts.get
    ended = str(get("notified_at") or get("resolved_at") or "")[:10]
    if not ended:
        return None, "undated"
    days = 0 if ended == started else _ordinal(ended) - _ordinal(started)
    return max(days, 0), "on_time" if ended <= str(get("due_on", "")) else "late"


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _money(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) else None

"""The register 台账 row: one flat row per case, as lists and statistics see it.

Everything here is derived from a ``Complaint``; stores keep the rows and ``verify`` derives them again.
"""

from __future__ import annotations

from datetime import date
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.cases.links import BECAME_REGULATORY, REPEAT, target
from ledgerctl.domain.codes.learning_terms import COMPLAINT
from ledgerctl.domain.codes.vocabulary import intake_class
from ledgerctl.domain.events.base import whole

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint, Spell
    from ledgerctl.domain.events.base import Facts


class Row(NamedTuple):
    """One case in the register 台账.

    Days are ISO text, money integer minor units, flags 0 or 1; an empty text is *unknown*. ``days``
    counts from receipt to the end of the legal clock (told, else closed) without the days it stood
    still, None when unknown. ``ending`` is how a closed case ended: ``resolved``, ``withdrawn``,
    ``declined``. ``due_on``, ``contact_due`` and ``progress_due`` of an open case are those of the clocks
    that run; ``due_on`` stays when it was answered, and ``timeliness`` says how that clock ended.
    ``repeated`` when another case repeats this one, ``person_first`` and ``person_again`` for the first
    case of its complainant in the year and the first that comes back to one business;
    ``first_received_on`` is the day of receipt as first recorded where it was corrected,
    ``backdated`` when a later step was recorded more than a day after the day it names, ``scored_on`` the
    day of the call-back that gave the score; ``not_at_once`` when it was ever in other hands than the first
    receiver's, climbed, or has a repetition linked to it. ``contact_timeliness`` is ``on_time`` or ``late`` by
    the target of the first contact, ``extended_to`` the days of the whole period after an extension. The
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
    responsible: str
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
    to_superior: int
    repeated: int
    person_first: int
    person_again: int
    first_received_on: str
    backdated: int
    scored_on: str
    not_at_once: int
    ending: str
    contact_due: str
    progress_due: str
    repeat_linked: str
    merged_into: str
    became_regulatory: int
    contact_timeliness: str
    extended_to: int
    spells: str
    batch: str
    recorded_on: str
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
    record_type: str
    responsible_department: str
    accountability: str
    called_back_at: str
    followup_due: str
    extended_on: str
    contacted_at: str
    judged_at: str


_WHOLE = frozenset(
    {
        *("year", "month", "closed", "escalated", "skip_level", "reopenings", "counted"),
        *("received_seq", "to_superior", "repeated", "person_first", "person_again", "backdated"),
        *("became_regulatory", "extended_to", "not_at_once"),
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

#: Columns that follow from everything a complainant has; the store's repeat rule fills them in.
BY_RULE = ("repeat_of", "repeated", "person_first", "person_again")

#: Columns that a filter may ask for by value.
FILTERABLE = (
    *("channel", "intake_class", "business", "handling_channel", "cause", "fault_nature"),
    *("severity", "complexity", "level", "finding", "remedy", "settlement", "responsibility"),
    *("satisfaction", "institution", "department", "handler", "timeliness", "status"),
    *("first_receiver", "product", "issue", "filed_by", "third_party", "record_type"),
    *("responsible", "responsible_department", "accountability", "batch", "source_id", "number"),
)
#: Columns that a cross table may be split by.
CROSSABLE = (*FILTERABLE[:-3], "year", "month")

#: At-fault complaints on whose accountability nothing was decided 有责未问责, as a filter by value.
UNDECIDED = {"responsibility": "at_fault", "accountability": ""}

#: Responsibilities that take a case out of the complaint statistics 非投诉.
NOT_COUNTED = frozenset({"not_complaint"})


def row_of(complaint: Complaint, *, batch: str, recorded_at: str, received_seq: int) -> Row:
    """Return the register row of a complaint; the columns of ``BY_RULE`` are as of its only case."""
    number, facts, _sealed, spells, _assigned, reached_superior, is_reversed, pauses, links = (
        complaint
    )
    get = facts.get
    opened, closed_on, _ending = spells[-1] if spells else ("", None, "")
    received_on = str(get("received_at", ""))[:10]
    closed = closed_on is not None
    skip_level = bool(get("skip_level"))
    ending = contact_due = progress_due = ""
    days: int | None = None
    timeliness = "open"
    merged = complaint.merged_into if links else ""
    if closed:
        ending = str(get("ending") or "resolved")
        days, timeliness = _clock(facts, opened, pauses)
    else:
        facts = _running(complaint)
        get = facts.get
        contact_due, progress_due = str(get("contact_due", "")), str(get("progress_due", ""))
        if "notified_at" in facts:
            days, timeliness = _clock(facts, opened, pauses)
    if merged:
        ending = "merged"
    complained, vulnerability = get("complained"), get("vulnerability")
    responsible = get("responsible")
    timely = get("timely")
    counted = int(
        not is_reversed
        and not merged
        and get("responsibility") not in NOT_COUNTED
        and get("record_type", COMPLAINT) == COMPLAINT
    )
    return Row(
        number,
        # Most rows of a large import are closed: the common case is not worth a property's walk.
        "closed" if ending == "resolved" and not is_reversed else complaint.status,
        received_on,
        int(received_on[:4] or 0),
        int(received_on[5:7] or 0),
        intake_class(str(get("channel", ""))),
        complaint.level,
        complaint.handler,
        "; ".join(complained) if isinstance(complained, list) else "",
        "; ".join(vulnerability) if isinstance(vulnerability, list) else "",
        "; ".join(responsible) if isinstance(responsible, list) else "",
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
        counted,
        target(links, REPEAT) if links else "",
        int(reached_superior),
        0,
        1 if counted and get("person") else 0,
        0,
        "",
        0,
        "",
        0,
        ending,
        contact_due,
        progress_due,
        target(links, REPEAT) if links else "",
        merged,
        int(bool(links) and bool(target(links, BECAME_REGULATORY))),
        _contacted(complaint.facts) if "contacted_at" in facts else "",
        whole(facts, "extended_to"),
        ",".join(map(_told, spells)),
        batch,
        # What came with a batch was not typed in; nobody knows when it was first written down.
        "" if batch else recorded_at[:10],
        received_seq,
        *_copied({**_BLANK, **facts}),
    )


def open_on(row: Row, day: str) -> bool:
    """Return whether a case was open at the end of an ISO day 在办."""
    return any(
        opened <= day and (not closed or closed > day)
        for opened, closed, _ in spells_of(row.spells)
    )


def closings(row: Row) -> list[str]:
    """Return the ISO days on which a case was closed 办结; more than one when it was reopened."""
    return [closed for _, closed, _ in spells_of(row.spells) if closed]


def spells_of(text: str) -> list[tuple[str, str, str]]:
    """Return first day, last day and ending of each spell of a row; days are ISO, "" while it lasts.

    The ending is that of ``Spell``: "" for a spell that was resolved, or lasts.
    """
    found = []
    for spell in text.split(","):
        opened, _, rest = spell.partition("/")
        closed, _, ending = rest.partition("/")
        if opened:
            found.append((opened, closed, ending))
    return found


def _told(spell: Spell) -> str:
    told = f"{spell.opened}/{spell.closed or ''}"
    return f"{told}/{spell.ending}" if spell.ending else told


def _running(complaint: Complaint) -> Facts:
    """Return the facts of an open case without the due days of clocks that do not run."""
    facts = complaint.facts
    answered = "notified_at" in facts
    gone = set()
    if answered or complaint.suspended:
        gone = {"progress_due"} if answered else {"due_on", "progress_due"}
    if answered or "contacted_at" in facts:
        gone.add("contact_due")
    return {name: value for name, value in facts.items() if name not in gone} if gone else facts


def _clock(facts: Facts, started: str, pauses: tuple[Spell, ...]) -> tuple[int | None, str]:
    """Return the days that an answered or closed case took and ``on_time``, ``late`` or ``undated``."""
    get = facts.get
    ended, due = str(get("notified_at") or get("resolved_at") or "")[:10], str(get("due_on", ""))
    if not ended:
        return None, "undated"
    days = 0 if ended == started else _ordinal(ended) - _ordinal(started)
    for begun, over, _ending in pauses:
        days -= max(_ordinal(min(over or ended, ended)) - _ordinal(max(begun, started)), 0)
    # A case that is closed while its clock stands still was not late when it stopped.
    stopped = bool(pauses) and pauses[-1].closed is None
    reached = min(ended, pauses[-1].opened) if stopped else ended
    on_time = "on_time" if reached <= due[:10] else "late"
    return max(days, 0), on_time if due else "undated"


def _contacted(facts: Facts) -> str:
    """Return whether the first contact met its target 首次联系及时; empty where none was set."""
    due = str(facts.get("contact_due", ""))
    if not due:
        return ""
    # A target of days lasts to the end of its day.
    return "on_time" if str(facts["contacted_at"])[: len(due)] <= due else "late"


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _money(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) else None

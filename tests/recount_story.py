"""What exported events say of each case, told again in plain Python that knows nothing of ledgerctl.

Read from the JSON lines of ``ledgerctl export events --kind jsonl`` alone. Slow on purpose: each question
is answered by looking at everything again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Line = dict[str, Any]

_JUDGED = (
    *("responsibility", "invalid_kind", "responsible", "responsible_department"),
    *("accountability", "approved_by"),
)
_CLOCKS = ("due_on", "policy", "contact_due", "contact_policy", "progress_due", "progress_policy")
#: What is known of a case when it is over.
_OUTCOME = {
    *("finding", "remedy", "compensation", "settlement", "resolution", "notified_at"),
    *("notice_method", "responsibility", "satisfaction", "resolved_at", "resolved_by"),
    "second_person",
}
#: New facts undo the answer that was given.
_ANSWER = ("notified_at", "notice_method", "told", "extended_under")


def day_of(moment: str) -> date:
    """Return the day of an ISO day or moment."""
    return date.fromisoformat(moment[:10])


@dataclass
class Stretch:
    """One time of being open, or of standing still; ``end`` is None while it lasts."""

    start: date
    end: date | None = None
    ending: str = ""


@dataclass
class Case:
    """One case as its standing events leave it, with what happened on the way."""

    number: str
    facts: Line = field(default_factory=dict)
    open: list[Stretch] = field(default_factory=list)
    still: list[Stretch] = field(default_factory=list)
    superior: bool = False
    handlers: set[str] = field(default_factory=set)
    climbed: bool = False
    stands: bool = True
    first_received: str = ""
    judged: str = ""
    scored: str = ""
    calls: list[tuple[str, str]] = field(default_factory=list)
    links: list[tuple[str, str, bool]] = field(default_factory=list)
    typed: date | None = None
    late_step: bool = False
    extended: bool = False
    period: int = -1

    @property
    def closed(self) -> date | None:
        """The day it was closed, None while it is open."""
        return self.open[-1].end

    @property
    def received(self) -> date:
        """The day of receipt as it is known now."""
        return day_of(self.facts["received_at"])

    def merged(self) -> bool:
        """Whether it is counted with another case."""
        return any(relation == "duplicate" and out for relation, _, out in self.links)


def standing(lines: list[Line]) -> list[Line]:
    """Return the events that nobody took back, newest reversals first deciding about older ones."""
    gone: set[int] = set()
    for line in reversed(lines):
        if line["seq"] in gone:
            continue
        if line["kind"] == "events.reversed":
            gone.update(range(line["facts"]["first"], line["facts"]["last"] + 1))
        if line["kind"] == "batch.reversed":
            batch = line["facts"]["batch"]
            gone.update(each["seq"] for each in lines if each["batch"] == batch)
    return [line for line in lines if line["seq"] not in gone]


def cases_of(lines: list[Line], until: date = date.max) -> list[Case]:
    """Return every case that was ever received, those taken back included; without what happened after a day."""
    kept = standing(lines)
    found = []
    for number in dict.fromkeys(
        line["number"] for line in lines if line["kind"] == "complaint.received"
    ):
        own = [line for line in kept if line["number"] == number]
        case = Case(number)
        if any(line["kind"] == "complaint.received" for line in own):
            for line in own:
                if until == date.max or _by_then(case, line, until):
                    _STEPS.get(line["kind"], _nothing)(case, line, line["facts"])
                    _look_at_dates(case, line)
        else:
            case.stands = False
            born = next(
                line
                for line in lines
                if line["number"] == number and line["kind"] == "complaint.received"
            )
            case.facts = dict(born["facts"])
        found.append(case)
    return found


def _by_then(case: Case, line: Line, day: date) -> bool:
    """Whether a step had happened by the end of a day.

    A correction without a day says what was true all along, but for an outcome that there was not yet.
    """
    facts = line["facts"]
    named = {"complaint.resolved": "resolved_at", "complaint.notified": "notified_at"}
    when = facts.get(named.get(line["kind"], "at"))
    if when:
        return day_of(when) <= day
    if line["kind"] != "complaint.corrected" or case.closed is not None:
        return True
    changed = {name.removeprefix("new.") for name in [*facts, *(line.get("texts") or {})]}
    return _OUTCOME.isdisjoint({*changed, *facts.get("cleared", ())})


def settings_of(lines: list[Line]) -> dict[str, str]:
    """Return the settings in force."""
    found: dict[str, str] = {}
    for line in standing(lines):
        facts = line["facts"]
        if line["kind"] == "ledger.created":
            found |= {
                name.removeprefix("setting."): value
                for name, value in facts.items()
                if name.startswith("setting.")
            }
            found["branch"] = facts["branch"]
        if line["kind"] == "setting.changed":
            found[facts["name"]] = facts["value"]
    return found


def populations_of(lines: list[Line], year: int) -> dict[str, Line]:
    """Return the last record of each denominator of a year."""
    return {
        line["facts"]["measure"]: line["facts"]
        for line in standing(lines)
        if line["kind"] == "population.recorded" and line["facts"]["year"] == year
    }


def _look_at_dates(case: Case, line: Line) -> None:
    facts, recorded = line["facts"], day_of(line["recorded_at"])
    if line["kind"] == "complaint.received":
        case.typed = recorded if line["batch"] is None else None
        return
    named = [
        day_of(facts[name])
        for name in ("at", "resolved_at", "notified_at", "told_at")
        if facts.get(name)
    ]
    # What a file brings was written down elsewhere before.
    if named and line["batch"] is None and recorded > min(named) + timedelta(days=1):
        case.late_step = True


def _nothing(_case: Case, _line: Line, _facts: Line) -> None:
    """Most kinds move no figure."""


def _received(case: Case, _line: Line, facts: Line) -> None:
    case.facts = dict(facts)
    case.first_received = facts["received_at"][:10]
    opened = day_of(facts["received_at"])
    closed = (
        day_of(facts.get("resolved_at") or facts["received_at"]) if facts.get("closed") else None
    )
    case.open = [Stretch(opened, closed, "resolved" if closed else "")]
    case.handlers = {facts["handler"]} if "handler" in facts else set()
    case.superior = facts.get("level") == "superior"


def _noted(case: Case, _line: Line, facts: Line) -> None:
    if facts.get("new_facts"):
        for name in _ANSWER:
            case.facts.pop(name, None)
    case.facts |= {name: facts[name] for name in _CLOCKS if name in facts}
    contacted = case.facts.get("contacted_at", "")
    if facts.get("contact_method") and (not contacted or facts["at"] < contacted):
        case.facts["contacted_at"] = facts["at"]


def _assigned(case: Case, _line: Line, facts: Line) -> None:
    if facts.get("assignment") == "assisting":
        return
    # Where the rule counts from acceptance.
    case.facts |= {name: facts[name] for name in _CLOCKS if name in facts}
    case.facts["handler"] = facts["handler"]
    if facts.get("department"):
        case.facts["department"] = facts["department"]
    case.handlers.add(facts["handler"])


def _escalated(case: Case, _line: Line, facts: Line) -> None:
    case.facts["level"] = facts["to"]
    case.climbed = True
    case.superior = case.superior or facts["to"] == "superior"
    if facts.get("person"):
        case.facts["handler"] = facts["person"]
        case.handlers.add(facts["person"])


def _close(case: Case, day: date, ending: str) -> None:
    case.open[-1].end = day
    case.open[-1].ending = ending


def _resolved(case: Case, _line: Line, facts: Line) -> None:
    case.facts |= facts
    case.superior = case.superior or facts.get("level") == "superior"
    if "received_at" in facts:
        case.open[0].start = day_of(facts["received_at"])
    _close(case, day_of(facts["resolved_at"]), "resolved")


def _withdrawn(case: Case, _line: Line, facts: Line) -> None:
    case.facts |= {"resolved_at": facts["at"], "resolved_by": facts["resolved_by"]}
    _close(case, day_of(facts["at"]), "withdrawn")


def _declined(case: Case, _line: Line, facts: Line) -> None:
    kept = {name: value for name, value in facts.items() if name != "at"}
    case.facts |= {**kept, "resolved_at": facts["at"]}
    _close(case, day_of(facts["at"]), "declined")


def _reopened(case: Case, _line: Line, facts: Line) -> None:
    for name in (*_ANSWER, "resolved_at", "resolved_by", "closed"):
        case.facts.pop(name, None)
    case.facts |= {name: facts[name] for name in _CLOCKS if name in facts}
    if case.closed is not None:
        if case.still and case.still[-1].end is None:
            case.still[-1].end = case.closed
        case.open.append(Stretch(day_of(facts["at"])))


def _extended(case: Case, _line: Line, facts: Line) -> None:
    if facts["in_time"]:
        case.facts["due_on"] = facts["due_on"]
        case.extended = True
        case.period = facts["period_days"]


def _paused(case: Case, _line: Line, facts: Line) -> None:
    if case.closed is None and not (case.still and case.still[-1].end is None):
        case.still.append(Stretch(day_of(facts["at"])))


def _resumed(case: Case, _line: Line, facts: Line) -> None:
    if case.closed is None and case.still and case.still[-1].end is None:
        case.facts |= {name: facts[name] for name in _CLOCKS if name in facts}
        case.still[-1].end = day_of(facts["at"])


def _notified(case: Case, _line: Line, facts: Line) -> None:
    case.facts |= {"notified_at": facts["notified_at"]}


def _corrected(case: Case, _line: Line, facts: Line) -> None:
    news = {
        name.removeprefix("new."): value for name, value in facts.items() if name.startswith("new.")
    }
    case.facts |= news
    for name in facts.get("cleared", ()):
        case.facts.pop(name, None)
    case.handlers |= {news["handler"]} if "handler" in news else set()
    case.superior = case.superior or news.get("level") == "superior"
    if "received_at" in news:
        case.open[0].start = case.received
        if len(case.open) == 1 and case.closed and "resolved_at" not in case.facts:
            # Nobody knows the day of closing: it is that of receipt.
            case.open[0].end = case.received
    if "resolved_at" in news and case.closed:
        case.open[-1].end = day_of(news["resolved_at"])


def _judged(case: Case, _line: Line, facts: Line) -> None:
    for name in _JUDGED:
        case.facts.pop(name, None)
    case.facts |= {name: value for name, value in facts.items() if name != "at"}
    case.judged = facts["at"]


def _called_back(case: Case, _line: Line, facts: Line) -> None:
    case.calls.append((facts["at"], facts["call_back"]))
    if facts.get("score"):
        case.facts["satisfaction"] = facts["score"]
        case.scored = facts["at"]
    elif facts["call_back"] != "reached" and not str(case.facts.get("satisfaction", "")).isdigit():
        case.facts["satisfaction"] = facts["call_back"]


def _linked(case: Case, _line: Line, facts: Line) -> None:
    _unlinked(case, _line, facts)
    case.links.append((facts["relation"], facts["other"], bool(facts.get("outgoing"))))


def _unlinked(case: Case, _line: Line, facts: Line) -> None:
    link = (facts["relation"], facts["other"], bool(facts.get("outgoing")))
    case.links = [each for each in case.links if each != link]


_STEPS = {
    "complaint.received": _received,
    "complaint.noted": _noted,
    "complaint.assigned": _assigned,
    "complaint.escalated": _escalated,
    "complaint.resolved": _resolved,
    "complaint.withdrawn": _withdrawn,
    "complaint.declined": _declined,
    "complaint.reopened": _reopened,
    "complaint.extended": _extended,
    "complaint.paused": _paused,
    "complaint.resumed": _resumed,
    "complaint.notified": _notified,
    "complaint.corrected": _corrected,
    "complaint.judged": _judged,
    "complaint.called_back": _called_back,
    "complaint.linked": _linked,
    "complaint.unlinked": _unlinked,
}

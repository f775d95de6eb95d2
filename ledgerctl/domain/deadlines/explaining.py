"""Deadlines that explain themselves 期限说明: every step of every clock of a case, from its own events.

Nothing is decided here: due days are read from the events in which they were frozen, and the days between
are told again by the calendar edition that counted them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from ledgerctl.domain.days.policies import LATER_STARTS, STEPS
from ledgerctl.domain.deadlines import deadlines
from ledgerctl.domain.deadlines.clocks import (
    FACTS,
    SPOKEN_TO,
    provisional_years,
    start_at_receipt,
)
from ledgerctl.domain.deadlines.deadlines import Counted
from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.days.policies import Policy, Rulebook
    from ledgerctl.domain.events.base import ComplaintEvent, Fact, Facts


class Step(NamedTuple):
    """One step of a clock: the ISO day it belongs to, what happened, and the values that tell it."""

    day: str
    what: str
    values: Mapping[str, Fact]


class Clock(NamedTuple):
    """One clock of a case 时钟, explained.

    ``state`` is ``running``, ``overdue``, ``suspended``, ``on_time``, ``late``, ``spoken_to`` (the first
    contact was the receipt itself), ``waiting`` (the event that starts it has not happened) or ``none`` (no
    policy applied). ``ended_on`` is when it was met;
    ``days_left`` counts from today to the due day, below zero when it has passed.
    """

    step: str
    policy: Policy | None
    reference: str
    calendar: str
    due: str
    state: str
    ended_on: str
    days_left: int | None
    provisional: bool
    steps: Sequence[Step]


#: Event kind → what starts clocks with it.
_STARTS = {
    "complaint.received": "received",
    "complaint.reopened": "reopened",
    "complaint.assigned": "accepted",
}
#: Events that move the due day of the decision; their facts that say from where to where.
_MOVES = frozenset({"complaint.extended", "complaint.resumed"})
_MOVED = ("at", "due_before", "due_on", "in_time")
#: Facts that stay frozen until an event says otherwise: by what the decision is counted.
_FROZEN = ("policy", "calendar")


def explain(
    complaint: Complaint, history: Iterable[ComplaintEvent], rules: Rulebook, today: str
) -> list[Clock]:
    """Return the clocks of a case with their steps.

    Args:
        complaint: the case as it is now.
        history: its standing events in order.
        rules: the policies of its ledger.
        today: ISO day as of which days are left.
    """
    events = list(history)
    return [_clock(step, complaint, events, rules, today) for step in STEPS]


def _clock(
    step: str,
    complaint: Complaint,
    events: Sequence[ComplaintEvent],
    rules: Rulebook,
    today: str,
) -> Clock:
    due_name, policy_name = FACTS[step]
    facts = complaint.facts
    due, reference = text(facts, due_name), text(facts, policy_name)
    calendar = text(facts, "calendar")
    policy = rules.find(reference)
    steps: list[Step] = []
    provisional = False
    frozen: Facts = {}
    for event in events:
        told = event.facts()
        frozen = {**frozen, **{name: told[name] for name in _FROZEN if name in told}}
        counted = _counted(step, event.kind, told, rules)
        if step == "progress" and counted is not None:
            # Only the last sign of life counts; the notes before it stand in the story.
            steps.clear()
        steps += _told(step, event.kind, told, complaint, rules)
        if counted is not None:
            provisional = counted.provisional
            steps += _days(counted)
        elif step == "decision" and event.kind in _MOVES and due_name in told:
            moved = {**frozen, **{name: told[name] for name in _MOVED if name in told}}
            provisional = provisional or bool(provisional_years(moved, rules))
    state, ended = _state(step, complaint, policy, due, today)
    if due and state != "suspended":
        steps.append(Step(due, "due", {}))
    steps += _end(state, ended, due)
    # Within a day the order is that of the events.
    steps.sort(key=lambda each: each.day[:10])
    left = None
    if due and state in {"running", "overdue"}:
        left = (date.fromisoformat(due[:10]) - date.fromisoformat(today)).days
    return Clock(
        *(step, policy, reference, calendar, due, state, ended, left, provisional),
        steps,
    )


def _told(
    step: str, kind: str, facts: Facts, complaint: Complaint, rules: Rulebook
) -> Iterator[Step]:
    """Yield what an event means for a clock before its days are counted."""
    at = text(facts, "at") or text(facts, "received_at")
    due = {"due": text(facts, FACTS[step][0])}
    if kind in _STARTS and due["due"]:
        begun = _starts_at(facts, rules, step)
        policy = rules.find(text(facts, FACTS[step][1]))
        otherwise = kind == "complaint.received" and policy is not None and begun != at
        yield Step(begun, policy.start if policy and otherwise else _STARTS[kind], due)
    elif kind == "complaint.noted":
        if step != "contact" and facts.get("new_facts"):
            yield Step(at, "new_facts", due)
        elif step == "progress" and due["due"]:
            yield Step(at, "noted", due)
        elif step == "decision" and due["due"]:
            yield Step(at, "first_contact", due)
        if step == "contact" and text(facts, "contact_method") and at == _contacted(complaint):
            yield Step(at, "contacted", {"contact_method": text(facts, "contact_method")})
    elif step == "decision" and kind == "complaint.paused":
        yield Step(at, "paused", {"pause_cause": text(facts, "pause_cause")})
    elif step == "decision" and kind == "complaint.extended":
        kept = (
            "extra_days",
            "due_before",
            "due_on",
            "approval",
            "approved_by",
            "told_at",
            "recorded_on",
        )
        values = {name: facts[name] for name in kept if name in facts}
        yield Step(at, "extended" if facts.get("in_time") else "extended_late", values)
    elif step != "contact" and kind == "complaint.resumed":
        yield Step(at, "resumed", due)


def _contacted(complaint: Complaint) -> str:
    return text(complaint.facts, "contacted_at")


def _counted(step: str, kind: str, facts: Facts, rules: Rulebook) -> Counted | None:
    """Return how the days of a start were counted; None where an event starts no clock."""
    due_name, policy_name = FACTS[step]
    policy = rules.find(text(facts, policy_name))
    if due_name not in facts or kind == "complaint.extended" or policy is None:
        return None
    if step == "decision" and kind == "complaint.resumed":
        return None
    start = _starts_at(facts, rules, step)
    found = deadlines.count(start, policy, text(facts, "calendar"))
    return found if found.due == text(facts, due_name) else Counted(text(facts, due_name))


def _starts_at(facts: Facts, rules: Rulebook, step: str) -> str:
    """Return the moment from which an event's clock counts."""
    policy = rules.find(text(facts, FACTS[step][1]))
    if policy is not None and "received_at" in facts:
        return start_at_receipt(facts, policy)
    return text(facts, "at") or text(facts, "received_at")


def _days(counted: Counted) -> Iterator[Step]:
    for day, off in counted.passed:
        yield Step(day, f"skipped_{off.reason}", {"name": off.name, "worked": off.worked})
    for day in counted.made_up:
        yield Step(day, "made_up", {})


def _state(
    step: str, complaint: Complaint, policy: Policy | None, due: str, today: str
) -> tuple[str, str]:
    """Return the state of a clock and when it was met."""
    facts = complaint.facts
    if policy is not None and policy.start in LATER_STARTS and not due and not complaint.closed:
        return "waiting", ""
    if not due:
        spoken = step == "contact" and text(facts, "channel") in SPOKEN_TO
        return ("spoken_to" if spoken and not facts.get("closed") else "none"), ""
    ended = text(facts, "notified_at") or text(facts, "resolved_at")
    if step == "contact":
        ended = min(filter(None, (_contacted(complaint), ended)), default="")
    if step == "decision" and complaint.suspended:
        return "suspended", ""
    if ended:
        return ("on_time" if _in_time(step, complaint, ended, due) else "late"), ended
    return ("overdue" if due[:10] < today else "running"), ""


def _in_time(step: str, complaint: Complaint, ended: str, due: str) -> bool:
    pauses = complaint.pauses
    if step == "decision" and pauses and pauses[-1].closed is None:
        ended = min(ended, pauses[-1].opened)
    return deadlines.met(ended, due)


def _end(state: str, ended: str, due: str) -> Iterator[Step]:
    if state in {"on_time", "late"}:
        over = (date.fromisoformat(ended[:10]) - date.fromisoformat(due[:10])) // timedelta(days=1)
        yield Step(ended, state, {"days": max(over, 0)})

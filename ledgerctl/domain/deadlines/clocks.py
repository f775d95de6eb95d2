"""The clocks of a case 时钟: what is frozen into its events at receipt, at a restart, at each sign of life.

Due days stand in the facts, so that no later rule, calendar or release moves them: ``due_on`` with
``policy`` for the decision, ``contact_due`` and ``progress_due`` with theirs, and the working ``calendar``
with its edition. A case that arrives with its outcome has a decision clock only.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ledgerctl.domain.days.policies import LATER_STARTS, SHIPPED, STARTING_FACTS
from ledgerctl.domain.events.base import text

if TYPE_CHECKING:
    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.days.policies import Policy, Rulebook
    from ledgerctl.domain.events.base import Fact, Facts

#: Step → the facts that hold its due day and its policy.
FACTS = {
    "contact": ("contact_due", "contact_policy"),
    "progress": ("progress_due", "progress_policy"),
    "decision": ("due_on", "policy"),
}
#: Channels in which the complainant is spoken to at receipt: there is nobody left to call.
SPOKEN_TO = frozenset({"counter", "branch_phone"})


def at_receipt(facts: Facts, rules: Rulebook = SHIPPED) -> Facts:
    """Return intake facts with every due day, policy and the calendar's edition, frozen from now on.

    A clock that starts with a later event has its policy only, until the event happens.
    """
    clocks = _from_receipt("decision", facts, rules)
    if not facts.get("closed"):
        if text(facts, "channel") not in SPOKEN_TO:
            clocks |= _from_receipt("contact", facts, rules)
        clocks |= _from_receipt("progress", facts, rules)
    return {**facts, **clocks}


def _from_receipt(step: str, facts: Facts, rules: Rulebook) -> dict[str, Fact]:
    received = text(facts, "received_at")
    policy = _chosen(step, received[:10], facts, rules)
    if policy is None:
        return {}
    spoken_to = policy.start == "contacted" and text(facts, "channel") in SPOKEN_TO
    if policy.start in LATER_STARTS and not spoken_to:
        return {FACTS[step][1]: policy.reference}
    return counted(step, start_at_receipt(facts, policy), policy)


def start_at_receipt(facts: Facts, policy: Policy) -> str:
    """Return the moment from which a clock counts that begins with the receipt.

    A day of registration or forwarding counts where it is known and not before the receipt.
    """
    received = text(facts, "received_at")
    known = text(facts, STARTING_FACTS.get(policy.start, ""))
    # Text of ISO moments: a day without a time is not later than a moment of that day.
    return max(known, received)


def _chosen(step: str, day: str, facts: Facts, rules: Rulebook) -> Policy | None:
    return rules.choose(step, day, text(facts, "complexity"), text(facts, "channel"))


def begun(complaint: Complaint, event: str, at: str, rules: Rulebook = SHIPPED) -> dict[str, Fact]:
    """Return the clocks of an open case that begin with an event: ``contacted`` or ``accepted``.

    They follow the policy that was frozen at the receipt; one that runs is not started again.
    """
    clocks: dict[str, Fact] = {}
    if complaint.closed or complaint.suspended:
        return clocks
    for step, (due_name, policy_name) in FACTS.items():
        policy = rules.find(text(complaint.facts, policy_name))
        if policy is not None and policy.start == event and not text(complaint.facts, due_name):
            clocks |= counted(step, at, policy)
    return clocks


def restarted(
    complaint: Complaint, at: str, cause: str, rules: Rulebook = SHIPPED
) -> dict[str, Fact]:
    """Return the clocks that ``new_facts`` or ``reopened`` start anew 重新计算, from ``at``.

    Whether a clock does is said by the policy that rules the case; how long it then is, by the policy of the
    day. One that has not started yet goes on waiting. A sign of life starts the progress clock in any case.
    """
    clocks: dict[str, Fact] = {}
    for step in ("decision", "progress"):
        due_name, policy_name = FACTS[step]
        ruling = rules.find(text(complaint.facts, policy_name))
        chosen = _chosen(step, at[:10], complaint.facts, rules)
        asked = ruling or chosen
        waits = ruling is not None and not text(complaint.facts, due_name)
        if chosen is None or asked is None or waits:
            continue
        if cause in asked.restarts or (step == "progress" and chosen.start == "last_note"):
            clocks |= counted(step, at, chosen)
    return clocks


def sign_of_life(complaint: Complaint, at: str, rules: Rulebook = SHIPPED) -> dict[str, Fact]:
    """Return the progress clock as a note of this moment starts it anew; nothing when it is not later."""
    if complaint.closed or complaint.suspended:
        return {}
    clock = noted(complaint, at, complaint.received_on, rules)
    later = text(clock, "progress_due") > text(complaint.facts, "progress_due")
    return clock if later else {}


def noted(complaint: Complaint, at: str, day: str, rules: Rulebook) -> dict[str, Fact]:
    """Return the progress clock from ``at`` on by the policy of an ISO day, if it counts from notes."""
    policy = _chosen("progress", day, complaint.facts, rules)
    if policy is None or policy.start != "last_note":
        return {}
    return counted("progress", at, policy)


def provisional_years(facts: Facts, rules: Rulebook = SHIPPED) -> list[int]:
    """Return the years whose official schedule was not known when an event's clocks were counted.

    An extension has those from the old due day to the new one, also where only the policy to which it leads
    counts working days: by them the period is counted from then on. One that came too late has none.

    Args:
        facts: those of an event; one that froze no working days has none.
        rules: the policies of the ledger.
    """
    calendar = text(facts, "calendar")
    if not calendar:
        return []
    from ledgerctl.domain.days import calendars  # noqa: PLC0415 - not for calendar days

    years = _extended_years(facts) if "due_before" in facts else _counted_years(facts, rules)
    return sorted(year for year in years if not calendars.year_of(calendar, year).official)


def _extended_years(facts: Facts) -> set[int]:
    return _years(text(facts, "due_before"), text(facts, "due_on")) if facts["in_time"] else set()


def _counted_years(facts: Facts, rules: Rulebook) -> set[int]:
    years: set[int] = set()
    for due_name, policy_name in FACTS.values():
        policy, due = rules.find(text(facts, policy_name)), text(facts, due_name)
        if policy is not None and policy.day_type == "working" and due:
            start = text(facts, "at") or start_at_receipt(facts, policy)
            years |= _years(start, due)
    return years


def _years(first: str, last: str) -> set[int]:
    """Return every year from an ISO day or moment to another."""
    return set(range(int(first[:4]), int(last[:4]) + 1))


def counted(step: str, start: str, policy: Policy) -> dict[str, Fact]:
    """Return due day, policy and calendar of one clock from its start."""
    due_name, policy_name = FACTS[step]
    if policy.unit == "day" and policy.day_type == "calendar":
        return {due_name: _later(start[:10], policy.amount), policy_name: policy.reference}
    due, calendar = _counted(start, policy)
    return {due_name: due, policy_name: policy.reference, "calendar": calendar}


# Imports ask for the same few days again and again.
@lru_cache(maxsize=4096)
def _later(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


@lru_cache(maxsize=4096)
def _counted(start: str, policy: Policy) -> tuple[str, str]:
    from ledgerctl.domain.days import calendars  # noqa: PLC0415 - not for calendar days
    from ledgerctl.domain.deadlines import deadlines  # noqa: PLC0415 - not for calendar days

    calendar = calendars.newest(policy.calendar)
    return deadlines.count(start, policy, calendar).due, calendar

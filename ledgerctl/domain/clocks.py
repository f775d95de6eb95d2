"""The clocks of a case 时钟: what is frozen into its events at receipt, at a restart, at each sign of life.

Due days stand in the facts, so that no later rule, calendar or release moves them: ``due_on`` with
``policy`` for the decision, ``contact_due`` and ``progress_due`` with theirs, and the working ``calendar``
with its edition. A case that arrives with its outcome has a decision clock only.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ledgerctl.domain.events.base import text
from ledgerctl.domain.policies import SHIPPED

if TYPE_CHECKING:
    from ledgerctl.domain.complaint import Complaint
    from ledgerctl.domain.events.base import Fact, Facts
    from ledgerctl.domain.policies import Policy, Rulebook

#: Step → the facts that hold its due day and its policy.
FACTS = {
    "contact": ("contact_due", "contact_policy"),
    "progress": ("progress_due", "progress_policy"),
    "decision": ("due_on", "policy"),
}
#: Channels in which the complainant is spoken to at receipt: there is nobody left to call.
SPOKEN_TO = frozenset({"counter", "branch_phone"})


def at_receipt(facts: Facts, rules: Rulebook = SHIPPED) -> Facts:
    """Return intake facts with every due day, policy and the calendar's edition, frozen from now on."""
    received = text(facts, "received_at")
    complexity = text(facts, "complexity")
    clocks = started("decision", received, received[:10], complexity, rules)
    if not facts.get("closed"):
        if text(facts, "channel") not in SPOKEN_TO:
            clocks |= started("contact", received, received[:10], complexity, rules)
        clocks |= started("progress", received, received[:10], complexity, rules)
    return {**facts, **clocks}


def restarted(complaint: Complaint, at: str, rules: Rulebook = SHIPPED) -> dict[str, Fact]:
    """Return the clocks that new facts start anew 重新计算: decision and progress, from ``at``."""
    complexity = text(complaint.facts, "complexity")
    clocks = started("decision", at, at[:10], complexity, rules)
    return clocks | started("progress", at, at[:10], complexity, rules)


def sign_of_life(complaint: Complaint, at: str, rules: Rulebook = SHIPPED) -> dict[str, Fact]:
    """Return the progress clock as a note of this moment starts it anew; nothing when it is not later."""
    if complaint.closed or complaint.suspended:
        return {}
    complexity = text(complaint.facts, "complexity")
    clock = started("progress", at, complaint.received_on, complexity, rules)
    later = text(clock, "progress_due") > text(complaint.facts, "progress_due")
    return clock if later else {}


def started(
    step: str, start: str, received_on: str, complexity: str, rules: Rulebook
) -> dict[str, Fact]:
    """Return due day, policy and calendar of one clock; nothing where no policy applies."""
    policy = rules.choose(step, received_on, complexity)
    if policy is None:
        return {}
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
    from ledgerctl.domain import calendars, deadlines  # noqa: PLC0415 - not for calendar days

    calendar = calendars.newest(policy.calendar)
    return deadlines.count(start, policy, calendar).due, calendar

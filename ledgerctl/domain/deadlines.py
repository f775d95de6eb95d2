"""Legal deadlines 处理期限: policies are data; the due day is frozen in the case's events.

Only rules whose source was verified stand here. Order 2020 No. 3 of the CBIRC
(银行业保险业消费投诉处理管理办法): 15 days when the facts are plain, 30 when they are complex, counted from
**receipt**; a further 30 only by an approved extension. The order writes 日, read as calendar days.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple


class Policy(NamedTuple):
    """One deadline rule 时限规则: ``days`` calendar days after the day of receipt."""

    key: str
    complexity: str
    days: int
    source: str


POLICIES: tuple[Policy, ...] = (
    Policy("cn.2020-3.decide.simple", "simple", 15, "CBIRC order 2020 No. 3"),
    Policy("cn.2020-3.decide.complex", "complex", 30, "CBIRC order 2020 No. 3"),
)

_BY_COMPLEXITY = {policy.complexity: policy for policy in POLICIES}


class Deadline(NamedTuple):
    """A due day and the policy that made it; the case is on time to the end of that day."""

    due_on: str
    policy: str
    days: int


@lru_cache(maxsize=4096)
def deadline(received_on: str, complexity: str | None) -> Deadline:
    """Return the legal due day of a case received on an ISO day.

    Unknown complexity counts as simple: the shorter period is the safe one. A specially complex case
    starts with the 30 days of a complex one; the extension must be approved and recorded.
    """
    policy = _BY_COMPLEXITY.get(complexity or "simple", POLICIES[1])
    due = date.fromisoformat(received_on) + timedelta(days=policy.days)
    return Deadline(due.isoformat(), policy.key, policy.days)

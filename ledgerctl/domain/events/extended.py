"""``complaint.extended``: the period of a case was extended, in time or too late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import sealed_text, text, whole

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Fact, Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintExtended:
    """The handling period was extended 延期 (order 2020 No. 3).

    ``recorded_on`` is the branch's day of recording: only an extension recorded by the end of ``due_before``
    is ``in_time`` and moves the due day. ``told_at`` is when the complainant was told, ``period`` how many
    days the whole period then has by its policy; 0 where it is none of days. ``calendar`` is that of the
    working days in which the extension was counted, or the period is from now on; empty where neither has any.
    """

    number: str
    at: str
    recorded_on: str
    days: int
    due_before: str
    due_on: str
    policy: str
    in_time: bool
    approval: str = ""
    approved_by: str = ""
    told_at: str = ""
    reason: str = ""
    period: int = 0
    calendar: str = ""

    kind: ClassVar[str] = "complaint.extended"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return moments, days, both due days, the policy that rules from now on, who approved."""
        facts: dict[str, Fact] = {
            "at": self.at,
            "recorded_on": self.recorded_on,
            "extra_days": self.days,
            "period_days": self.period,
            "due_before": self.due_before,
            "due_on": self.due_on,
            "policy": self.policy,
            "in_time": self.in_time,
        }
        optional = {
            "approval": self.approval,
            "approved_by": self.approved_by,
            "told_at": self.told_at,
            "calendar": self.calendar,
        }
        return {**facts, **{name: value for name, value in optional.items() if value}}

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "recorded_on"),
            whole(facts, "extra_days"),
            text(facts, "due_before"),
            text(facts, "due_on"),
            text(facts, "policy"),
            bool(facts.get("in_time")),
            text(facts, "approval"),
            text(facts, "approved_by"),
            text(facts, "told_at"),
            sealed_text(sealed, "reason"),
            whole(facts, "period_days"),
            text(facts, "calendar"),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with its new due day; what came too late moves nothing."""
        if not self.in_time:
            return complaint
        facts = {
            **complaint.facts,
            "due_on": self.due_on,
            "policy": self.policy,
            "extended_on": self.recorded_on,
            "extended_to": self.period,
        }
        if text(complaint.facts, "policy") == self.policy:
            # The policy that allowed it rules on; it allows it once.
            facts["extended_under"] = self.policy
        if self.calendar:
            facts["calendar"] = self.calendar
        if self.approved_by:
            facts["extension_approved_by"] = self.approved_by
        return complaint._replace(facts=facts)

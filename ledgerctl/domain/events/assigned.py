"""``complaint.assigned``: a case was handed to somebody, who may help or accept it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import (
    ACCEPTED,
    ASSISTING,
    HANDED_OVER,
    clocks_of,
    sealed_text,
    text,
)

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintAssigned:
    """The case was handed over 转办, somebody helps 协办, or the new owner accepted it 接办.

    ``handler`` is the person; ``assignment`` says as what (``handed_over``, ``assisting``, ``accepted``).
    ``clocks`` are the due days of the clocks that begin with it.
    """

    number: str
    at: str
    handler: str
    department: str = ""
    reason: str = ""
    assignment: str = HANDED_OVER
    clocks: Facts = field(default_factory=dict)

    kind: ClassVar[str] = "complaint.assigned"
    version: ClassVar[int] = 2

    def facts(self) -> Facts:
        """Return the moment, the person, as what and, when named, the department."""
        facts = {
            **self.clocks,
            "at": self.at,
            "handler": self.handler,
            "assignment": self.assignment,
        }
        return {**facts, "department": self.department} if self.department else facts

    def sealed(self) -> Sealed:
        """Return the reason."""
        return {"reason": self.reason} if self.reason else {}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            text(facts, "handler"),
            text(facts, "department"),
            sealed_text(sealed, "reason"),
            text(facts, "assignment"),
            clocks_of(facts),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with its new owner, a further assistant, or its owner's word."""
        facts = {**complaint.facts, **self.clocks}
        assistants = [name for name in complaint.assistants if name != self.handler]
        if self.assignment == ASSISTING:
            return complaint._replace(facts={**facts, "assistants": [*assistants, self.handler]})
        facts["handler"] = self.handler
        if self.assignment == ACCEPTED:
            facts |= {"accepted_at": self.at, "accepted_by": self.handler}
        if "assistants" in facts:
            facts["assistants"] = assistants
        if self.department:
            facts["department"] = self.department
        return complaint._replace(facts=facts, assigned=True)

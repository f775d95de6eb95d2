"""``complaint.noted``: something was written down about a case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from ledgerctl.domain.events.base import UNDONE, clocks_of, sealed_text, text

if TYPE_CHECKING:
    from typing import Self

    from ledgerctl.domain.cases.complaint import Complaint
    from ledgerctl.domain.events.base import Fact, Facts, Sealed


@dataclass(frozen=True, slots=True)
class ComplaintNoted:
    """A progress note 跟进记录; ``at`` is the moment it speaks of.

    ``contact`` names how the complainant was reached; ``new_facts`` 新事实 starts the legal clock anew
    (order 2020 No. 3). ``clocks`` are the due days that follow.
    """

    number: str
    at: str
    note: str
    contact: str = ""
    new_facts: bool = False
    clocks: Facts = field(default_factory=dict)

    kind: ClassVar[str] = "complaint.noted"
    version: ClassVar[int] = 1

    def facts(self) -> Facts:
        """Return the moment, how contact was made, whether there are new facts, the clocks."""
        facts: dict[str, Fact] = {"at": self.at, **self.clocks}
        if self.contact:
            facts["contact_method"] = self.contact
        if self.new_facts:
            facts["new_facts"] = True
        return facts

    def sealed(self) -> Sealed:
        """Return the note."""
        return {"note": self.note}

    @classmethod
    def load(cls, number: str | None, facts: Facts, sealed: Sealed) -> Self:
        """Return the stored event."""
        return cls(
            number or "",
            text(facts, "at"),
            sealed_text(sealed, "note"),
            text(facts, "contact_method"),
            bool(facts.get("new_facts")),
            clocks_of(facts),
        )

    def apply(self, complaint: Complaint) -> Complaint:
        """Return the complaint with its clocks; the first contact stays the first, the rest moves nothing."""
        if not self.contact and not self.clocks and not self.new_facts:
            return complaint
        facts = {**complaint.facts, **self.clocks}
        if self.contact and not ("" < text(facts, "contacted_at") <= self.at):
            facts |= {"contacted_at": self.at, "contact_method": self.contact}
        if self.new_facts:
            for name in UNDONE:
                facts.pop(name, None)
        return complaint._replace(facts=facts)
